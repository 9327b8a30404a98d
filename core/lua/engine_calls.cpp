#include "core/lua/engine_calls.h"

#include "core/lua/engine_refused.h"
#include "core/lua/host_messages.h"
#include "core/lua/nearest_name.h"
#include "core/problem/problem.h"
#include "core/telemetry/log.h"

#include <algorithm>

namespace hostler::lua {
namespace {

constexpr std::size_t kLongestAnswer = 1u << 20;

// "http api.example.com" covers the need "http".
bool covers(const std::vector<std::string>& needs, const std::string& need) {
  return std::any_of(needs.begin(), needs.end(), [&](const std::string& one) {
    return one == need || one.starts_with(need + " ");
  });
}

}  // namespace

EngineCalls::EngineCalls(const ScriptFunctions& functions, const ScriptContext& context,
                         Effects effects, const std::string& script,
                         const std::vector<std::string>& needs)
    : functions_{functions}, context_{context}, effects_{effects}, script_{script}, needs_{needs} {}

std::string EngineCalls::answer(std::string_view question) {
  const auto call = readEngineCall(question);
  const auto started = std::chrono::steady_clock::now();
  std::string text;
  try {
    text = answerText(serve(call.function, call.arguments));
    if (text.size() > kLongestAnswer) text = refusalText("the answer is too long");
  } catch (const EngineRefused& refused) {
    text = refusalText(refused.what());
  } catch (const DomainError& error) {
    text = refusalText(error.what());
  } catch (const std::exception& error) {
    // What went wrong inside the engine is not for a stranger's eyes.
    Log{"core.lua"}.error(
        "script.call_failed",
        {{"function", call.function}, {"script", script_}, {"reason", error.what()}});
    text = refusalText("the call failed inside the engine");
  }
  waited_ += std::chrono::steady_clock::now() - started;
  return text;
}

Json EngineCalls::serve(const std::string& name, const Json& arguments) {
  if (++calls_ > context_.limits.engineCalls) {
    throw EngineRefused{"a run may make " + std::to_string(context_.limits.engineCalls) + " calls"};
  }
  if (waited_ > context_.limits.engineTime)
    throw EngineRefused{"the run's calls took too long together"};
  const auto& function = allowed(name);
  auto named = namedArguments(function, arguments);
  if (function.hasEffect && effects_ == Effects::Written) {
    written_.push_back({name, std::move(named)});
    return nullptr;
  }
  hadEffect_ = hadEffect_ || function.hasEffect;
  return function.handler({context_, script_, needs_, named});
}

const ScriptFunction& EngineCalls::allowed(const std::string& name) const {
  const auto* function = functions_.find(name);
  if (function == nullptr) {
    const auto names = functions_.names();
    throw EngineRefused{"there is no such function" + didYouMean(name, std::span{names})};
  }
  if (function->hasEffect && effects_ == Effects::Refused) {
    throw EngineRefused{"a rule's decide only decides: the engine does what it says"};
  }
  if (!function->need.empty() && !covers(needs_, function->need)) {
    throw EngineRefused{"the script's head has to say `-- needs: " + function->need + "`"};
  }
  return *function;
}

}  // namespace hostler::lua

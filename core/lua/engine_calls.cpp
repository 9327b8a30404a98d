#include "core/lua/engine_calls.h"

#include "core/lua/engine_refused.h"
#include "core/lua/host_messages.h"
#include "core/lua/nearest_name.h"
#include "core/lua/refusal_words.h"
#include "core/problem/problem.h"
#include "core/telemetry/log.h"

#include <algorithm>

namespace hostler::lua {
namespace {

constexpr std::size_t kLongestAnswer = 1u << 20;

// "http api.example.com" covers the need "http", "actions note_client add_credit" the need
// "actions add_credit".
bool covers(const std::vector<std::string>& needs, const std::string& need) {
  const auto wanted = wordsOf(need);
  return std::any_of(needs.begin(), needs.end(), [&](const std::string& one) {
    const auto words = wordsOf(one);
    if (words.empty() || words.front() != wanted.front()) return false;
    return std::all_of(wanted.begin() + 1, wanted.end(), [&](const std::string& word) {
      return std::find(words.begin() + 1, words.end(), word) != words.end();
    });
  });
}

}  // namespace

EngineCalls::EngineCalls(const ScriptFunctions& functions, const ScriptContext& context,
                         Effects effects, Caller caller)
    : functions_{functions}, context_{context}, effects_{effects}, caller_{caller} {}

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
    text = refusalText(refusalWords(error));
  } catch (const std::exception& error) {
    // What went wrong inside the engine is not for a stranger's eyes.
    Log{"core.lua"}.error(
        "script.call_failed",
        {{"function", call.function}, {"script", caller_.script}, {"reason", error.what()}});
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
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(context_.limits.engineTime - waited_);
  const ScriptCall call{context_, caller_.script, caller_.needs, named, caller_.hook, left, tally_};
  if (function.hasEffect && effects_ == Effects::Written) return rehearse(function, call);
  hadEffect_ = hadEffect_ || function.hasEffect;
  return function.handler(call);
}

Json EngineCalls::rehearse(const ScriptFunction& function, const ScriptCall& call) {
  Rehearsed rehearsed;
  if (function.rehearsal) rehearsed = function.rehearsal(call);
  written_.push_back({function.name, call.arguments, std::move(rehearsed.refusal)});
  return std::move(rehearsed.answer);
}

const ScriptFunction& EngineCalls::allowed(const std::string& name) const {
  const auto* function = functions_.find(name);
  if (function == nullptr) {
    const auto names = functions_.names();
    throw EngineRefused{"there is no such function" + didYouMean(name, std::span{names})};
  }
  if ((function->hasEffect || function->onlyTold) && effects_ == Effects::Refused) {
    throw EngineRefused{"a rule's decide only decides: the engine does what it says"};
  }
  if (function->onlyTold && !caller_.isTold) {
    throw EngineRefused{
        "only hooks that are told of what has happened may call it: a before.* hook decides"};
  }
  if (!function->need.empty() && !covers(caller_.needs, function->need)) {
    throw EngineRefused{"the script's head has to say `-- needs: " + function->need + "`"};
  }
  return *function;
}

}  // namespace hostler::lua

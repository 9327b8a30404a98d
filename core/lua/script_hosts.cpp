#include "core/lua/script_hosts.h"

#include "core/lua/script_runs.h"
#include "core/problem/problem.h"

#include <algorithm>
#include <set>

namespace hostler::lua {
namespace {

bool isScriptName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestScriptName &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '-' || c == '.' || c == '/';
         });
}

ScriptFailure declarationFailure(const Script& script, int line, const std::string& words) {
  return {FailureKind::Declaration, script.name + ":" + std::to_string(line) + ": " + words, ""};
}

}  // namespace

class ScriptHosts::Runner {
 public:
  Runner(ScriptHostSettings settings, child::Nursery& nursery, const ScriptFunctions& functions,
         const ScriptEvents& events)
      : events_{events},
        pool_{std::move(settings), nursery, functions.names()},
        runs_{pool_, functions} {}

  std::vector<LoadedOrNot> load(const ScriptOwner& owner, const std::vector<Script>& scripts) {
    std::vector<LoadedOrNot> results;
    std::set<std::string> names;
    for (const auto& script : scripts) {
      names.insert(script.name);
      results.push_back(loadOne(owner, script));
    }
    library_.keepOnly(owner, names);
    return results;
  }

  Result<ScriptDescription, ScriptFailure> describe(const Script& script) {
    if (!isScriptName(script.name)) {
      return Failure{ScriptFailure{FailureKind::Declaration,
                                   "a script's name has up to 59 letters, digits and _ - . /", ""}};
    }
    if (script.source.size() > kLongestSource) {
      return Failure{declarationFailure(script, 1, "the script is longer than 256 KB")};
    }
    auto description = runs_.check(script);
    if (!description) return description;
    for (const auto& hook : description->hooks) {
      if (auto failure = unknownEvent(script, hook)) return Failure{std::move(*failure)};
    }
    return description;
  }

  /// Test runs do not count among a hook's calls.
  enum class Counting { Yes = 1, No };

  HookRun run(const std::vector<Hook>& hooks, const Json& payload, const ScriptContext& context,
              Counting counting) {
    HookRun run;
    if (hooks.empty()) return run;
    const auto event = dump(payload);
    if (event.size() > kLargestEvent)
      throw std::invalid_argument{"an event is too large for a script"};
    run.verdicts = runs_.hooks(hooks, event, context);
    for (auto& verdict : run.verdicts) {
      verdict.whenFailing = whenFailing(verdict.hook.declaration());
      if (counting == Counting::Yes)
        statistics_.add(verdict.hook.key(), verdict.run.took, verdict.failure);
    }
    return run;
  }

  Decisions decide(const LoadedScript& script, const RowBatch& rows, const ScriptContext& context,
                   Counting counting) {
    const auto& rule = *script.description.rule;
    if (!rule.decides) return Decisions::all(rows.size(), rule.action);
    if (rows.bytes().size() > kLargestBatch)
      throw std::invalid_argument{"a batch is too large for a rule"};
    auto decisions = runs_.decide(script, rows, context);
    if (counting == Counting::No) return decisions;
    auto failure = decisions.ending();
    if (!failure && !decisions.failures().empty()) failure = decisions.failures().begin()->second;
    statistics_.add({script.owner, script.script.name, 0}, decisions.run.took, failure);
    return decisions;
  }

  ScriptLibrary& collection() { return library_; }
  ScriptStatistics& statistics() { return statistics_; }
  HostPool& pool() { return pool_; }

 private:
  LoadedOrNot loadOne(const ScriptOwner& owner, const Script& script) {
    LoadedOrNot result{script.name, std::nullopt, false, {}};
    const auto present = library_.find(owner, script.name);
    if (present != nullptr) {
      result.isRunning = true;
      result.description = present->description;
      if (present->script.source == script.source) return result;
    }
    auto description = describe(script);
    if (description && description->rule &&
        isRuleTaken(owner, script.name, description->rule->name)) {
      description = Failure{declarationFailure(
          script, 1,
          "another script declares the rule \"" + description->rule->name + "\" already")};
    }
    if (!description) {
      result.failure = description.error();
      return result;
    }
    library_.put({owner, script, *description});
    for (std::size_t i = 0; i < std::max<std::size_t>(1, description->hooks.size()); ++i) {
      statistics_.reset({owner, script.name, i});
    }
    result.isRunning = true;
    result.description = *description;
    return result;
  }

  bool isRuleTaken(const ScriptOwner& owner, const std::string& script,
                   const std::string& rule) const {
    const auto scripts = library_.all();
    return std::any_of(scripts.begin(), scripts.end(), [&](const auto& other) {
      return other->owner == owner && other->script.name != script && other->description.rule &&
             other->description.rule->name == rule;
    });
  }

  std::optional<ScriptFailure> unknownEvent(const Script& script,
                                            const HookDeclaration& hook) const {
    if (events_.find(hook.event) != nullptr || events_.all().empty()) return std::nullopt;
    return declarationFailure(
        script, hook.line,
        "there is no event \"" + hook.event + "\"" + events_.suggestionFor(hook.event));
  }

  WhenFailing whenFailing(const HookDeclaration& hook) const {
    if (hook.fail) return *hook.fail;
    const auto* event = events_.find(hook.event);
    return event == nullptr ? WhenFailing::Closed : event->whenFailing;
  }

  const ScriptEvents& events_;
  HostPool pool_;
  ScriptRuns runs_;
  ScriptLibrary library_;
  ScriptStatistics statistics_;
};

ScriptHosts::ScriptHosts(ScriptHostSettings settings, child::Nursery& nursery,
                         const ScriptFunctions& functions, const ScriptEvents& events)
    : runner_{std::make_unique<Runner>(std::move(settings), nursery, functions, events)} {}
ScriptHosts::~ScriptHosts() = default;

std::vector<LoadedOrNot> ScriptHosts::load(const ScriptOwner& owner,
                                           const std::vector<Script>& scripts) {
  return runner_->load(owner, scripts);
}
Result<ScriptDescription, ScriptFailure> ScriptHosts::describe(const Script& script) {
  return runner_->describe(script);
}
ScriptLibrary& ScriptHosts::collection() {
  return runner_->collection();
}
ScriptStatistics& ScriptHosts::statistics() {
  return runner_->statistics();
}
HostPool::Status ScriptHosts::status() const {
  return runner_->pool().status();
}

HookRun ScriptHosts::runHooks(const std::string& event, const Json& payload,
                              const ScriptContext& context) {
  return runner_->run(collection().hooksOn(event, context.scope.tenant), payload, context,
                      Runner::Counting::Yes);
}

Result<HookRun, ScriptFailure> ScriptHosts::tryHooks(const Script& script, const std::string& event,
                                                     const Json& payload,
                                                     const ScriptContext& context) {
  auto description = describe(script);
  if (!description) return Failure{description.error()};
  const auto loaded = std::make_shared<const LoadedScript>(
      LoadedScript{context.scope.tenant, script, *description});
  std::vector<Hook> hooks;
  for (std::size_t i = 0; i < description->hooks.size(); ++i) {
    if (description->hooks[i].event == event) hooks.push_back({loaded, i});
  }
  return runner_->run(hooks, payload, context, Runner::Counting::No);
}

Decisions ScriptHosts::decide(const std::string& rule, const RowBatch& rows,
                              const ScriptContext& context) {
  const auto script = collection().rule(rule, context.scope.tenant);
  if (script == nullptr) throw NotFound{};
  return runner_->decide(*script, rows, context, Runner::Counting::Yes);
}

Decisions ScriptHosts::tryRule(const Script& script, const RowBatch& rows,
                               const ScriptContext& context) {
  auto description = describe(script);
  Decisions decisions{rows.size()};
  if (!description) {
    decisions.end(description.error());
  } else if (!description->rule) {
    decisions.end(declarationFailure(script, 1, "it declares no rule"));
  } else {
    return runner_->decide({context.scope.tenant, script, *description}, rows, context,
                           Runner::Counting::No);
  }
  return decisions;
}

}  // namespace hostler::lua

#include "core/lua/vm/hook_run.h"

#include "core/lua/vm/json_bridge.h"

#include <lauxlib.h>
#include <lua.h>

namespace hostler::lua {
namespace {

// The event as the hook's argument, and what it returned as a verdict.
std::optional<ScriptFailure> callHook(Sandbox& sandbox, std::size_t index, const Json& event,
                                      Verdict& verdict) {
  const auto& declarations = sandbox.declarations();
  bool hasReturned = false;
  auto failure = sandbox.protect([&](lua_State* state) {
    declarations.pushHook(state, index);
    pushJson(state, event);
    lua_call(state, 1, 1);
    hasReturned = true;
    const auto& hook = declarations.hooks()[index];
    try {
      verdict = declarations.takeVerdict(state, hook);
      return;
    } catch (const std::invalid_argument& error) {
      lua_Debug place;
      declarations.pushHook(state, index);
      lua_getinfo(state, ">S", &place);
      lua_pushfstring(state, "%s:%d: %s", place.short_src, place.linedefined, error.what());
    }
    lua_error(state);
  });
  if (failure && hasReturned && failure->kind == FailureKind::Runtime) {
    failure->kind = FailureKind::Result;
    failure->traceback.clear();
  }
  return failure;
}

}  // namespace

HookOutcome runHook(const Script& script, std::size_t index, const Json& event,
                    const Limits& limits, const RunFacts& facts, const Surroundings& surroundings) {
  HookOutcome outcome;
  Sandbox sandbox{limits, facts, surroundings};
  outcome.failure = sandbox.load(script.name, script.source);
  if (!outcome.failure && index >= sandbox.declarations().hooks().size()) {
    outcome.failure = ScriptFailure{FailureKind::Declaration,
                                    script.name + ": it declared fewer hooks than before", ""};
  }
  if (!outcome.failure) {
    sandbox.startRunning();
    outcome.failure = callHook(sandbox, index, event, outcome.verdict);
  }
  outcome.usage = {sandbox.budget().stepsUsed(), sandbox.peakMemory()};
  return outcome;
}

CheckOutcome checkScript(const Script& script, const Limits& limits,
                         const Surroundings& surroundings) {
  CheckOutcome outcome;
  Sandbox sandbox{limits, {}, surroundings};
  outcome.failure = sandbox.load(script.name, script.source);
  if (outcome.failure) return outcome;
  outcome.description = {sandbox.declarations().hooks(), sandbox.declarations().rule(),
                         needsOf(script.source)};
  return outcome;
}

}  // namespace hostler::lua

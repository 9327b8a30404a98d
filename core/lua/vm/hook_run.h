#pragma once

#include "core/lua/failure.h"
#include "core/lua/usage.h"
#include "core/lua/vm/declarations.h"
#include "core/lua/vm/sandbox.h"

#include <optional>

namespace hostler::lua {

struct HookOutcome {
  std::optional<ScriptFailure> failure;
  Verdict verdict;  ///< where there is no failure
  Usage usage;
};

/// Runs the `index`th hook of a script on an event, in a state of its own.
HookOutcome runHook(const Script& script, std::size_t index, const Json& event,
                    const Limits& limits, const RunFacts& facts, const Surroundings& surroundings);

struct CheckOutcome {
  std::optional<ScriptFailure> failure;
  ScriptDescription description;  ///< where there is no failure
};

/// Runs the top level of a script alone, to see what it declares.
CheckOutcome checkScript(const Script& script, const Limits& limits,
                         const Surroundings& surroundings);

}  // namespace hostler::lua

#pragma once

#include "core/base/scope.h"
#include "core/lua/limits.h"
#include "core/time/date.h"
#include "core/time/instant.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace hostler::lua {

/// For whom and when a script runs, said by whoever runs it.
struct ScriptContext {
  Scope scope;  ///< whose scripts run, and what hostler.* calls may see
  Instant now;  ///< what hostler.now() answers: of the engine's Clock, or a simulated one
  Date today;   ///< what hostler.today() answers: in the tenant's zone
  std::uint64_t seed = 0;  ///< of math.random, so that a repeated run draws the same
  /// Functions with an effect are written down and not called (Run::effects): for test runs and
  /// simulation.
  bool dryRun = false;
  Limits limits{};
  /// How long to wait for a free script host before the run counts as interrupted.
  std::chrono::milliseconds patience{5'000};
  /// The outside id of what a hook is told of ("evt_…"): the same each time it is told. Empty where
  /// nothing has happened, as before something does, in a rule and in a test on a made-up event.
  std::string occasion{};
};

}  // namespace hostler::lua

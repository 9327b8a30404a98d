#pragma once

#include "tests/journeys/engine_process.h"

#include <string>

namespace hostler::bench {

/// What a rule's run cost.
struct RuleCost {
  double seconds = 0;
  double before = 0, peak = 0;  ///< megabytes of the engine: when it began, and the most it had
  double extra() const { return peak - before; }
};

/// Runs a rule now, as an operator does, at the engine that runs. Throws with the answer unless it
/// is one of success.
RuleCost costOfRule(testing::Installation& here, const std::string& rule);

}  // namespace hostler::bench

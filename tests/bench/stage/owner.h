#pragma once

#include "tests/journeys/engine_process.h"
#include "tests/journeys/http_client.h"

#include <string>

namespace hostler::bench {

/// The owner of an installation whose engine runs, signed in, who waits for an answer for hours.
testing::HttpClient ownerOf(const testing::Installation& here);

/// What a rule's run cost.
struct RuleRunCost {
  double seconds = 0;
  double before = 0, peak = 0;  ///< megabytes of the engine: when it began, and the most it had
  double extra() const { return peak - before; }
};
/// Runs a rule now, as an operator does. Throws with the answer unless it is 200.
RuleRunCost runRule(testing::Installation& here, const std::string& rule);

}  // namespace hostler::bench

#pragma once

#include "tests/journeys/engine_process.h"

#include <string>
#include <vector>

namespace hostler::bench {

/// What a command of the program came to.
struct ProgramCost {
  double seconds = 0;        ///< from its start to its end
  double peakMegabytes = 0;  ///< of memory, with its children; seen every few milliseconds
  std::string output;
};

/// Runs a command of the program on an installation, to its end. Throws with its output when it
/// fails.
ProgramCost runMeasured(const testing::Installation& here,
                        const std::vector<std::string>& arguments);

}  // namespace hostler::bench

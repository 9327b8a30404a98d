#pragma once

#include "core/json/json.h"

#include <string>

namespace hostler::app {

// What the rules of billing came to, in lines for people: of what `--json` prints.

/// A run: each list with what is in it, what waits for a person or went wrong, and the rules.
std::string billingRunInWords(const Json& run);
/// A simulation of one rule: what it would do to which row, and what its script said.
std::string simulationInWords(const Json& report);

}  // namespace hostler::app

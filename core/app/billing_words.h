#pragma once

#include "core/json/json.h"

#include <string>

namespace hostler::app {

// What the rules of billing came to, in lines for people: of what `--json` prints.

/// A run: each list with what is in it, what waits for a person or went wrong, and the rules.
std::string billingRunInWords(const Json& run);
/// Whether something of it failed: a rule, or what a rule decided for one row. What was refused or
/// waits for a person did not.
bool billingRunFailed(const Json& run);
/// A simulation of one rule: what it would do to which row, and what its script said.
std::string simulationInWords(const Json& report);
/// Whether the rule could not say what it would do, for all rows or for one.
bool simulationFailed(const Json& report);

}  // namespace hostler::app

#pragma once

#include "checks.h"

namespace hostler::conformance {

/// What a plugin must do that offers verbs for machines. Each check is about one verb, and passes
/// where the plugin does not offer it.
std::vector<Check> machineChecks();

}  // namespace hostler::conformance

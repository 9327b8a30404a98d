#pragma once

#include "checks.h"

namespace hostler::conformance {

/// What a registrar must never do: buy twice, too dear, unasked, for the wrong one.
std::vector<Check> registrarSafetyChecks();

}  // namespace hostler::conformance

#pragma once

#include "checks.h"

namespace hostler::conformance {

/// What a "dns/1" plugin must refuse, and whom it must not mix up.
std::vector<Check> dnsSafetyChecks();

}  // namespace hostler::conformance

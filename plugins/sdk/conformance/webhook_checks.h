#pragma once

#include "checks.h"

namespace hostler::conformance {

std::vector<Check> webhookChecks();

}  // namespace hostler::conformance

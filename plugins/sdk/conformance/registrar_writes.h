#pragma once

#include "checks.h"

namespace hostler::conformance {

/// Every verb of "registrar/1" under every fault.
std::vector<Check> registrarFaultChecks();

}  // namespace hostler::conformance

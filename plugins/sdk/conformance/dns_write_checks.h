#pragma once

#include "checks.h"

namespace hostler::conformance {

/// Each verb of "dns/1" under each fault.
std::vector<Check> dnsWriteChecks();

}  // namespace hostler::conformance

#pragma once

#include "checks.h"

namespace hostler::conformance {

/// The webhook of "notifier/1": what a report says, and whose reports are taken.
std::vector<Check> reportChecks();

}  // namespace hostler::conformance

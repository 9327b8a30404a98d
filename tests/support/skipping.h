#pragma once

#include <string>

namespace hostler::testing {

/// Why the test that runs is skipped; empty: it is not.
std::string& skipReason();

}  // namespace hostler::testing

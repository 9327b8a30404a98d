#pragma once

#include <string>
#include <vector>

namespace hostler::conformance {

/// The names that a shared library of this machine's kind (ELF) lets others see. Throws
/// std::runtime_error for a file that is none.
std::vector<std::string> exportedSymbols(const std::string& file);

}  // namespace hostler::conformance

#pragma once

#include <cstddef>
#include <string>

namespace hostler::sandbox {

/// Letters and digits that nobody guesses: ids, session tokens.
std::string randomText(std::size_t length);
std::string randomDigits(std::size_t length);

}  // namespace hostler::sandbox

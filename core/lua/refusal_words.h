#pragma once

#include "core/problem/problem.h"

#include <string>

namespace hostler::lua {

/// A refusal in words for a script's author: its code and sentence, and of a request that is wrong
/// each field with what is wrong with it.
std::string refusalWords(const DomainError& error);

}  // namespace hostler::lua

#pragma once

#include <string>
#include <vector>

namespace hostler {

/// Whether whoever holds one list of action patterns (see ListedActions) may do all that another
/// list allows. Told by the patterns alone, so it also holds for actions that are yet to come.
bool allowsAllOf(const std::vector<std::string>& holder, const std::vector<std::string>& others);

}  // namespace hostler

#pragma once

#include "core/json/json.h"

#include <string>
#include <vector>

namespace hostler::plugin {

/// Checks that a schema keeps to the subset that forms can draw; adds what does not to `faults`,
/// under `where`.
void checkSubset(const Json& schema, const std::string& where, std::vector<std::string>& faults);

}  // namespace hostler::plugin

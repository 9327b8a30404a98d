#pragma once

#include <hostler/json.hpp>

#include <string>
#include <vector>

namespace hostler::conformance {

/// Members of conformance.json without which the checks that need a provider cannot be run on a
/// plugin of this plugin.json.
std::vector<std::string> missingMembers(const sdk::Json& subject, const sdk::Json& manifest);

/// Throws std::runtime_error that names them all, where there are any.
void mustBeWhole(const sdk::Json& subject, const sdk::Json& manifest);

}  // namespace hostler::conformance

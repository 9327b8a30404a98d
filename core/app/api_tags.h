#pragma once

#include <map>
#include <string>

namespace hostler::app {

/// What each group of routes (RouteRef::tagged) is about, as the description of the API says it.
const std::map<std::string, std::string>& apiTags();

}  // namespace hostler::app

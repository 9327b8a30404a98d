#pragma once

#include "core/http/router.h"

#include <set>
#include <string>

namespace hostler {

/// The actions that routes ask for: what rights can be about. Those of clients, or those of staff.
std::set<std::string> clientActions(const http::Router& router);
std::set<std::string> staffActions(const http::Router& router);

}  // namespace hostler

#pragma once

#include "core/audit/actor.h"
#include "core/http/access.h"

#include <string>
#include <vector>

namespace hostler::http {

/// For what a body names: the answer is what the same name would get in a path. Throws DomainError
/// 403 `forbidden` where the actor may not do this to the one thing that goes by these names.
void requireMay(const Actor& actor, Permission permission, const std::vector<std::string>& names);

}  // namespace hostler::http

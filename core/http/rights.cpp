#include "core/http/rights.h"

#include "core/problem/problem.h"

namespace hostler::http {

void requireMay(const Actor& actor, Permission permission, const std::vector<std::string>& names) {
  if (!actor.mayOn(permission.action, names))
    throw DomainError{"forbidden", 403, "You may not do this."};
}

}  // namespace hostler::http

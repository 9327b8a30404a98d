#include "core/audit/fresh_factor.h"

#include "core/problem/problem.h"

namespace hostler {

void mustHaveFreshFactor(const Actor& actor) {
  if (actor.fresh) return;
  throw DomainError{"step_up_required", 403, "Show a factor again first: POST /api/auth/step-up."};
}

}  // namespace hostler

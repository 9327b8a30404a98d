#include "core/audit/fresh_factor.h"

#include "core/problem/problem.h"

namespace hostler {

void mustHaveFreshFactor(const Actor& actor) {
  if (actor.fresh) return;
  if (actor.credential.starts_with("api_key:")) {
    throw DomainError{"step_up_required", 403,
                      "This key may not do what asks for a fresh factor. Make one with the scope "
                      "fresh-factor and the addresses that it is used from."};
  }
  throw DomainError{"step_up_required", 403, "Show a factor again first: POST /api/auth/step-up."};
}

}  // namespace hostler

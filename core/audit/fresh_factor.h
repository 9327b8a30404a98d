#pragma once

#include "core/audit/actor.h"

namespace hostler {

/// For what only some calls of a route need: where all do, its Access says so. Throws DomainError
/// 403 `step_up_required` unless the caller showed a factor within the last 15 minutes, or is an
/// API key that was made for it.
void mustHaveFreshFactor(const Actor& actor);

}  // namespace hostler

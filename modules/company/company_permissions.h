#pragma once

#include "core/http/access.h"

namespace hostler {

/// Who the seller is and what its shop looks like are settings like any other.
inline constexpr http::Permission kManageSettings{"console:ManageSettings"};

}  // namespace hostler

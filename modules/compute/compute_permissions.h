#pragma once

#include "core/http/access.h"

namespace hostler {

inline constexpr http::Permission kReadCompute{"compute:ReadInstances"};
inline constexpr http::Permission kOperateCompute{"compute:OperateInstances"};
inline constexpr http::Permission kRevealAccess{"compute:RevealAccess"};
inline constexpr http::Permission kManageAllowances{"compute:ManageAllowances"};

}  // namespace hostler

#pragma once

#include "core/http/access.h"

namespace hostler {

inline constexpr http::Permission kReadTickets{"support:ReadTickets"};
inline constexpr http::Permission kWriteTickets{"support:WriteTickets"};    ///< as a client
inline constexpr http::Permission kAnswerTickets{"support:AnswerTickets"};  ///< as staff
inline constexpr http::Permission kManageCannedReplies{"support:ManageCannedReplies"};
inline constexpr http::Permission kManageDepartments{"settings:ManageDepartments"};

}  // namespace hostler

#pragma once

#include "core/http/access.h"

namespace hostler {

inline constexpr http::Permission kReadContent{"content:ReadContent"};
inline constexpr http::Permission kManageArticles{"content:ManageArticles"};
inline constexpr http::Permission kManageAnnouncements{"content:ManageAnnouncements"};
inline constexpr http::Permission kManageIncidents{"content:ManageIncidents"};
inline constexpr http::Permission kManageLegalTexts{"settings:ManageLegalTexts"};

}  // namespace hostler

#pragma once

#include "core/http/access.h"

namespace hostler {

inline constexpr http::Permission kReadWebhooks{"accounts:ReadWebhooks"};
inline constexpr http::Permission kManageWebhooks{"accounts:ManageWebhooks"};
inline constexpr http::Permission kReadShopWebhooks{"webhooks:ReadWebhooks"};
inline constexpr http::Permission kManageShopWebhooks{"webhooks:ManageWebhooks"};

}  // namespace hostler

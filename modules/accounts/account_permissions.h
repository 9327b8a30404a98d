#pragma once

#include "core/http/access.h"

namespace hostler {

inline constexpr http::Permission kReadAccount{"accounts:ReadAccount"};
inline constexpr http::Permission kUpdateAccount{"accounts:UpdateAccount"};
inline constexpr http::Permission kReadActivity{"accounts:ReadActivity"};
inline constexpr http::Permission kReadApiKeys{"accounts:ReadApiKeys"};
inline constexpr http::Permission kReadUsers{"accounts:ReadUsers"};
inline constexpr http::Permission kManageUsers{"accounts:ManageUsers"};
inline constexpr http::Permission kReadPolicies{"accounts:ReadPolicies"};
inline constexpr http::Permission kManagePolicies{"accounts:ManagePolicies"};
inline constexpr http::Permission kManageApiKeys{"accounts:ManageApiKeys"};

inline constexpr http::Permission kReadClients{"accounts:ReadClients"};
inline constexpr http::Permission kUpdateClient{"accounts:UpdateClient"};
/// Where the client's links and codes go: who may change that can become the client.
inline constexpr http::Permission kUpdateClientContact{"accounts:UpdateClientContact"};
/// Whether and how tax and prices apply to it.
inline constexpr http::Permission kSetClientTerms{"billing:SetClientTerms"};
inline constexpr http::Permission kCreateClient{"accounts:CreateClient"};
inline constexpr http::Permission kSuspendClient{"accounts:SuspendClient"};
inline constexpr http::Permission kVerifyClient{"accounts:VerifyClient"};
inline constexpr http::Permission kImpersonate{"accounts:Impersonate"};
inline constexpr http::Permission kReadStaff{"accounts:ReadStaff"};
inline constexpr http::Permission kManageStaff{"accounts:ManageStaff"};

}  // namespace hostler

#pragma once

#include "core/http/access.h"

namespace hostler {

inline constexpr http::Permission kReadInvoices{"billing:ReadInvoices"};
inline constexpr http::Permission kPayInvoices{"billing:PayInvoices"};
inline constexpr http::Permission kManagePaymentMethods{"billing:ManagePaymentMethods"};
inline constexpr http::Permission kManageInvoices{"billing:ManageInvoices"};
inline constexpr http::Permission kMoveMoney{
    "billing:MoveMoney"};  ///< refunds, credit and payments by hand

}  // namespace hostler

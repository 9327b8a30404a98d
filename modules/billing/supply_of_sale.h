#pragma once

#include "modules/accounts/accounts.h"
#include "modules/billing/tax_standings.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// How a sale by this tenant on a day, paid in a currency, is taxed; without a buyer as within the
/// seller's own state. `standing`: the buyer's, null where it has none. Pure.
Supply supplyFor(const Tenant& tenant, const TenantSettings& settings,
                 const std::vector<TaxRule>& rules, const Account* buyer,
                 const TaxStanding* standing, Date day, Currency currency);

}  // namespace hostler

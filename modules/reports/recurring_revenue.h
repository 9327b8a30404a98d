#pragma once

#include "core/db/database.h"
#include "core/money/money.h"
#include "modules/entities/entities.h"

#include <vector>

namespace hostler {

/// What comes in each month while nothing changes: every living, recurring service's price for one
/// cycle, less its discount, by the month, before tax. One amount for each currency.
std::vector<Money> monthlyRecurring(db::Reader& reader, Id<Tenant> tenant);

/// The same of services that began, or ended, within a time.
struct RecurringMoves {
  std::vector<Money> began, ended;
  std::int64_t servicesBegan = 0, servicesEnded = 0;
};
RecurringMoves recurringMoves(db::Reader& reader, Id<Tenant> tenant, Instant from, Instant until);

}  // namespace hostler

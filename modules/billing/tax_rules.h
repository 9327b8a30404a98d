#pragma once

#include "core/db/database.h"
#include "modules/billing/tax.h"
#include "modules/entities/entities.h"

namespace hostler::tax_rules {

/// All rates of a tenant, past and future.
std::vector<TaxRule> all(db::Reader& reader, Id<Tenant> tenant);
void insert(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id, const TaxRule& rule, Instant now);

}  // namespace hostler::tax_rules

#pragma once

#include "core/db/database.h"
#include "modules/billing/tax.h"
#include "modules/entities/entities.h"

namespace hostler::tax_rules {

/// All rates of a tenant, past and future.
std::vector<TaxRule> all(db::Reader& reader, Id<Tenant> tenant);
/// The same with their ids, for staff.
struct Stored {
  Id<TaxRate> id;
  TaxRule rule;
};
std::vector<Stored> list(db::Reader& reader, Id<Tenant> tenant);
std::optional<Stored> find(db::Reader& reader, Id<Tenant> tenant, Id<TaxRate> id);
/// Ends a rate: it applies up to and without `until`; nothing: it goes on. False when it is not
/// this tenant's.
bool end(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id, std::optional<Date> until);
/// Removes a rate as if it had never been; what was invoiced by it stays as it is. False when it is
/// not this tenant's.
bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id);
void insert(db::Transaction& tx, Id<Tenant> tenant, Id<TaxRate> id, const TaxRule& rule,
            Instant now);

}  // namespace hostler::tax_rules

#pragma once

#include "core/db/database.h"
#include "modules/entities/entities.h"

#include <set>
#include <vector>

/// Clients who want each of their services invoiced by itself, though the seller would put them
/// together.
namespace hostler::separate_invoices {

/// Those among these accounts.
std::set<Id<Account>> among(db::Reader& reader, const std::vector<Id<Account>>& accounts);
/// `client`: the scope of one account.
void save(db::Transaction& tx, const Scope& client, bool separate, Instant now);

}  // namespace hostler::separate_invoices

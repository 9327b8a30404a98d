#pragma once

#include "modules/resellers/resellers.h"

namespace hostler {

/// A tenant as its row says now, whatever was known of it, and without its face. Throws NotFound.
Tenant storedTenant(db::Reader& reader, Id<Tenant> id);
/// The same, as it stays until the transaction ends: for who changes part of it.
Tenant heldTenant(db::Transaction& tx, Id<Tenant> id);

}  // namespace hostler

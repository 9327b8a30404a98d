#pragma once

#include "modules/resellers/resellers.h"

namespace hostler {

/// A tenant's settings as they are now, whatever was known of them, and as they stay until the
/// transaction ends: for who decides by what they were before a change.
TenantSettings heldSettings(db::Transaction& tx, Id<Tenant> tenant);
/// The same without keeping others from changing them.
TenantSettings storedSettings(db::Reader& reader, Id<Tenant> tenant);

}  // namespace hostler

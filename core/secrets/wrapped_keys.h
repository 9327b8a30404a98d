#pragma once

#include "core/secrets/vault.h"

namespace hostler {

/// What authenticates a wrapped data key beside the master key: its own row.
std::string placeOfWrappedKey(std::int64_t number, std::string_view purpose);

/// Throws std::runtime_error when `master` is not the key that the database's keys were wrapped
/// with. A database that has none yet takes any.
void demandMasterKey(db::Reader& reader, const MasterKey& master);

}  // namespace hostler

#pragma once

#include "core/db/migration.h"
#include "core/secrets/vault.h"

#include <vector>

namespace hostler::app {

/// Every step of the schema, of the core and of all modules.
std::vector<db::Migration> allMigrations();
/// Every column that holds sealed values, for the rotation of keys.
std::vector<SealedColumn> allSealedColumns();

}  // namespace hostler::app

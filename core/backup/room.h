#pragma once

#include "core/db/migration.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace hostler::backup {

/// Rows that an installation has without anybody having done anything with it: how many each table
/// may hold in a database that still counts as fresh.
using RowsOfItsOwn = std::map<std::string, std::int64_t, std::less<>>;

/// Throws BackupError, which says what is there, unless the database is empty, fresh, or the
/// remains of a restore that was not finished. A server that may be running on it is in the way
/// too.
void demandRoom(db::Database& database, std::span<const db::Migration> steps,
                const RowsOfItsOwn& ownRows);

/// Removes every table: of a database that demandRoom let pass, or that a restore has begun to
/// fill. For engines whose databases are more than a file. Throws BackupError when another process
/// is at it.
void removeTables(db::Database& database);

}  // namespace hostler::backup

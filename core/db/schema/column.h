#pragma once

#include "core/db/database.h"

#include <string>
#include <string_view>

namespace hostler::db {

/// One column of a CREATE TABLE or ADD COLUMN, "amount BIGINT NOT NULL", in the engine's words. On
/// MySQL it stays as it is. SQLite gets a strict type and a CHECK, so that it refuses what MySQL
/// refuses: texts that are too long, numbers out of range, days that are no days. Throws
/// SchemaError for types and words outside the list of migration.h.
std::string columnInDialect(Dialect dialect, std::string_view column);

/// Whether an item of a CREATE TABLE is a constraint and not a column. Throws SchemaError for those
/// that the two engines treat differently (foreign keys, plain indexes).
bool isTableConstraint(std::string_view item);

}  // namespace hostler::db

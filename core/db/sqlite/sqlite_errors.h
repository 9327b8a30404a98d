#pragma once

#include <string>

struct sqlite3;

namespace hostler::db {

/// Where a statement failed: a COMMIT whose sync failed may come back after a crash, so it is
/// unknown.
enum class SqliteStep { Statement = 1, Commit };

/// Throws the DatabaseError that `code`, the last result on this session, stands for.
///
/// SQLite names the columns of a unique index and not the index. Its name is looked up, so that a
/// UniqueViolation says the same on both engines: the index's own name, "PRIMARY" for a primary
/// key, and for a UNIQUE in the CREATE TABLE its first column, which is what MySQL calls such an
/// index.
[[noreturn]] void throwSqlite(sqlite3* session, int code, SqliteStep step = SqliteStep::Statement);

/// Whether a session is better opened anew after this error: the file may have come back, or be
/// another one.
bool spoilsSession(int code);

}  // namespace hostler::db

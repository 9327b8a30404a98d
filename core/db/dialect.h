#pragma once

#include "core/db/errors.h"

#include <string>
#include <string_view>

namespace hostler::db {

enum class Dialect;

/// The statement in the engine's own words: every mark of transaction.h is replaced, all else is
/// left as it is. Marks inside quotes and comments are text. Throws StatementError for a mark that
/// is not in the list, and for TRUNCATE, which passes by the triggers of append-only tables.
std::string inDialect(Dialect dialect, std::string_view sql);

/// Whether the statement's first word is one of those that only read (SELECT, WITH, …).
bool onlyReads(std::string_view sql);

/// Whether the statement locks the rows that it reads.
bool locksRows(std::string_view sql);

}  // namespace hostler::db

#pragma once

#include "core/db/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace hostler::db {

/// One step of the schema in an engine's words.
struct SchemaStatement {
  std::vector<std::string> statements;  ///< one, or the triggers of APPEND ONLY
  bool changesRows =
      false;  ///< INSERT, UPDATE, DELETE: can be part of a transaction on both engines
};

/// `sql` as `dialect` understands it; `collation` is MySQL's for texts. Throws SchemaError for what
/// the two engines do not share.
SchemaStatement schemaStatement(Dialect dialect, std::string_view collation, std::string_view sql);

/// Whether the engine's error `code` against a repeated `statement` says that it was carried out
/// the first time.
bool saysAlreadyDone(int code, std::string_view statement);

}  // namespace hostler::db

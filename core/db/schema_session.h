#pragma once

#include <string>
#include <string_view>

namespace hostler::db {

/// The right to change the schema, held as long as the object lives and lost with its connection.
class SchemaSession {
 public:
  virtual ~SchemaSession() = default;
  /// Whether a schema change is part of the transaction around it and so undone with it (SQLite),
  /// or commits at once (MySQL).
  virtual bool changesAreTransactional() const = 0;
  /// Runs one statement as it stands, without values, however long it takes. For engines whose
  /// changes commit at once.
  virtual void run(std::string_view statement) = 0;
  /// The collation for texts that tells everything apart (case, accents, trailing spaces); empty
  /// where that is what the engine does anyway.
  virtual std::string exactCollation() = 0;
};

}  // namespace hostler::db

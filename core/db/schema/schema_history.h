#pragma once

#include "core/db/database.h"
#include "core/db/migration.h"
#include "core/db/schema_session.h"

#include <map>
#include <string>
#include <string_view>

namespace hostler::db {

/// What a file says beside its statement.
struct MigrationFacts {
  std::string checksum;    ///< SHA-256 of the file, hexadecimal
  bool contracts = false;  ///< engines of the version before cannot work with the schema after it

  /// Throws SchemaError for an unknown phase.
  static MigrationFacts of(const Migration& migration);
};

/// "step 185 of billing (invoices_number)".
std::string nameOf(const Migration& migration);

/// The table schema_migrations: which steps were begun and ended, and what their files held.
class SchemaHistory {
 public:
  struct Record {
    std::string module, name, checksum;
    bool contracts = false;
    bool isDone = false;
  };
  using Records = std::map<int, Record>;

  explicit SchemaHistory(Database& database) : database_{database} {}

  bool exists();
  /// Makes the table where it is missing.
  void create(SchemaSession& session);
  /// By number; none while the table is missing.
  Records all();
  /// Tables of the schema, this one included.
  std::int64_t tables();

  void markStarted(const Migration& migration, Instant at);
  /// Takes the mark of a step back that was refused as a whole.
  void unmark(const Migration& migration);
  static void markDone(Transaction& tx, const Migration& migration, Instant at);
  static bool isDone(Transaction& tx, const Migration& migration);

 private:
  Database& database_;
};

}  // namespace hostler::db

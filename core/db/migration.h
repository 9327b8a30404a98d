#pragma once

#include "core/db/database.h"

#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::db {

/// One step of the schema: one file, one statement, in the words that both engines know. Numbers
/// are unique over all modules, in the order in which the steps run. A file starts with comment
/// lines that say why, and may say
/// `-- phase: contract` where engines of the version before cannot work with it (default: expand).
///
/// Tables are made strict, so that both engines refuse the same values. The types, and what becomes
/// of them:
///
///     in the file     on MySQL and MariaDB             on SQLite (STRICT tables)
///     BIGINT          64 bits                          INTEGER, 64 bits; as PRIMARY KEY the row's
///     own number INTEGER         32 bits                          INTEGER, with a CHECK for 32
///     bits SMALLINT        16 bits                          INTEGER, with a CHECK for 16 bits
///     VARCHAR(n)      up to n characters, utf8mb4      TEXT, with a CHECK for the length
///     TEXT            up to 65,535 bytes, utf8mb4      TEXT, with a CHECK for the size
///     MEDIUMTEXT      up to 16 MB, utf8mb4             TEXT, with a CHECK for the size
///     BLOB            up to 65,535 bytes               BLOB, with a CHECK for the size
///     MEDIUMBLOB      up to 16 MB                      BLOB, with a CHECK for the size
///     DATE            a calendar day                   TEXT "2026-01-31", with a CHECK for a day
///
/// Any other type is refused, and so is what only one engine keeps: foreign keys (SQLite's are
/// off), AUTO_INCREMENT (ids are minted), COLLATE and CHARACTER SET (every text is compared byte by
/// byte), indexes inside CREATE TABLE, a DEFAULT for TEXT and BLOB. On MySQL a table is InnoDB,
/// utf8mb4, with a collation that is binary and counts trailing spaces: utf8mb4_nopad_bin on
/// MariaDB, utf8mb4_0900_bin on MySQL 8, as the server has it. TEXT and BLOB cannot be in an index
/// there. An index is dropped with DROP INDEX name ON table. Name every unique index (CREATE UNIQUE
/// INDEX): UniqueViolation tells that name.
///
/// Beside plain SQL a step may be `APPEND ONLY table`: triggers make the database itself refuse
/// UPDATE and DELETE, and with them REPLACE and upserts of rows that are there. No trigger sees
/// TRUNCATE TABLE and DROP TABLE on MySQL: statements through this layer refuse TRUNCATE, and
/// whoever has the DROP privilege can remove the triggers too. Making triggers takes the TRIGGER
/// privilege, and on a server with a binary log log_bin_trust_function_creators=1 or the SUPER
/// privilege.
struct Migration {
  std::string_view module;
  int number = 0;
  std::string_view name;  ///< "unique_invoice_number"
  std::string_view sql;
};

/// A step as the database and the program know it.
struct MigrationState {
  int number = 0;
  std::string module, name;
  enum class Phase { Pending = 1, Started, Done } phase = Phase::Pending;
};

/// Why the schema cannot be used: unknown newer steps, an unfinished one, or a file that was edited
/// after it ran.
struct SchemaError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Brings the schema up to date. The table schema_migrations holds what was run. Two processes may
/// try at once: one waits for the other, step by step on SQLite, as a whole on MySQL.
class Migrator {
 public:
  /// Migrations in any order. Throws SchemaError when two have one number.
  Migrator(Database& database, std::span<const Migration> migrations);

  /// Runs what is missing, up to and with `to` (0: everything). Each step is marked as started
  /// before and done after it; a step that was cut off is repeated, and what it had done already is
  /// no error. Calls `onStep` before each step. Throws SchemaError that names the step and what is
  /// wrong with it, or Unavailable.
  void migrate(int to = 0, const std::function<void(const Migration&)>& onStep = {});
  std::vector<MigrationState> state();
  /// For the start of the engine: throws SchemaError with one clear line unless everything known is
  /// done and nothing unknown is there but expanding steps of a newer version.
  void check();
  /// Whether the database holds no schema at all.
  bool isEmpty();

 private:
  Database& database_;
  std::vector<Migration> migrations_;
};

}  // namespace hostler::db

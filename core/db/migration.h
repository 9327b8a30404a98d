#pragma once

#include "core/db/database.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::db {

/// One step of the schema: one file, one statement, in the words that both engines know. Numbers are unique over
/// all modules, in the order in which the steps run. A file starts with comment lines that say why, and may say
/// `-- phase: contract` where engines of the version before cannot work with it (default: expand).
///
/// Beside plain SQL a step may be `APPEND ONLY table`, which makes the database itself refuse UPDATE and DELETE.
struct Migration {
  std::string_view module;
  int number = 0;
  std::string_view name;  ///< "unique_invoice_number"
  std::string_view sql;
};

struct MigrationState {
  int number = 0;
  std::string module, name;
  enum class Phase { Pending = 1, Started, Done } phase = Phase::Pending;
};

/// Why the schema cannot be used: unknown newer steps, an unfinished one, or a file that was edited after it ran.
struct SchemaError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Migrator {
 public:
  Migrator(Database& database, std::span<const Migration> migrations);

  /// Runs what is missing, up to and with `to` (0: everything). Each step is marked as started before and done
  /// after it; a step that was cut off is repeated, and what it had done already is no error. Throws SchemaError.
  void migrate(int to = 0, const std::function<void(const Migration&)>& onStep = {});
  std::vector<MigrationState> state();
  /// For the start of the engine: throws SchemaError with one clear line unless everything known is done and
  /// nothing unknown is there but expanding steps of a newer version.
  void check();
  /// Whether the database holds no schema at all.
  bool isEmpty();

 private:
  Database& database_;
  std::vector<Migration> migrations_;
};

}  // namespace hostler::db

#pragma once

#include "core/backup/backup_file.h"
#include "core/db/migration.h"
#include "core/secrets/vault.h"

#include <span>

namespace hostler::backup {

/// A backup on its way into a database.
///
///   const Restore restore{file, passphrase, allMigrations(), master};   // reads it whole
///   restore.fill(*emptyDatabase);
///
/// While it is filled, and until somebody sets another mode, the database says
/// EngineMode::Restoring.
class Restore {
 public:
  /// Reads the file to its end before anything is written anywhere. Throws BackupError for a wrong
  /// passphrase, a damaged file, steps of the schema that this program does not know, and a master
  /// key that is not the one which the backup's secrets are sealed with.
  Restore(std::filesystem::path file, Secret passphrase, std::span<const db::Migration> steps,
          const MasterKey& master);

  const Contents& contents() const { return contents_; }

  /// Brings an empty database to the backup's schema, fills it, compares every table's rows and
  /// digest with the backup's, and then runs the steps that have come since. Throws BackupError,
  /// db::SchemaError, or what the database throws; what was filled until then stays.
  void fill(db::Database& database) const;

 private:
  std::vector<db::Migration> stepsOfBackup() const;
  void load(db::Database& database) const;

  std::filesystem::path file_;
  Secret passphrase_;
  std::vector<db::Migration> steps_;
  Contents contents_;
};

}  // namespace hostler::backup

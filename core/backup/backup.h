#pragma once

// A backup: everything that the database holds, on one snapshot, in one encrypted file. The files
// of the data folder are left out on purpose: the master key, because whoever finds a backup must
// not find its key in it; kept PDFs and spooled mails, because they are made anew.

#include "core/backup/contents.h"
#include "core/backup/sealed_stream.h"
#include "core/secrets/vault.h"

#include <filesystem>

namespace hostler::backup {

struct BackupOrder {
  std::filesystem::path file;
  bool replace = false;  ///< a file of that name
  Secret passphrase;
  std::string program;  ///< its version, for people
  GuessCost cost = {};
};

struct MadeBackup {
  std::uint64_t bytes = 0;
  Sums sums;
};

/// Reads the whole database on one snapshot while others write, a few megabytes at a time, and
/// makes the file, whole or not at all. `master` must be the key that the database is sealed with.
/// Throws BackupError, std::runtime_error for a wrong master key, or what the database throws.
MadeBackup makeBackup(db::Database& database, const MasterKey& master, Random& random,
                      const BackupOrder& order);

/// Something sealed under the master key, by which a restore knows the key again before it writes
/// anything.
std::string keyCheckOf(const MasterKey& master, Random& random);
bool fitsKeyCheck(const MasterKey& master, const std::string& check);

}  // namespace hostler::backup

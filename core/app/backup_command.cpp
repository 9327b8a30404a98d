#include "core/app/backup_passphrase.h"
#include "core/app/commands.h"
#include "core/app/foundation.h"
#include "core/backup/backup.h"

#include <iostream>

namespace hostler::app {
namespace {

Exit makeBackup(const Arguments& arguments) {
  const std::filesystem::path file{arguments.word(0, "FILE")};
  const auto settings = loadSettings(arguments);
  startCommandLog(settings);
  const auto database = openCurrentDatabase(settings);
  const auto master = MasterKey::load(masterKeyFile(settings).string());
  const auto passphrase = backupPassphrase(arguments, settings, master);
  SystemRandom random;
  const auto made = backup::makeBackup(
      *database, master, random, {file, arguments.has("force"), passphrase, std::string{kVersion}});
  const auto rows = backup::rowsOf(made.sums);
  if (arguments.json()) {
    std::cout << dump({{"file", file.string()},
                       {"bytes", made.bytes},
                       {"tables", made.sums.size()},
                       {"rows", rows}})
              << '\n';
  } else {
    std::cout << file.string() << ": " << rows << " rows of " << made.sums.size() << " tables in "
              << made.bytes << " bytes\n";
  }
  return Exit::Done;
}

}  // namespace

Command backupCommand() {
  return {
      "backup",
      "FILE",
      "Writes everything in the database to one encrypted file, while servers go on working.",
      {{"force", "", "replace FILE if it is there"}, passphraseOption()},
      makeBackup,
      "The file is made whole or not at all, for its owner alone (mode 0600). It opens with "
      "the passphrase\n(backup.passphrase, HOSTLER_BACKUP_PASSPHRASE or …_FILE; where none is set, "
      "with the master key alone)\nand fits SQLite, MySQL and MariaDB alike.\n\n"
      "The master key is not in it: without a copy of master.key, kept elsewhere, nothing that "
      "is sealed\ncan be read after a restore, so restore refuses. Neither are settings files, "
      "plugins, and scripts\nand templates in folders of your own. Kept PDFs are made anew.\n\n"
      "Try your backups: hostler restore FILE --verify."};
}

}  // namespace hostler::app

#include "core/app/backup_passphrase.h"

#include <iostream>

namespace hostler::app {
namespace {

constexpr std::size_t kLeast = 8;

}  // namespace

Option passphraseOption() {
  return {"passphrase-stdin", "", "read the passphrase from standard input"};
}

Secret backupPassphrase(const Arguments& arguments, const Settings& settings) {
  auto passphrase = settings.secret("backup.passphrase");
  if (arguments.has("passphrase-stdin")) {
    std::string line;
    std::getline(std::cin, line);
    passphrase = Secret{std::move(line)};
  }
  if (passphrase.empty()) {
    throw UsageError{
        "backups are encrypted: set HOSTLER_BACKUP_PASSPHRASE_FILE to a file that holds the "
        "passphrase (or HOSTLER_BACKUP_PASSPHRASE, or backup.passphrase in the settings file), or "
        "give --passphrase-stdin"};
  }
  if (passphrase.reveal().size() < kLeast)
    throw UsageError{"the passphrase of a backup has at least 8 characters"};
  return passphrase;
}

}  // namespace hostler::app

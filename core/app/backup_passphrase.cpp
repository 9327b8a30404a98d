#include "core/app/backup_passphrase.h"

#include "core/secrets/digest.h"

#include <iostream>

namespace hostler::app {
namespace {

constexpr std::size_t kLeast = 8;

}  // namespace

Option passphraseOption() {
  return {"passphrase-stdin", "", "read the passphrase from standard input"};
}

Secret backupPassphrase(const Arguments& arguments, const Settings& settings,
                        const MasterKey& master) {
  auto passphrase = settings.secret("backup.passphrase");
  if (arguments.has("passphrase-stdin")) {
    std::string line;
    std::getline(std::cin, line);
    passphrase = Secret{std::move(line)};
  }
  if (passphrase.empty() && !arguments.has("passphrase-stdin"))
    return Secret{hex(hmacSha256(master.key().reveal(), "passphrase of backups"))};
  if (passphrase.reveal().size() < kLeast)
    throw UsageError{"the passphrase of a backup has at least 8 characters"};
  return passphrase;
}

}  // namespace hostler::app

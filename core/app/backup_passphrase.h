#pragma once

#include "core/app/command.h"
#include "core/secrets/vault.h"

namespace hostler::app {

/// The option that gives it by hand.
Option passphraseOption();
/// What backups are encrypted with: the first line of standard input with --passphrase-stdin, else
/// the setting backup.passphrase, else one made of the master key, without which no restore works
/// anyway. Throws UsageError for one that is too short.
Secret backupPassphrase(const Arguments& arguments, const Settings& settings,
                        const MasterKey& master);

}  // namespace hostler::app

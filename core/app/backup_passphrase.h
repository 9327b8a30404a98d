#pragma once

#include "core/app/command.h"
#include "core/secrets/secret.h"

namespace hostler::app {

/// The option that gives it by hand.
Option passphraseOption();
/// What backups are encrypted with: the first line of standard input with --passphrase-stdin, else
/// the setting backup.passphrase. Throws UsageError that says what to set.
Secret backupPassphrase(const Arguments& arguments, const Settings& settings);

}  // namespace hostler::app

#pragma once

#include "core/secrets/secret.h"

#include <string>

namespace hostler {

/// Whether a password fits a hash of crypt(3): bcrypt ($2a$, $2b$, $2y$, as PHP-based systems keep
/// it), SHA-crypt, yescrypt. bcrypt reads 72 bytes only, so a longer password never fits it: its
/// owner sets a new one by mail rather than one that anything would fit.
bool fitsImportedHash(const Secret& password, const std::string& hash);

/// Whether an importer may keep this hash: a kind that fitsImportedHash knows, at a cost that a
/// sign-in can bear.
bool isAcceptableHash(const std::string& hash);

}  // namespace hostler

#pragma once

#include "core/plugin_host/tar_file.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::plugin {

// Packages are signed with Ed25519 (RFC 8032) over all bytes of their file; the signature lies in a
// file of its own beside it. Keys and signatures are written in base64.

/// Makes a key pair and writes the secret one into a new file that nobody but its owner may read
/// (0600); answers the public one. Throws PackageError when there is a file of that name already.
std::string makeSigningKey(const std::filesystem::path& file);

/// What is in FILE.sig: one line with "ed25519", the public key and the signature.
struct PackageSignature {
  std::string publicKey, signature;  ///< base64, of 32 and 64 bytes

  std::string text() const;
  /// Throws PackageError for anything else.
  static PackageSignature parse(std::string_view text);
};

/// Signs with the key in a file that makeSigningKey made. Throws PackageError where it is none, is
/// a link, or may be read by others than its owner.
PackageSignature sign(std::string_view package, const std::filesystem::path& keyFile);

/// Throws PackageError, with what to do, unless the signature is one of `trusted` keys and of these
/// very bytes.
void demandSignature(std::string_view package, const PackageSignature& signature,
                     const std::vector<std::string>& trusted);

/// Throws PackageError for what is no public key.
void checkPublicKey(const std::string& text);

}  // namespace hostler::plugin

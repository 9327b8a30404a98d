#pragma once

#include "core/secrets/random.h"
#include "core/secrets/secret.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace hostler {

/// A ciphertext that does not fit its key or its place: tampered with, moved, or sealed under
/// another key.
struct CannotOpen : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce: nonce, ciphertext and 128-bit tag in
/// one text. `place` is authenticated and not stored: what was sealed for one place opens nowhere
/// else.
std::string encrypt(const Secret& key, std::string_view clear, std::string_view place,
                    Random& random);
/// Throws CannotOpen.
Secret decrypt(const Secret& key, std::string_view sealed, std::string_view place);

inline constexpr std::size_t kKeyBytes = 32;

}  // namespace hostler

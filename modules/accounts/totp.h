#pragma once

#include "core/secrets/secret.h"
#include "core/time/instant.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

inline constexpr std::size_t kTotpSecretBytes = 20;  // RFC 4226: at least 16, 20 recommended

/// The step of 30 seconds whose code this is (RFC 6238: SHA-1, six digits), one step early or late
/// at most; nothing for a wrong code. Whoever accepts the step must see to it that each is used
/// once.
std::optional<std::int64_t> totpStepOf(const Secret& secret, std::string_view code, Instant now);
/// The code of a moment: what an authenticator shows.
std::string totpCodeAt(const Secret& secret, Instant moment);

/// A secret as people type it into an authenticator: base 32 without padding.
std::string totpSecretText(const Secret& secret);
/// otpauth://totp/… for an authenticator that reads QR codes.
Secret totpUrl(const Secret& secret, const std::string& issuer, const std::string& accountName);

}  // namespace hostler

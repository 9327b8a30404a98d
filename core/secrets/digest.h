#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// Digests as bytes. SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104).
std::string sha256(std::string_view text);
std::string hmacSha256(std::string_view key, std::string_view text);

/// Lower-case hexadecimal, and base64url without padding (RFC 4648 section 5).
std::string hex(std::string_view bytes);
std::string base64Url(std::string_view bytes);
/// Base64 with padding (RFC 4648 section 4).
std::string base64(std::string_view bytes);
/// Nothing for what base64Url never writes.
std::optional<std::string> decodeBase64Url(std::string_view text);

/// Compares in a time that depends on the lengths alone.
bool equalInConstantTime(std::string_view a, std::string_view b);

}  // namespace hostler

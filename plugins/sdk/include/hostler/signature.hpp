#pragma once

#include <string>
#include <string_view>

namespace hostler::sdk {

/// Raw bytes of HMAC-SHA256 (RFC 2104, FIPS 180-4).
std::string hmacSha256(std::string_view key, std::string_view message);
/// For providers that still sign so; SHA-1's weakness is not HMAC's (RFC 6194).
std::string hmacSha1(std::string_view key, std::string_view message);
std::string sha256(std::string_view message);

std::string hexOf(std::string_view bytes);
std::string base64Of(std::string_view bytes);
/// Nothing decoded from text that is no base64: an empty string, and false in `ok`.
std::string base64Decode(std::string_view text, bool& ok);

/// Compares in a time that depends on the lengths alone.
bool equalInConstantTime(std::string_view a, std::string_view b);

}  // namespace hostler::sdk

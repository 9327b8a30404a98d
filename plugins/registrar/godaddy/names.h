#pragma once

#include <string>
#include <string_view>

namespace hostler::godaddy {

/// A-labels in lower case, at least two, no final dot, the last not all digits.
bool isDomainName(std::string_view text);
/// "com", "co.in"
bool isTld(std::string_view text);
/// IPv4 or IPv6.
bool isIpAddress(const std::string& text);
/// "+91.9812345678"
bool isPhone(std::string_view text);
/// ISO 3166-1 alpha-2, upper case.
bool isCountry(std::string_view text);

/// All after the first label: "co.in" of "acme.co.in".
std::string tldOf(const std::string& domain);
std::string lowered(std::string text);

}  // namespace hostler::godaddy

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// Whether this is an officially assigned code of ISO 3166-1 alpha-2, in capitals.
bool isCountry(std::string_view code);

/// Whether a postal code has the form that its country uses. Countries without a form of ours take
/// 2 to 10 letters, digits, spaces and dashes; those without postal codes take an empty one too.
bool isPostalCode(std::string_view country, std::string_view code);

}  // namespace hostler

#pragma once

// What a business number must be before any register is asked, so that every lookup refuses the
// same.

#include <hostler/lookup_types.hpp>
#include <hostler/outcome.hpp>

#include <optional>
#include <string_view>

namespace hostler::sdk {

/// The scheme of VAT numbers of the European Union.
inline constexpr std::string_view kEuVat = "eu_vat";

/// Two capitals.
constexpr bool isCountryCode(std::string_view text) {
  return text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

/// 2 to 20 capitals and digits: nothing in it means anything to a path, a header or a query.
constexpr bool isBusinessNumber(std::string_view text) {
  if (text.size() < 2 || text.size() > 20) return false;
  for (const char c : text) {
    if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

/// Permanent "bad_request" naming the member that cannot be what it should; nothing where all can.
inline std::optional<ProviderError> businessNumberFault(const BusinessNumber& asked) {
  const auto bad = [](const char* member, const char* must) {
    return permanent("bad_request", std::string{member} + ": must be " + must);
  };
  constexpr const char* kCountry = "two capitals";
  constexpr const char* kNumber = "2 to 20 capitals and digits";
  if (!isCountryCode(asked.country)) return bad("country", kCountry);
  if (!isBusinessNumber(asked.number)) return bad("number", kNumber);
  if (!asked.requester) return std::nullopt;
  if (!isCountryCode(asked.requester->country)) return bad("requester.country", kCountry);
  if (!isBusinessNumber(asked.requester->number)) return bad("requester.number", kNumber);
  return std::nullopt;
}

}  // namespace hostler::sdk

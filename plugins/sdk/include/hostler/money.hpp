#pragma once

#include <hostler/fields.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace hostler::sdk {

/// An amount in the currency's own minor unit (paise, cents; JPY has none, KWD has three digits).
/// As JSON
/// {"amount": 118000, "currency": "INR"}. No fraction and no floating point ever crosses.
struct Money {
  std::int64_t minor = 0;
  std::string currency;  ///< ISO 4217, upper case

  static constexpr auto members() {
    return std::tuple{field("amount", &Money::minor), field("currency", &Money::currency)};
  }
  std::string text() const { return std::to_string(minor) + " " + currency; }
  friend bool operator==(const Money&, const Money&) = default;
};

/// Decimals of the minor unit by ISO 4217.
constexpr int currencyExponent(std::string_view currency) {
  for (const std::string_view none : {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                      "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}) {
    if (currency == none) return 0;
  }
  for (const std::string_view three : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}) {
    if (currency == three) return 3;
  }
  return 2;
}

/// Three capital letters. Which of them exist is for the engine to know.
constexpr bool isCurrencyCode(std::string_view code) {
  if (code.size() != 3) return false;
  for (const char c : code) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

}  // namespace hostler::sdk

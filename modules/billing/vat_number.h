#pragma once

// VAT numbers of the European Union, as far as they can be judged without asking anybody.

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// A VAT number in capitals, without spaces, dots and dashes.
struct VatNumber {
  std::string prefix;  ///< its country's letters: "FR", "EL" for Greece, "XI" for Northern Ireland
  std::string number;  ///< what stands behind them
  std::string text() const { return prefix + number; }
  /// ISO 3166-1 of the country that it belongs to: "GR", "GB".
  std::string country() const;
  /// As registers that are asked for it name the country: ISO 3166-1, and XI.
  std::string registerCountry() const;
};

/// Why a text is no VAT number: a stable code, and what to change, in English.
struct VatNumberFault {
  std::string code;  ///< "unknown_country", "malformed", "wrong_check_digit"
  std::string message;
};

/// A number with its country's letters, or why it is none. Forms are those that VIES lists for each
/// member state; check digits are judged where a member state has one rule for all its numbers, or
/// for those of the form at hand.
struct VatNumberReading {
  VatNumber number;  ///< whole where there is no fault
  std::optional<VatNumberFault> fault;
};
VatNumberReading readVatNumber(std::string_view text);

}  // namespace hostler

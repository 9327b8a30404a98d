#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hostler {

/// A currency of ISO 4217. The exponent says how many decimals its minor unit has (INR 2, JPY 0,
/// KWD 3); `cashStep` is the smallest amount that is paid, in minor units (CHF 5, for five Rappen).
class Currency {
 public:
  /// The currency with this code ("INR"); nothing when the code is unknown.
  static std::optional<Currency> find(std::string_view code);
  /// As find, for codes that are known to exist. Throws std::invalid_argument.
  static Currency of(std::string_view code);
  /// Every currency that the table holds, by code.
  static std::span<const std::string_view> codes();

  std::string_view code() const;
  int exponent() const;
  int cashStep() const;

  friend bool operator==(Currency, Currency) = default;
  friend auto operator<=>(Currency, Currency) = default;

 private:
  explicit Currency(std::uint16_t row) : row_{row} {}
  std::uint16_t row_;
};

}  // namespace hostler

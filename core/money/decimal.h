#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// An exact decimal number: tax rates, discounts, quantities, a provider's price. At most 18
/// digits, of which at most 18 behind the point; no binary fraction ever. Arithmetic that would
/// leave this range throws std::overflow_error.
class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t whole) : coefficient_{whole} {}  // NOLINT: implicit by design

  /// coefficient / 10^scale. Throws std::invalid_argument for a scale outside 0…18.
  static Decimal ofScaled(std::int64_t coefficient, int scale);
  /// "18", "-0.5", "12.50"; nothing for anything else (no exponent, no spaces, no leading '+').
  static std::optional<Decimal> parse(std::string_view text);
  /// As parse, for literals. Throws std::invalid_argument.
  static Decimal of(std::string_view text);

  std::int64_t coefficient() const { return coefficient_; }
  int scale() const { return scale_; }
  bool isZero() const { return coefficient_ == 0; }
  bool isNegative() const { return coefficient_ < 0; }

  Decimal plus(Decimal other) const;
  Decimal minus(Decimal other) const;
  Decimal times(Decimal other) const;
  /// Without trailing zeros behind the point: "12.50" reads "12.5".
  std::string text() const;

  /// By value: 1.50 equals 1.5.
  friend std::strong_ordering operator<=>(Decimal a, Decimal b);
  friend bool operator==(Decimal a, Decimal b) { return (a <=> b) == std::strong_ordering::equal; }

 private:
  std::int64_t coefficient_ = 0;
  int scale_ = 0;
};

}  // namespace hostler

#pragma once

#include "core/money/currency.h"
#include "core/money/decimal.h"

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler {

/// How an exact amount becomes whole minor units. Every place that rounds names one.
enum class Rounding {
  HalfUp = 1,  ///< half away from zero: invoices, taxes, credit and charge lines
  Down,        ///< towards zero
  Up,          ///< away from zero: metered use, once begun
  HalfEven,    ///< banker's: reports only
};

/// Two amounts of different currencies met in one sum.
struct CurrencyMismatch : std::logic_error {
  using std::logic_error::logic_error;
};

/// A sum of money: whole minor units (paise, cents) of one currency. Arithmetic throws
/// CurrencyMismatch or std::overflow_error; nothing rounds unless the call names a Rounding.
class Money {
 public:
  static Money ofMinor(std::int64_t minor, Currency currency) { return {minor, currency}; }
  static Money zero(Currency currency) { return {0, currency}; }

  std::int64_t minor() const { return minor_; }
  Currency currency() const { return currency_; }
  bool isZero() const { return minor_ == 0; }
  bool isNegative() const { return minor_ < 0; }
  bool isPositive() const { return minor_ > 0; }

  Money plus(Money other) const;
  Money minus(Money other) const;
  Money negated() const;
  /// Whole units of something: three of a product.
  Money times(std::int64_t count) const;
  /// A part of this amount by an exact factor ("0.5", or a metered quantity).
  Money share(Decimal factor, Rounding rounding) const;
  /// `rate` in per cent: GST "9", a coupon's "12.5".
  Money percent(Decimal rate, Rounding rounding) const;
  /// numerator/denominator of this amount: the days left of a period. Throws std::domain_error for
  /// zero below.
  Money fraction(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const;
  /// To a multiple of `step` minor units: 100 makes whole rupees.
  Money roundedTo(std::int64_t step, Rounding rounding) const;
  /// In parts by weight that always add up to the whole; what is left over goes to the largest
  /// remainders, the first of equals first. Throws std::invalid_argument unless some weight is
  /// positive and none negative.
  std::vector<Money> split(std::span<const int> weights) const;

  bool lessThan(Money other) const;
  /// The smaller of two amounts of one currency.
  static Money min(Money a, Money b) { return b.lessThan(a) ? b : a; }
  static Money max(Money a, Money b) { return a.lessThan(b) ? b : a; }
  friend bool operator==(const Money&, const Money&) = default;

  /// "1234.50 INR", for logs and command line; people's screens format by locale.
  std::string text() const;
  /// "1234.50": the plain decimal of the amount with the currency's own number of digits.
  std::string decimalText() const;

 private:
  Money(std::int64_t minor, Currency currency) : minor_{minor}, currency_{currency} {}

  std::int64_t minor_;
  Currency currency_;
};

/// "1,23,456.50" as India groups digits for INR, "123,456.50" elsewhere; with the currency's
/// digits.
std::string groupedText(Money amount);

}  // namespace hostler

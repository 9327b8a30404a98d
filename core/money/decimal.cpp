#include "core/money/decimal.h"

#include <limits>
#include <stdexcept>

namespace hostler {
namespace {

__extension__ using Wide = __int128;
constexpr int kMaxScale = 18;

Wide powerOfTen(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

Decimal narrowed(Wide coefficient, int scale) {
  while (scale > 0 && (scale > kMaxScale || coefficient % 10 == 0)) {
    if (coefficient % 10 != 0)
      throw std::overflow_error{"decimal has too many digits behind the point"};
    coefficient /= 10;
    --scale;
  }
  constexpr Wide limit = std::numeric_limits<std::int64_t>::max();
  if (coefficient > limit || coefficient < -limit)
    throw std::overflow_error{"decimal out of range"};
  return Decimal::ofScaled(static_cast<std::int64_t>(coefficient), scale);
}

struct Aligned {
  Wide left, right;
  int scale;
};
Aligned aligned(Decimal a, Decimal b) {
  const int scale = a.scale() > b.scale() ? a.scale() : b.scale();
  return {a.coefficient() * powerOfTen(scale - a.scale()),
          b.coefficient() * powerOfTen(scale - b.scale()), scale};
}

}  // namespace

Decimal Decimal::ofScaled(std::int64_t coefficient, int scale) {
  if (scale < 0 || scale > kMaxScale) throw std::invalid_argument{"a decimal's scale is 0 to 18"};
  Decimal result;
  result.coefficient_ = coefficient;
  result.scale_ = scale;
  return result;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Wide coefficient = 0;
  int scale = 0, digits = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point && digits > 0) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      if (++digits > 19) return std::nullopt;
      coefficient = coefficient * 10 + (c - '0');
      if (point) ++scale;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || (point && scale == 0) || scale > kMaxScale) return std::nullopt;
  if (coefficient > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  const auto value = static_cast<std::int64_t>(coefficient);
  return ofScaled(negative ? -value : value, scale);
}

Decimal Decimal::of(std::string_view text) {
  if (const auto value = parse(text)) return *value;
  throw std::invalid_argument{"not a decimal number: '" + std::string{text} + "'"};
}

Decimal Decimal::plus(Decimal other) const {
  const auto [left, right, scale] = aligned(*this, other);
  return narrowed(left + right, scale);
}

Decimal Decimal::minus(Decimal other) const {
  const auto [left, right, scale] = aligned(*this, other);
  return narrowed(left - right, scale);
}

Decimal Decimal::times(Decimal other) const {
  return narrowed(static_cast<Wide>(coefficient_) * other.coefficient_, scale_ + other.scale_);
}

std::string Decimal::text() const {
  const Decimal shortest = narrowed(coefficient_, scale_);
  const bool negative = shortest.coefficient_ < 0;
  std::string digits = std::to_string(negative ? -shortest.coefficient_ : shortest.coefficient_);
  if (shortest.scale_ > 0) {
    const auto scale = static_cast<std::size_t>(shortest.scale_);
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, 1, '.');
  }
  return negative ? "-" + digits : digits;
}

std::strong_ordering operator<=>(Decimal a, Decimal b) {
  const auto [left, right, scale] = aligned(a, b);
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

}  // namespace hostler

#include "core/money/money.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace hostler {
namespace {

__extension__ using Wide = __int128;

std::int64_t narrow(Wide value) {
  constexpr Wide limit = std::numeric_limits<std::int64_t>::max();
  if (value > limit || value < -limit) throw std::overflow_error{"amount of money out of range"};
  return static_cast<std::int64_t>(value);
}

void sameCurrency(Money a, Money b) {
  if (a.currency() != b.currency()) {
    throw CurrencyMismatch{std::string{a.currency().code()} + " and " +
                           std::string{b.currency().code()} + " do not add up"};
  }
}

// The one place where money is rounded.
Wide divided(Wide numerator, Wide denominator, Rounding rounding) {
  if (denominator == 0) throw std::domain_error{"a fraction with nothing below the line"};
  if (denominator < 0) numerator = -numerator, denominator = -denominator;
  const Wide quotient = numerator / denominator;
  const Wide remainder = numerator % denominator;
  if (remainder == 0) return quotient;
  const Wide away = numerator < 0 ? quotient - 1 : quotient + 1;
  const Wide twice = 2 * (remainder < 0 ? -remainder : remainder);
  switch (rounding) {
    case Rounding::Down:
      return quotient;
    case Rounding::Up:
      return away;
    case Rounding::HalfUp:
      return twice >= denominator ? away : quotient;
    case Rounding::HalfEven:
      if (twice != denominator) return twice > denominator ? away : quotient;
      return quotient % 2 == 0 ? quotient : away;
  }
  throw std::invalid_argument{"unknown rounding"};
}

Wide powerOfTen(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

std::string withPoint(std::uint64_t magnitude, int exponent) {
  std::string digits = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(exponent);
  if (places == 0) return digits;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, 1, '.');
  return digits;
}

}  // namespace

Money Money::plus(Money other) const {
  sameCurrency(*this, other);
  return {narrow(static_cast<Wide>(minor_) + other.minor_), currency_};
}

Money Money::minus(Money other) const {
  sameCurrency(*this, other);
  return {narrow(static_cast<Wide>(minor_) - other.minor_), currency_};
}

Money Money::negated() const {
  return {narrow(-static_cast<Wide>(minor_)), currency_};
}

Money Money::times(std::int64_t count) const {
  return {narrow(static_cast<Wide>(minor_) * count), currency_};
}

Money Money::share(Decimal factor, Rounding rounding) const {
  const Wide exact = static_cast<Wide>(minor_) * factor.coefficient();
  return {narrow(divided(exact, powerOfTen(factor.scale()), rounding)), currency_};
}

Money Money::percent(Decimal rate, Rounding rounding) const {
  const Wide exact = static_cast<Wide>(minor_) * rate.coefficient();
  return {narrow(divided(exact, powerOfTen(rate.scale() + 2), rounding)), currency_};
}

Money Money::fraction(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const {
  return {narrow(divided(static_cast<Wide>(minor_) * numerator, denominator, rounding)), currency_};
}

Money Money::roundedTo(std::int64_t step, Rounding rounding) const {
  return {narrow(divided(minor_, step, rounding) * step), currency_};
}

std::vector<Money> Money::split(std::span<const int> weights) const {
  const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (sum <= 0 || std::ranges::any_of(weights, [](int weight) { return weight < 0; })) {
    throw std::invalid_argument{"money is split by weights of zero and more, not all zero"};
  }
  std::vector<Money> parts;
  std::vector<std::pair<Wide, std::size_t>> remainders;
  std::int64_t left = minor_;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Wide exact = static_cast<Wide>(minor_) * weights[i];
    const Wide part = exact / sum;
    parts.push_back({static_cast<std::int64_t>(part), currency_});
    left -= static_cast<std::int64_t>(part);
    const Wide remainder = exact % sum;
    remainders.emplace_back(remainder < 0 ? -remainder : remainder, i);
  }
  std::ranges::stable_sort(remainders,
                           [](const auto& a, const auto& b) { return a.first > b.first; });
  const std::int64_t step = left < 0 ? -1 : 1;
  for (std::size_t i = 0; left != 0; ++i, left -= step) parts[remainders[i].second].minor_ += step;
  return parts;
}

bool Money::lessThan(Money other) const {
  sameCurrency(*this, other);
  return minor_ < other.minor_;
}

std::string Money::decimalText() const {
  const auto magnitude =
      minor_ < 0 ? 0 - static_cast<std::uint64_t>(minor_) : static_cast<std::uint64_t>(minor_);
  return (minor_ < 0 ? "-" : "") + withPoint(magnitude, currency_.exponent());
}

std::string Money::text() const {
  return decimalText() + " " + std::string{currency_.code()};
}

std::string groupedText(Money amount) {
  std::string text = amount.decimalText();
  const std::size_t start = amount.isNegative() ? 1 : 0;
  std::size_t at = std::min(text.find('.'), text.size());
  const std::size_t later = amount.currency().code() == "INR" ? 2 : 3;
  for (std::size_t group = 3; at > start + group; group = later) {
    at -= group;
    text.insert(at, 1, ',');
  }
  return text;
}

}  // namespace hostler

#include "amounts.h"

#include <limits>

namespace hostler::stripe {
namespace {

// https://docs.stripe.com/currencies, "zero-decimal" and "special cases": ISK has no decimals and
// is sent with two, MGA is counted in whole ariary.
int exponentAtStripe(std::string_view currency) {
  if (currency == "ISK") return 2;
  if (currency == "MGA") return 0;
  return sdk::currencyExponent(currency);
}

std::int64_t powerOfTen(int exponent) {
  std::int64_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

std::optional<std::int64_t> rescaled(std::int64_t amount, int from, int to) {
  const auto factor = powerOfTen(to > from ? to - from : from - to);
  if (to >= from) {
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    if (amount > kMost / factor || amount < -kMost / factor) return std::nullopt;
    return amount * factor;
  }
  return amount % factor == 0 ? std::optional{amount / factor} : std::nullopt;
}

}  // namespace

bool isCounted(std::string_view currency) {
  return sdk::isCurrencyCode(currency) && currency != "UGX";
}

std::optional<std::int64_t> toStripe(const sdk::Money& money) {
  if (!isCounted(money.currency)) return std::nullopt;
  const auto ours = sdk::currencyExponent(money.currency);
  // Card networks settle three-decimal currencies in hundredths: the last digit must be 0.
  if (ours == 3 && money.minor % 10 != 0) return std::nullopt;
  return rescaled(money.minor, ours, exponentAtStripe(money.currency));
}

std::optional<sdk::Money> fromStripe(std::int64_t amount, std::string_view currency) {
  auto code = upperCase(currency);
  if (!isCounted(code)) return std::nullopt;
  const auto minor = rescaled(amount, exponentAtStripe(code), sdk::currencyExponent(code));
  if (!minor) return std::nullopt;
  return sdk::Money{*minor, std::move(code)};
}

std::string lowerCase(std::string_view currency) {
  std::string lower{currency};
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string upperCase(std::string_view currency) {
  std::string upper{currency};
  if (upper.size() != 3) return upper;
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

}  // namespace hostler::stripe

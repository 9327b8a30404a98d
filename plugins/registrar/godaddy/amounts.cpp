#include "amounts.h"

namespace hostler::godaddy {
namespace {

constexpr std::int64_t kMicro = 1'000'000;
constexpr std::size_t kWholeDigits = 11, kFractionDigits = 6;

bool areDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t numberOf(std::string_view digits) {
  std::int64_t number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

}  // namespace

std::string decimalOf(std::int64_t micros) {
  auto fraction = std::to_string(micros % kMicro);
  fraction.insert(0, kFractionDigits - fraction.size(), '0');
  while (fraction.size() > 2 && fraction.back() == '0') fraction.pop_back();
  return std::to_string(micros / kMicro) + "." + fraction;
}

std::optional<std::int64_t> microsOf(std::string_view decimal) {
  const auto point = decimal.find('.');
  const auto whole = decimal.substr(0, point);
  auto fraction = std::string{point == std::string_view::npos ? "" : decimal.substr(point + 1)};
  if (whole.empty() || whole.size() > kWholeDigits || !areDigits(whole)) return std::nullopt;
  if (!areDigits(fraction) || (point != std::string_view::npos && fraction.empty()))
    return std::nullopt;
  fraction.resize(kFractionDigits, '0');
  return numberOf(whole) * kMicro + numberOf(fraction);
}

sdk::Cost toCost(const Price& price) {
  return {decimalOf(price.micros), price.currency, price.years};
}

Price timesYears(const Price& ofOneYear, int years) {
  return {ofOneYear.micros * years, ofOneYear.currency, years};
}

std::optional<sdk::ProviderError> refusedBy(const std::optional<sdk::Cost>& highest,
                                            const std::optional<Price>& price) {
  if (!highest) return std::nullopt;
  const auto cap = microsOf(highest->amount);
  if (!cap || highest->years < 1 || highest->years > 10)
    return sdk::permanent("bad_request", "highest_cost is not a cost");
  if (!price) {
    return sdk::needsAttention("price_unknown",
                               "GoDaddy does not tell this price, so it cannot be held against "
                               "the highest cost that was allowed");
  }
  if (price->currency != highest->currency) {
    return sdk::needsAttention(
        "currency_differs",
        "GoDaddy charges in " + price->currency + ", the highest cost is in " + highest->currency);
  }
  if (price->micros * highest->years <= *cap * price->years) return std::nullopt;
  return sdk::needsAttention(
      "cost_raised", "GoDaddy wants " + decimalOf(price->micros) + " " + price->currency + " for " +
                         std::to_string(price->years) + " years, which is more than was allowed");
}

}  // namespace hostler::godaddy

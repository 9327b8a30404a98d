#include "plugins/sandbox/stripe/limits.h"

#include "plugins/sandbox/stripe/params.h"

#include <algorithm>

namespace hostler::sandbox::stripe {

std::string checkedCurrency(const Json& params, const char* pointer) {
  auto currency = requiredText(params, pointer);
  std::ranges::transform(currency, currency.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const bool isCode = currency.size() == 3 &&
                      std::ranges::all_of(currency, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!isCode) throw Refusal{400, "Invalid currency: " + currency, "", "currency"};
  return currency;
}

void checkAmount(std::int64_t amount, const std::string& currency, const std::string& param) {
  constexpr std::int64_t kMost = 99'999'999;
  const auto is = [&](std::initializer_list<std::string_view> codes) {
    return std::ranges::find(codes, currency) != codes.end();
  };
  const std::int64_t least = is({"usd", "eur", "jpy"}) ? 50 : currency == "inr" ? 5'000 : 1;
  if (amount < 1)
    throw Refusal{400, "This value must be greater than or equal to 1.",
                  "parameter_invalid_integer", param};
  if (amount < least)
    throw Refusal{400, "Amount must convert to at least 50 cents.", "amount_too_small", param};
  if (amount > kMost)
    throw Refusal{400, "Amount must be no more than 999,999.99", "amount_too_large", param};
  if (is({"bhd", "jod", "kwd", "omr", "tnd"}) && amount % 10 != 0)
    throw Refusal{400, "The last digit of an amount in " + currency + " must be 0.", "", param};
  if (currency == "isk" && amount % 100 != 0)
    throw Refusal{400, "ISK has no decimals.", "invalid_charge_amount_no_decimal_compatible",
                  param};
}

}  // namespace hostler::sandbox::stripe

#pragma once

#include <hostler/outcome.hpp>
#include <hostler/registrar_types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::godaddy {

/// No price is larger; so the products below stay within 64 bits.
inline constexpr std::int64_t kLargestMicros = 100'000'000'000'000'000;

/// A price in GoDaddy's unit, the millionth part of the currency: 11990000 is 11.99.
struct Price {
  std::int64_t micros = 0;
  std::string currency;
  int years = 1;
};

/// "11.99", "0.00001": exact, with at least two decimals.
std::string decimalOf(std::int64_t micros);
/// Digits with at most one point; what is finer than a millionth is cut off. Nothing for any other
/// text.
std::optional<std::int64_t> microsOf(std::string_view decimal);

sdk::Cost toCost(const Price& price);
/// The price of so many years, where it was told for one.
Price timesYears(const Price& ofOneYear, int years);

/// Why a price may not be paid under a cap, each counted by the year: NeedsAttention "cost_raised",
/// "currency_differs", or "price_unknown" where there is a cap and no price. Nothing where it may.
std::optional<sdk::ProviderError> refusedBy(const std::optional<sdk::Cost>& highest,
                                            const std::optional<Price>& price);

}  // namespace hostler::godaddy

#pragma once

#include <hostler/money.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::crypto {

/// So many of a coin's smallest unit that an amount is worth, rounded up: nobody pays too little by
/// rounding. Nothing for a rate that is no positive decimal number, or an amount out of range.
std::optional<std::int64_t> unitsOf(const sdk::Money& amount, std::string_view rate, int decimals);

/// From 1 to 9999, by an attempt's id: what its amount has more than its worth, so that two
/// payments of one price differ.
std::int64_t markOf(std::string_view attempt);

/// Exact and without needless zeros: 123400 of 8 decimals is "0.001234".
std::string coinText(std::int64_t units, int decimals);

/// What is known of an attempt by its reference alone, which is all that `fetch` is given.
struct Reference {
  std::int64_t units = 0;  ///< exactly what is to be sent; zero where a tag tells
  sdk::Money amount;
  std::string name;  ///< the attempt's id in capitals: the tag, where there is one

  std::string text() const;
  static std::optional<Reference> parse(std::string_view text);
};

}  // namespace hostler::crypto

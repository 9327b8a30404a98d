#pragma once

#include <hostler/money.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::crypto {

/// So many of a coin's smallest unit that an amount is worth, rounded up: nobody pays too little by
/// rounding. Nothing for a rate that is no positive decimal number, or an amount out of range.
std::optional<std::int64_t> unitsOf(const sdk::Money& amount, std::string_view rate, int decimals);

/// The most that an amount of so many units may have more than its worth: half a per cent, and
/// never more than 9999. Zero: it is too small to be told from others by its last digits.
std::int64_t mostMark(std::int64_t units);

/// From 1 to `most`, by an attempt's id: what its amount has more than its worth, so that two
/// payments of one price differ. Others for other `turn`s, until all were had.
std::int64_t markOf(std::string_view attempt, std::int64_t most, std::size_t turn);

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

#include "core/base/id.h"

#include <array>

namespace hostler {
namespace {

// Crockford's base 32 in lower case: no i, l, o or u, so that an id survives being read out aloud.
constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kLength = 13;  // 13 digits of 5 bits hold 65, one more than an id has

constexpr std::array<std::int8_t, 256> digitValues() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}
constexpr auto kDigitValues = digitValues();

}  // namespace

std::string formatId(std::string_view prefix, std::int64_t value) {
  std::string text;
  text.reserve(prefix.size() + 1 + kLength);
  text.append(prefix).push_back('_');
  const auto bits = static_cast<std::uint64_t>(value);
  for (std::size_t i = kLength; i-- > 0;) text.push_back(kDigits[(bits >> (5 * i)) & 31U]);
  return text;
}

std::optional<std::int64_t> parseId(std::string_view prefix, std::string_view text) {
  if (text.size() != prefix.size() + 1 + kLength || !text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  if (text.front() != '_') return std::nullopt;
  text.remove_prefix(1);
  if (text.front() > '7') return std::nullopt;  // beyond 63 bits
  std::uint64_t bits = 0;
  for (const char c : text) {
    const auto digit = kDigitValues[static_cast<unsigned char>(c)];
    if (digit < 0) return std::nullopt;
    bits = bits << 5U | static_cast<std::uint64_t>(digit);
  }
  return static_cast<std::int64_t>(bits);
}

}  // namespace hostler

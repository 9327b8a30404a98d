#include "coin_amount.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <vector>

namespace hostler::crypto {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kMarks = 9999;
constexpr std::int64_t kShare = 200;  // one part in so many of the worth
constexpr std::int64_t kMostMinor = 1'000'000'000'000;

Wide powerOfTen(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

template <class T>
std::optional<T> wholeNumber(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::vector<std::string_view> splitAt(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<std::int64_t> unitsOf(const sdk::Money& amount, std::string_view rate, int decimals) {
  const auto point = rate.find('.');
  const auto fraction =
      point == std::string_view::npos ? std::string_view{} : rate.substr(point + 1);
  if (fraction.size() > 8 || (point != std::string_view::npos && fraction.empty()))
    return std::nullopt;
  std::string digits{rate.substr(0, point)};
  if (digits.empty() || digits.size() > 12) return std::nullopt;
  digits += fraction;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  const auto price = wholeNumber<std::int64_t>(digits.size() > 18 ? std::string_view{} : digits);
  if (!price || *price <= 0 || amount.minor <= 0 || amount.minor > kMostMinor || decimals < 0 ||
      decimals > 12)
    return std::nullopt;
  const Wide worth = Wide{amount.minor} * powerOfTen(decimals + static_cast<int>(fraction.size()));
  const Wide unit = Wide{*price} * powerOfTen(sdk::currencyExponent(amount.currency));
  const Wide units = (worth + unit - 1) / unit;
  if (units > std::numeric_limits<std::int64_t>::max() - kMarks) return std::nullopt;
  return static_cast<std::int64_t>(units);
}

std::int64_t mostMark(std::int64_t units) {
  return std::min(kMarks, units / kShare);
}

// Where each begins and how far it steps is its own, so that two attempts that met once go apart. A
// step that shares no factor with the number of marks comes by all of them.
std::int64_t markOf(std::string_view attempt, std::int64_t most, std::size_t turn) {
  const auto digest = sdk::sha256(attempt);
  const auto numberAt = [&](std::size_t place) {
    std::int64_t number = 0;
    for (std::size_t i = place; i < place + 4; ++i)
      number = number << 8 | static_cast<unsigned char>(digest.at(i));
    return number;
  };
  auto step = 1 + numberAt(4) % most;
  while (std::gcd(step, most) != 1) ++step;
  return 1 + (numberAt(0) + static_cast<std::int64_t>(turn) % most * step) % most;
}

std::string coinText(std::int64_t units, int decimals) {
  auto digits = std::to_string(units);
  const auto places = static_cast<std::size_t>(decimals);
  if (places == 0) return digits;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string Reference::text() const {
  return name + ":" + std::to_string(units) + ":" + std::to_string(amount.minor) + ":" +
         amount.currency;
}

std::optional<Reference> Reference::parse(std::string_view text) {
  const auto parts = splitAt(text, ':');
  if (parts.size() != 4 || parts[0].empty() || !sdk::isCurrencyCode(parts[3])) return std::nullopt;
  const auto units = wholeNumber<std::int64_t>(parts[1]);
  const auto minor = wholeNumber<std::int64_t>(parts[2]);
  if (!units || !minor || *units < 0 || *minor < 1) return std::nullopt;
  return Reference{*units, {*minor, std::string{parts[3]}}, std::string{parts[0]}};
}

}  // namespace hostler::crypto

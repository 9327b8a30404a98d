#include "core/time/instant.h"

#include "core/time/date.h"

#include <cstdio>

namespace hostler {
namespace {

constexpr std::int64_t kMicrosPerDay = 86'400'000'000;

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
      text[16] != ':') {
    return std::nullopt;
  }
  const auto date = Date::parse(text.substr(0, 10));
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
    return std::nullopt;
  std::int64_t micros = 0;
  std::size_t at = 19;
  if (text[at] == '.') {
    std::int64_t unit = 100'000;
    const std::size_t first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10)
      micros += (text[at] - '0') * unit;
    if (at == first) return std::nullopt;
  }
  std::int64_t offsetMinutes = 0;
  const auto zone = text.substr(at);
  if (zone != "Z" && zone != "z") {
    const auto zoneHour = digits(zone, 1, 2), zoneMinute = digits(zone, 4, 2);
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || !zoneHour ||
        !zoneMinute) {
      return std::nullopt;
    }
    offsetMinutes = (zone[0] == '-' ? -1 : 1) * (*zoneHour * 60 + *zoneMinute);
  }
  const std::int64_t minutes = *hour * 60 + *minute - offsetMinutes;
  return ofUnixMicros(date->daysSinceEpoch() * kMicrosPerDay +
                      (minutes * 60 + *second) * 1'000'000 + micros);
}

std::string Instant::text() const {
  std::int64_t days = micros_ / kMicrosPerDay, rest = micros_ % kMicrosPerDay;
  if (rest < 0) --days, rest += kMicrosPerDay;
  const auto millis = rest / 1000 % 1000;
  const auto seconds = rest / 1'000'000;
  char clock[32];
  std::snprintf(clock, sizeof clock, "T%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  std::string text = Date::ofDaysSinceEpoch(days).text() + clock;
  if (millis != 0) {
    std::snprintf(clock, sizeof clock, ".%03d", static_cast<int>(millis));
    text += clock;
  }
  return text + "Z";
}

}  // namespace hostler

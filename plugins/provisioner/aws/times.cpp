#include "times.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace hostler::aws {
namespace {

CivilTime civil(std::int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds at{std::chrono::seconds{seconds}};
  const auto midnight = floor<days>(at);
  const year_month_day date{midnight};
  const hh_mm_ss time{at - midnight};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(time.hours().count()),
          static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count())};
}

std::string printed(const char* format, std::int64_t seconds) {
  const auto time = civil(seconds);
  char text[80];
  std::snprintf(text, sizeof text, format, time.year, time.month, time.day, time.hour, time.minute,
                time.second);
  return text;
}

}  // namespace

std::optional<std::int64_t> unixSeconds(const CivilTime& time) {
  using namespace std::chrono;
  const year_month_day date{year{time.year}, month{static_cast<unsigned>(time.month)},
                            day{static_cast<unsigned>(time.day)}};
  const bool isClock = time.hour >= 0 && time.hour < 24 && time.minute >= 0 && time.minute < 60 &&
                       time.second >= 0 && time.second <= 60;
  if (!date.ok() || !isClock) return std::nullopt;
  const auto at = sys_days{date} + hours{time.hour} + minutes{time.minute} + seconds{time.second};
  return at.time_since_epoch().count();
}

std::optional<std::int64_t> parseTime(std::string_view text) {
  const std::string copy{text};
  CivilTime time;
  int read = 0;
  if (std::sscanf(copy.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &time.year, &time.month, &time.day,
                  &time.hour, &time.minute, &time.second, &read) != 6) {
    return std::nullopt;
  }
  auto rest = std::string_view{copy}.substr(static_cast<std::size_t>(read));
  if (rest.starts_with('.'))
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  if (rest != "Z" && rest != "+00:00") return std::nullopt;
  return unixSeconds(time);
}

std::string isoTime(std::int64_t seconds) {
  return printed("%04d-%02d-%02dT%02d:%02d:%02dZ", seconds);
}
std::string basicTime(std::int64_t seconds) {
  return printed("%04d%02d%02dT%02d%02d%02dZ", seconds);
}

}  // namespace hostler::aws

#include "core/time/date.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace hostler {
namespace chr = std::chrono;

Date::Date(chr::year_month_day day) : day_{day} {
  if (!day.ok()) throw std::invalid_argument{"no calendar has this day"};
}

Date Date::of(int year, unsigned month, unsigned day) {
  return Date{chr::year_month_day{chr::year{year}, chr::month{month}, chr::day{day}}};
}

Date Date::ofDaysSinceEpoch(std::int64_t days) {
  return Date{chr::year_month_day{chr::sys_days{chr::days{days}}}};
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const chr::year_month_day ymd{chr::year{year}, chr::month{static_cast<unsigned>(month)},
                                chr::day{static_cast<unsigned>(day)}};
  return ymd.ok() ? std::optional{Date{ymd}} : std::nullopt;
}

std::int64_t Date::daysSinceEpoch() const {
  return chr::sys_days{day_}.time_since_epoch().count();
}

Date Date::plusDays(std::int64_t days) const {
  return ofDaysSinceEpoch(daysSinceEpoch() + days);
}

Date Date::plusMonths(int months, unsigned anchorDay) const {
  const auto month = day_.year() / day_.month() + chr::months{months};
  const auto last = chr::year_month_day{month / chr::last}.day();
  return Date{month / std::min(chr::day{anchorDay}, last)};
}

unsigned Date::isoWeekday() const {
  return chr::weekday{chr::sys_days{day_}}.iso_encoding();
}

std::string Date::text() const {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", year(), month(), day());
  return text;
}

}  // namespace hostler

#include "times.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace hostler::godaddy {
namespace {

using namespace std::chrono;

// Exactly `digits` digits at `from`.
std::optional<int> numberAt(std::string_view text, std::size_t from, std::size_t digits) {
  if (text.size() < from + digits) return std::nullopt;
  int number = 0;
  const auto* end = text.data() + from + digits;
  const auto parsed = std::from_chars(text.data() + from, end, number);
  return parsed.ec == std::errc{} && parsed.ptr == end && text[from] != '-' ? std::optional{number}
                                                                            : std::nullopt;
}

// Seconds east of Greenwich of "Z", "+05:30" or "-0800".
std::optional<int> offsetOf(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() < 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const std::size_t colon = text[3] == ':' ? 1 : 0;
  const auto hours = numberAt(text, 1, 2), minutes = numberAt(text, 3 + colon, 2);
  if (!hours || !minutes || text.size() != 5 + colon) return std::nullopt;
  const int seconds = *hours * 3600 + *minutes * 60;
  return text[0] == '-' ? -seconds : seconds;
}

}  // namespace

std::optional<std::int64_t> secondsOf(std::string_view iso) {
  const auto year = numberAt(iso, 0, 4), month = numberAt(iso, 5, 2), day = numberAt(iso, 8, 2);
  const auto hour = numberAt(iso, 11, 2), minute = numberAt(iso, 14, 2),
             second = numberAt(iso, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  if (iso[4] != '-' || iso[7] != '-' || iso[10] != 'T' || iso[13] != ':' || iso[16] != ':')
    return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const year_month_day date{std::chrono::year{*year}, std::chrono::month(unsigned(*month)),
                            std::chrono::day(unsigned(*day))};
  if (!date.ok()) return std::nullopt;

  auto rest = iso.substr(19);
  if (rest.starts_with('.')) {
    const auto end = rest.find_first_not_of("0123456789", 1);
    if (end == 1 || end == std::string_view::npos) return std::nullopt;
    rest = rest.substr(end);
  }
  const auto offset = offsetOf(rest);
  if (!offset) return std::nullopt;
  return duration_cast<seconds>(sys_days{date}.time_since_epoch()).count() + *hour * 3600 +
         *minute * 60 + *second - *offset;
}

std::string isoOf(std::int64_t seconds) {
  const sys_seconds time{std::chrono::seconds{seconds}};
  const auto midnight = floor<days>(time);
  const year_month_day date{midnight};
  const hh_mm_ss clock{time - midnight};
  char text[80];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
                unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                int(clock.minutes().count()), int(clock.seconds().count()));
  return text;
}

std::int64_t yearsLater(std::int64_t seconds, int years) {
  const sys_seconds time{std::chrono::seconds{seconds}};
  const auto midnight = floor<days>(time);
  auto date = year_month_day{midnight} + std::chrono::years{years};
  if (!date.ok()) date = date.year() / date.month() / last;
  return (sys_seconds{sys_days{date}} + (time - midnight)).time_since_epoch().count();
}

}  // namespace hostler::godaddy

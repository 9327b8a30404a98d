#include "core/schedule/cron_expression.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace hostler {
namespace {

struct Field {
  std::string_view name;
  int least, most;
};

[[noreturn]] void refuse(const Field& field, std::string_view text) {
  throw std::invalid_argument{"cron: " + std::string{field.name} + " '" + std::string{text} +
                              "' must be *, a number from " + std::to_string(field.least) + " to " +
                              std::to_string(field.most) + ", a range, a step or a list of these"};
}

int number(const Field& field, std::string_view text, std::string_view whole) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size())
    refuse(field, whole);
  if (value < field.least || value > field.most) refuse(field, whole);
  return value;
}

template <std::size_t N>
void addPart(const Field& field, std::string_view part, std::bitset<N>& bits) {
  std::string_view range = part;
  int step = 1;
  if (const auto slash = part.find('/'); slash != std::string_view::npos) {
    range = part.substr(0, slash);
    const auto text = part.substr(slash + 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || step < 1)
      refuse(field, part);
  }
  int from = field.least, to = field.most;
  if (range != "*") {
    const auto dash = range.find('-');
    from = number(field, range.substr(0, dash), part);
    to = dash == std::string_view::npos ? (step > 1 ? field.most : from)
                                        : number(field, range.substr(dash + 1), part);
    if (to < from) refuse(field, part);
  }
  for (int value = from; value <= to; value += step) bits.set(static_cast<std::size_t>(value));
}

template <std::size_t N>
bool parseField(const Field& field, const std::string& text, std::bitset<N>& bits) {
  std::size_t start = 0;
  while (start <= text.size()) {
    const auto comma = std::min(text.find(',', start), text.size());
    addPart(field, std::string_view{text}.substr(start, comma - start), bits);
    start = comma + 1;
  }
  return text.starts_with('*');
}

}  // namespace

CronExpression CronExpression::parse(std::string_view text) {
  std::istringstream in{std::string{text}};
  std::vector<std::string> fields{std::istream_iterator<std::string>{in}, {}};
  if (fields.size() != 5) {
    throw std::invalid_argument{
        "cron: five fields are needed (minute hour day month weekday), not " +
        std::to_string(fields.size())};
  }
  CronExpression cron;
  cron.text_ = fields[0] + " " + fields[1] + " " + fields[2] + " " + fields[3] + " " + fields[4];
  parseField({"minute", 0, 59}, fields[0], cron.minutes_);
  cron.anyHour_ = parseField({"hour", 0, 23}, fields[1], cron.hours_);
  cron.anyDay_ = parseField({"day of month", 1, 31}, fields[2], cron.days_);
  parseField({"month", 1, 12}, fields[3], cron.months_);
  cron.anyWeekday_ = parseField({"day of week", 0, 7}, fields[4], cron.weekdays_);
  if (cron.weekdays_[7]) cron.weekdays_.set(0);
  if (cron.neverComes())
    throw std::invalid_argument{"cron: '" + cron.text_ + "' names a day that no month has"};
  return cron;
}

bool CronExpression::neverComes() const {
  constexpr unsigned kLongest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (!anyDay_ && !anyWeekday_) return false;  // some weekday comes
  for (std::size_t month = 1; month <= 12; ++month) {
    for (std::size_t day = 1; months_[month] && day <= kLongest[month - 1]; ++day) {
      if (days_[day]) return false;
    }
  }
  return true;
}

bool CronExpression::matches(Date date) const {
  if (!months_[date.month()]) return false;
  const bool day = days_[date.day()], weekday = weekdays_[date.isoWeekday() % 7];
  return anyDay_ || anyWeekday_ ? day && weekday : day || weekday;
}

std::vector<Instant> CronExpression::timesOf(Date date, const TimeZone& zone) const {
  std::vector<Instant> times;
  for (int hour = 0; hour < 24; ++hour) {
    if (!hours_[static_cast<std::size_t>(hour)]) continue;
    for (int minute = 0; minute < 60; ++minute) {
      if (!minutes_[static_cast<std::size_t>(minute)]) continue;
      const auto moments = zone.momentsOf(date, hour, minute);
      if (anyHour_) {
        times.insert(times.end(), moments.begin(), moments.end());
      } else {
        times.push_back(moments.empty() ? zone.at(date, hour, minute) : moments.front());
      }
    }
  }
  std::ranges::sort(times);
  // Two times of an hour that is skipped are one moment.
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

Instant CronExpression::next(Instant after, const TimeZone& zone) const {
  Date date = zone.dateOf(after);
  // Every combination of date and weekday comes within 28 years, save over a century without a leap
  // year.
  for (int day = 0; day < 366 * 41; ++day, date = date.plusDays(1)) {
    if (!matches(date)) continue;
    const auto times = timesOf(date, zone);
    const auto found = std::ranges::upper_bound(times, after);
    if (found != times.end()) return *found;
  }
  throw std::domain_error{"cron: '" + text_ + "' never comes"};
}

CronExpression::Passed CronExpression::passed(Instant after, Instant until,
                                              const TimeZone& zone) const {
  Passed passed;
  const auto end = zone.dateOf(until);
  for (Date date = zone.dateOf(after); date <= end; date = date.plusDays(1)) {
    if (!matches(date)) continue;
    for (const auto time : timesOf(date, zone)) {
      if (time <= after || time > until) continue;
      ++passed.count;
      passed.last = time;
    }
  }
  return passed;
}

}  // namespace hostler

#pragma once

#include "core/time/time_zone.h"

#include <bitset>
#include <string>
#include <string_view>

namespace hostler {

/// A cron expression of five fields: minute, hour, day of month, month, day of week (0 and 7 are
/// Sunday). Each is `*`, a number, a range `1-5`, a step `*/15` or `8-18/2`, or a list of these.
/// Where both days are restricted, either one suffices, as cron(8) has it.
///
/// In a zone with summer time: a fixed hour that is skipped in spring runs at the moment of the
/// skip, one that comes twice in autumn runs the first time; with `*` for the hour it runs once in
/// every hour that passes.
class CronExpression {
 public:
  /// Throws std::invalid_argument that names the field and says what it may hold, or for a day that
  /// never comes (30 February).
  static CronExpression parse(std::string_view text);

  /// The first time after `after`. Throws std::domain_error when none comes within 41 years.
  Instant next(Instant after, const TimeZone& zone) const;
  /// The times after `after` up to and with `until`: how many, and the last of them.
  struct Passed {
    int count = 0;
    Instant last;
  };
  Passed passed(Instant after, Instant until, const TimeZone& zone) const;
  const std::string& text() const { return text_; }

 private:
  bool neverComes() const;
  bool matches(Date date) const;
  std::vector<Instant> timesOf(Date date, const TimeZone& zone) const;

  std::string text_;
  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;
  std::bitset<13> months_;
  std::bitset<8> weekdays_;
  bool anyHour_ = false, anyDay_ = false, anyWeekday_ = false;
};

}  // namespace hostler

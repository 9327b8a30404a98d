#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// A civil date: what is billed, due or expires. It has no zone and no time of day.
class Date {
 public:
  /// Throws std::invalid_argument for a day that no calendar has.
  explicit Date(std::chrono::year_month_day day);
  static Date of(int year, unsigned month, unsigned day);
  static Date ofDaysSinceEpoch(std::int64_t days);
  /// "2026-01-31"; nothing for anything else.
  static std::optional<Date> parse(std::string_view text);

  int year() const { return static_cast<int>(day_.year()); }
  unsigned month() const { return static_cast<unsigned>(day_.month()); }
  unsigned day() const { return static_cast<unsigned>(day_.day()); }
  /// Days since 1 January 1970.
  std::int64_t daysSinceEpoch() const;

  Date plusDays(std::int64_t days) const;
  /// `months` later, on `anchorDay` of that month or, where the month is shorter, on its last day.
  Date plusMonths(int months, unsigned anchorDay) const;
  /// Days from here to `later`: negative when it is earlier.
  std::int64_t daysUntil(Date later) const { return later.daysSinceEpoch() - daysSinceEpoch(); }
  /// Monday is 1, Sunday 7 (ISO 8601).
  unsigned isoWeekday() const;

  /// "2026-01-31".
  std::string text() const;

  friend bool operator==(Date, Date) = default;
  friend std::strong_ordering operator<=>(Date a, Date b) {
    return a.daysSinceEpoch() <=> b.daysSinceEpoch();
  }

 private:
  std::chrono::year_month_day day_;
};

}  // namespace hostler

#pragma once

#include "core/time/period.h"
#include "core/time/time_zone.h"
#include "modules/usage/rating.h"

namespace hostler {

/// A calendar month, by which use is counted and invoiced: of the tenant's own time zone.
class UsageMonth {
 public:
  static UsageMonth of(Date day);
  /// As number() gives it: 202610.
  static UsageMonth numbered(int number);

  int number() const { return year_ * 100 + month_; }
  Date first() const;
  UsageMonth next() const { return plus(1); }
  UsageMonth previous() const { return plus(-1); }
  Period period() const { return {first(), next().first()}; }
  TimeSpan span(const TimeZone& zone) const {
    return {zone.startOf(first()), zone.startOf(next().first())};
  }
  /// "October 2026", for invoice lines.
  std::string text() const;
  friend auto operator<=>(const UsageMonth&, const UsageMonth&) = default;

 private:
  UsageMonth(int year, int month) : year_{year}, month_{month} {}
  UsageMonth plus(int months) const;

  int year_, month_;
};

}  // namespace hostler

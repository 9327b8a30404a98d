#pragma once

#include "core/time/date.h"
#include "core/time/instant.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace date {
class time_zone;
}

namespace hostler {

/// A zone of the system's time zone database ("Asia/Kolkata"): the only bridge between Instant and
/// Date. Cheap to copy. Thread-safe.
class TimeZone {
 public:
  /// The zone of this name; nothing when the database has none.
  static std::optional<TimeZone> find(std::string_view name);
  /// As find, for names checked before. Throws std::invalid_argument.
  static TimeZone named(std::string_view name);

  std::string name() const;
  /// The civil date on which `instant` falls here.
  Date dateOf(Instant instant) const;
  /// Minutes since local midnight at `instant`.
  int minuteOfDay(Instant instant) const;
  /// When the clocks here show this. In the hour that is skipped in spring: the moment of the skip.
  /// In the hour that comes twice in autumn: the first time.
  Instant at(Date date, int hour, int minute) const;
  /// The moments at which the clocks here show this: one as a rule, none in the hour that is
  /// skipped in spring, two in the hour that comes twice in autumn.
  std::vector<Instant> momentsOf(Date date, int hour, int minute) const;
  /// The first moment of a day here.
  Instant startOf(Date date) const { return at(date, 0, 0); }

  friend bool operator==(const TimeZone&, const TimeZone&) = default;

 private:
  explicit TimeZone(const date::time_zone* zone) : zone_{zone} {}
  const date::time_zone* zone_;
};

}  // namespace hostler

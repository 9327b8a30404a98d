#include "core/time/time_zone.h"

#include <date/tz.h>

#include <stdexcept>

namespace hostler {
namespace chr = std::chrono;

namespace {

date::local_time<chr::microseconds> localOf(const date::time_zone* zone, Instant instant) {
  return zone->to_local(date::sys_time<chr::microseconds>{chr::microseconds{instant.unixMicros()}});
}

}  // namespace

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  try {
    return TimeZone{date::locate_zone(name)};
  } catch (const std::runtime_error&) {
    return std::nullopt;  // the library's way to say that there is no such zone
  }
}

TimeZone TimeZone::named(std::string_view name) {
  if (const auto zone = find(name)) return *zone;
  throw std::invalid_argument{"no time zone is called '" + std::string{name} + "'"};
}

std::string TimeZone::name() const {
  return zone_->name();
}

Date TimeZone::dateOf(Instant instant) const {
  const auto days = date::floor<date::days>(localOf(zone_, instant));
  return Date::ofDaysSinceEpoch(days.time_since_epoch().count());
}

int TimeZone::minuteOfDay(Instant instant) const {
  const auto local = localOf(zone_, instant);
  return static_cast<int>(
      date::floor<chr::minutes>(local - date::floor<date::days>(local)).count());
}

std::vector<Instant> TimeZone::momentsOf(Date day, int hour, int minute) const {
  const auto local =
      date::local_days{date::days{day.daysSinceEpoch()}} + chr::hours{hour} + chr::minutes{minute};
  const auto found = zone_->get_info(local);
  if (found.result == date::local_info::nonexistent) return {};
  const auto moment = [&](const date::sys_info& info) {
    return Instant::ofUnixSeconds((local.time_since_epoch() - info.offset) / chr::seconds{1});
  };
  if (found.result == date::local_info::unique) return {moment(found.first)};
  return {moment(found.first), moment(found.second)};
}

Instant TimeZone::at(Date day, int hour, int minute) const {
  const auto local =
      date::local_days{date::days{day.daysSinceEpoch()}} + chr::hours{hour} + chr::minutes{minute};
  const auto utc = zone_->to_sys(local, date::choose::earliest);
  return Instant::ofUnixSeconds(chr::duration_cast<chr::seconds>(utc.time_since_epoch()).count());
}

}  // namespace hostler

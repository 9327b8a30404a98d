#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::aws {

// Times as AWS writes them, all in UTC. Pure.

struct CivilTime {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};
/// Nothing where there is no such time (a 30 February).
std::optional<std::int64_t> unixSeconds(const CivilTime& time);

/// Seconds since 1970 of "2026-01-05T10:20:30Z" and "2026-01-05T10:20:30.123Z".
std::optional<std::int64_t> parseTime(std::string_view text);
/// "2026-01-05T10:20:30Z", as parameters are written.
std::string isoTime(std::int64_t seconds);
/// "20260105T102030Z", as signatures are dated.
std::string basicTime(std::int64_t seconds);

}  // namespace hostler::aws

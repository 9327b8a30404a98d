#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

using Duration = std::chrono::microseconds;

/// A point in time, UTC, to the microsecond: when something happened. What is billed is a Date
/// instead, and only a TimeZone turns one into the other.
class Instant {
 public:
  constexpr Instant() = default;
  static constexpr Instant ofUnixMicros(std::int64_t micros) {
    Instant instant;
    instant.micros_ = micros;
    return instant;
  }
  static constexpr Instant ofUnixSeconds(std::int64_t seconds) {
    return ofUnixMicros(seconds * 1'000'000);
  }
  /// RFC 3339 with any offset; nothing when the text is something else.
  static std::optional<Instant> parse(std::string_view text);

  constexpr std::int64_t unixMicros() const { return micros_; }
  constexpr std::int64_t unixMillis() const { return micros_ / 1000; }
  constexpr std::int64_t unixSeconds() const { return micros_ / 1'000'000; }

  constexpr Instant plus(Duration d) const { return ofUnixMicros(micros_ + d.count()); }
  constexpr Instant minus(Duration d) const { return ofUnixMicros(micros_ - d.count()); }
  constexpr Duration since(Instant earlier) const { return Duration{micros_ - earlier.micros_}; }

  /// RFC 3339 in UTC with `Z`; milliseconds where there are any.
  std::string text() const;

  friend constexpr auto operator<=>(Instant, Instant) = default;

 private:
  std::int64_t micros_ = 0;
};

}  // namespace hostler

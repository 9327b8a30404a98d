#include "modules/console/test_clock.h"

#include "core/problem/problem.h"
#include "core/time/date.h"

#include <algorithm>
#include <charconv>

namespace hostler {
namespace {

// What is due and still waits (of a kind that nobody here knows) is not waited for.
constexpr auto kNextJob = "SELECT MIN(run_at) AS next_at FROM jobs WHERE state = 1 AND run_at > ?";
constexpr std::chrono::minutes kPatience{10};

}  // namespace

std::optional<Instant> afterDuration(Instant from, std::string_view text) {
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  std::int64_t months = 0, days = 0, seconds = 0;
  bool time = false, any = false;
  while (!text.empty()) {
    if (text.front() == 'T') {
      if (time) return std::nullopt;
      time = true;
      text.remove_prefix(1);
      continue;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 0 || number > 100'000 || end == text.data() + text.size())
      return std::nullopt;
    const char unit = *end;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
    any = true;
    if (!time && unit == 'Y')
      months += 12 * number;
    else if (!time && unit == 'M')
      months += number;
    else if (!time && unit == 'W')
      days += 7 * number;
    else if (!time && unit == 'D')
      days += number;
    else if (time && unit == 'H')
      seconds += 3600 * number;
    else if (time && unit == 'M')
      seconds += 60 * number;
    else if (time && unit == 'S')
      seconds += number;
    else
      return std::nullopt;
  }
  if (!any) return std::nullopt;
  constexpr std::int64_t kDay = 86'400'000'000;
  const auto date = Date::ofDaysSinceEpoch(from.unixMicros() / kDay);
  const auto moved = date.plusMonths(static_cast<int>(months), date.day()).plusDays(days);
  return Instant::ofUnixMicros(moved.daysSinceEpoch() * kDay + from.unixMicros() % kDay)
      .plus(std::chrono::seconds{seconds});
}

std::optional<Instant> TestClock::nextDue() {
  const auto now = clock_.now();
  auto next = scheduler_.nextDue();
  if (next && *next <= now) next.reset();  // an entry that cannot run does not hold up the clock
  const auto job = database_.read([&](db::Reader& reader) {
    return reader.query(kNextJob, now).first([](const db::Row& row) {
      return row.get<std::optional<Instant>>("next_at");
    });
  });
  if (job && *job && (!next || **job < *next)) next = **job;
  return next;
}

bool TestClock::settle() {
  auto* workers = workers_();
  const auto until = clock_.monotonic() + kPatience;
  // Jobs announce, announcements make jobs: round until both are still.
  while (clock_.monotonic() < until) {
    scheduler_.runDue();
    while (bus_.dispatch(database_) > 0) {
    }
    if (workers != nullptr && !workers->settle(until)) return false;
    if (bus_.dispatch(database_) == 0 && scheduler_.runDue() == 0) return true;
  }
  return false;
}

bool TestClock::moveTo(Instant to) {
  const std::lock_guard alone{moving_};
  if (to < clock_.now())
    throw ValidationError{"now", "out_of_range", "must not be before the clock's present time"};
  if (!settle()) return false;
  while (true) {
    const auto next = nextDue();
    if (!next || *next > to) break;
    if (*next > clock_.now()) clock_.moveTo(*next);
    if (!settle()) return false;
  }
  if (to > clock_.now()) clock_.moveTo(to);
  return settle();
}

}  // namespace hostler

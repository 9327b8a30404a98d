#include "core/nodes/engine_clock.h"

#include "core/problem/problem.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kSelect = "SELECT offset_micros FROM test_clock WHERE id = 1";
constexpr auto kUpdate = "UPDATE test_clock SET offset_micros = ? WHERE id = 1";
constexpr auto kInsert = "INSERT INTO test_clock (id, offset_micros) VALUES (1, ?)";

}  // namespace

EngineClock::EngineClock(db::Database& database, bool movable) : database_{database}, movable_{movable} { sync(); }

Instant EngineClock::measured() const {
  const auto passed = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - baseMonotonic_);
  return base_.plus(passed).plus(offset_);
}

Instant EngineClock::now() const {
  std::int64_t time = 0;
  {
    const std::lock_guard lock{mutex_};
    time = measured().unixMicros();
  }
  auto last = last_.load();
  while (last < time && !last_.compare_exchange_weak(last, time)) {
  }
  return Instant::ofUnixMicros(std::max(last, time));
}

void EngineClock::sync() {
  const auto server = database_.serverTime();
  Duration offset{0};
  if (movable_) {
    offset = database_.read([](db::Reader& reader) {
      return reader.query(kSelect).first([](const db::Row& row) { return Duration{row.integer("offset_micros")}; }).value_or(Duration{0});
    });
  }
  const std::lock_guard lock{mutex_};
  base_ = server;
  baseMonotonic_ = std::chrono::steady_clock::now();
  offset_ = offset;
}

void EngineClock::moveTo(Instant to) {
  const auto by = to.since(now());
  if (by < Duration{0}) throw ValidationError{"now", "out_of_range", "must not be before the clock's present time"};
  database_.transaction([&](db::Transaction& tx) {
    const auto before = tx.query(kSelect).first([](const db::Row& row) { return row.integer("offset_micros"); });
    const auto after = before.value_or(0) + by.count();
    if (before) {
      tx.execute(kUpdate, after);
    } else {
      tx.execute(kInsert, after);
    }
  });
  sync();
}

}  // namespace hostler

#include "core/nodes/engine_clock.h"

#include "core/problem/problem.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kSelect = "SELECT offset_micros FROM test_clock WHERE id = 1";
constexpr auto kSelectLocked = "SELECT offset_micros FROM test_clock WHERE id = 1 {for_update}";
constexpr auto kUpdate = "UPDATE test_clock SET offset_micros = ? WHERE id = 1";
constexpr auto kInsert = "INSERT INTO test_clock (id, offset_micros) VALUES (1, ?)";

}  // namespace

EngineClock::EngineClock(db::Database& database, bool movable)
    : database_{database}, movable_{movable} {
  sync();
}

Instant EngineClock::unmoved() const {
  const std::lock_guard lock{mutex_};
  return base_.plus(
      std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - baseMonotonic_));
}

Instant EngineClock::now() const {
  std::int64_t time = 0;
  {
    const std::lock_guard lock{mutex_};
    const auto passed =
        std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - baseMonotonic_);
    time = base_.plus(passed).plus(offset_).unixMicros();
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
      return reader.query(kSelect)
          .first([](const db::Row& row) { return Duration{row.integer("offset_micros")}; })
          .value_or(Duration{0});
    });
  }
  const std::lock_guard lock{mutex_};
  base_ = server;
  baseMonotonic_ = std::chrono::steady_clock::now();
  offset_ = offset;
}

void EngineClock::moveTo(Instant to) {
  database_.transaction([&](db::Transaction& tx) {
    // Measured against what is stored, not what was last seen here: another process may just have
    // moved it.
    const auto stored = tx.query(kSelectLocked).first([](const db::Row& row) {
      return Duration{row.integer("offset_micros")};
    });
    const auto offset = to.since(unmoved());
    if (offset < stored.value_or(Duration{0})) {
      throw ValidationError{"now", "out_of_range", "must not be before the clock's present time"};
    }
    if (stored) {
      tx.execute(kUpdate, offset.count());
    } else {
      tx.execute(kInsert, offset.count());
    }
  });
  sync();
}

}  // namespace hostler

#pragma once

#include "core/db/database.h"
#include "core/time/clock.h"

#include <atomic>
#include <mutex>

namespace hostler {

/// The clock of a running engine: the database's time, moved on by the monotonic clock between two
/// looks at it, so that no change of this machine's clock moves a date; and, in a sandbox, the
/// offset by which people have moved it. Never goes back within one process. Thread-safe.
class EngineClock final : public Clock {
 public:
  /// `movable`: whether the stored offset counts (environment = sandbox).
  EngineClock(db::Database& database, bool movable);

  Instant now() const override;
  /// Looks at the database's time, and at the offset that another process may have set. Called on
  /// every beat.
  void sync();
  /// Moves the clock on to `to`, for every process of this database. Throws DomainError 422 for a
  /// time before now.
  void moveTo(Instant to);

 private:
  Instant unmoved() const;

  db::Database& database_;
  bool movable_;
  mutable std::mutex mutex_;
  Instant base_;
  Monotonic baseMonotonic_;
  Duration offset_{0};
  mutable std::atomic<std::int64_t> last_{0};
};

}  // namespace hostler

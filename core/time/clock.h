#pragma once

#include "core/time/instant.h"

#include <atomic>
#include <chrono>

namespace hostler {

/// A reading that only ever grows, for leases and time-outs: no change of the machine's clock moves
/// it.
using Monotonic = std::chrono::steady_clock::time_point;

/// Where everything learns the time. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Now, for what happened and what is billed. Never goes back within one process.
  virtual Instant now() const = 0;
  /// For measuring how long something takes; not touched by a test clock.
  virtual Monotonic monotonic() const { return std::chrono::steady_clock::now(); }
};

/// The time of the machine at construction, moved on by the monotonic clock. The engine uses it
/// only until it knows its database's time.
class SystemClock final : public Clock {
 public:
  SystemClock();
  Instant now() const override;

 private:
  Instant start_;
  Monotonic startMonotonic_;
};

/// A clock that stands still until it is moved: for unit tests.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : micros_{start.unixMicros()} {}
  Instant now() const override { return Instant::ofUnixMicros(micros_.load()); }
  void advance(Duration by) { micros_ += by.count(); }
  void set(Instant to) { micros_ = to.unixMicros(); }

 private:
  std::atomic<std::int64_t> micros_;
};

}  // namespace hostler

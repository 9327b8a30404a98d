#pragma once

#include "core/time/instant.h"

#include <chrono>
#include <optional>

namespace hostler {

/// Counts failed sign-ins of one user, or of one browser that a user is known by: the fifth in a
/// row within a day locks for half an hour, for right passwords too (security rule A4). While it is
/// locked nothing is counted, so nobody can keep it locked for ever.
struct FailureLock {
  static constexpr int kFailures = 5;
  static constexpr std::chrono::minutes kLockedFor{30};
  static constexpr std::chrono::hours kInARow{24};

  int failures = 0;
  std::optional<Instant> failedAt, lockedUntil;

  bool isLocked(Instant now) const { return lockedUntil && now < *lockedUntil; }

  /// The state after one more failure; `lockedUntil` is in the future where this one locks.
  FailureLock afterFailure(Instant now) const {
    if (isLocked(now)) return *this;
    const bool inARow = failedAt && now.since(*failedAt) < kInARow;
    FailureLock next{inARow ? failures + 1 : 1, now, std::nullopt};
    if (next.failures >= kFailures) next = {0, now, now.plus(kLockedFor)};
    return next;
  }

  friend bool operator==(const FailureLock&, const FailureLock&) = default;
};

}  // namespace hostler

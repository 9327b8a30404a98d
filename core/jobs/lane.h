#pragma once

#include "core/jobs/job.h"

#include <chrono>
#include <deque>
#include <optional>

namespace hostler::jobs {

/// What a process holds of one lane, and how much more it may take. Not thread-safe: Workers guards
/// it.
struct Lane {
  std::deque<Job> ready;  ///< urgent ones first
  int running = 0;
  int limit = 0;
  bool woken = true;                                ///< there may be more in the table
  Duration usual = std::chrono::milliseconds{100};  ///< what its jobs have taken of late
  std::optional<Instant> restsUntil;  ///< nothing of it is begun before: its provider said so

  /// So many may wait here for a place. Jobs that are short are claimed ahead, so that a place that
  /// falls free finds its next job waiting, and the shortest by the hundred. Longer ones are not,
  /// since another process may have a free place for them.
  int ahead() const;
  int room() const;
  /// Half empty, so that jobs are claimed by the dozen and not one by one.
  bool isHungry() const;
  /// More was claimed ahead than its jobs, which take longer now, allow; all of it while the lane
  /// rests.
  bool hasSurplus() const;
  /// A job of it waits here and may be begun.
  bool hasStartable() const;
  /// Longer, if it rests already.
  void rest(Instant until);
  /// Whether a rest is over by now; it then looks for work again.
  bool endRest(Instant now);
  void add(Job job);
};

}  // namespace hostler::jobs

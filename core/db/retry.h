#pragma once

#include "core/db/fair_semaphore.h"

#include <chrono>
#include <random>

namespace hostler::db {

/// Decides whether a transaction that failed for no fault of its own is run again, and waits before
/// it is.
///
/// Whoever met a conflict goes on through a narrow door, one at a time for each Database, and
/// newcomers let those at the door go first, for a moment. So writers who keep meeting on one row
/// (an invoice counter) line up, instead of running into one another until their attempts are
/// spent: with snapshot isolation every one of them but the first has read too early. After several
/// conflicts the run also locks what it reads.
class Retry {
 public:
  /// `patience`: how long one who met a conflict waits at the door before it goes on anyway.
  Retry(int attempts, FairSemaphore& door, std::chrono::milliseconds patience);
  ~Retry();
  Retry(const Retry&) = delete;
  Retry& operator=(const Retry&) = delete;

  /// Whether the next run had better lock what it reads: several conflicts in a row mean that
  /// others, in other processes, keep being quicker.
  bool insists() const;
  /// After a Conflict: false when the attempts are spent.
  bool afterConflict();
  /// After a lost connection: false when that has happened too often.
  bool afterLoss();

 private:
  void pause(std::chrono::microseconds longest);

  int attempts_;
  FairSemaphore& door_;
  std::chrono::milliseconds patience_;
  int conflicts_ = 0, losses_ = 0;
  bool insideDoor_ = false;
};

}  // namespace hostler::db

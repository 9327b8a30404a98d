#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>

namespace hostler::db {

/// A number of permits, given out in the order in which they were asked for, so that nobody starves
/// beside a thread that asks again at once. Thread-safe.
class FairSemaphore {
 public:
  explicit FairSemaphore(int permits) : free_{permits} {}

  /// Waits for a permit; false when there was none up to `deadline`.
  bool acquire(std::chrono::steady_clock::time_point deadline);
  void release();
  /// Whether no permit is free, at a glance.
  bool isTaken() const { return free_.load(std::memory_order_relaxed) == 0; }

 private:
  struct Waiter {
    std::condition_variable served;
    bool hasPermit = false;
  };
  std::mutex mutex_;
  std::atomic<int> free_;
  std::list<Waiter*> waiting_;
};

}  // namespace hostler::db

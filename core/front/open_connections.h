#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace hostler::front {

/// How many connections there are, and a way to wait until there is none. Thread-safe.
class OpenConnections {
 public:
  void enter() {
    const std::lock_guard lock{mutex_};
    ++count_;
  }
  void leave() {
    const std::lock_guard lock{mutex_};
    if (--count_ == 0) none_.notify_all();
  }
  std::size_t count() const {
    const std::lock_guard lock{mutex_};
    return count_;
  }
  bool waitForNone(std::chrono::milliseconds atMost) {
    std::unique_lock lock{mutex_};
    return none_.wait_for(lock, atMost, [&] { return count_ == 0; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable none_;
  std::size_t count_ = 0;
};

}  // namespace hostler::front

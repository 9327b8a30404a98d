#include "core/db/fair_semaphore.h"

namespace hostler::db {

bool FairSemaphore::acquire(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock{mutex_};
  if (free_ > 0 && waiting_.empty()) {
    --free_;
    return true;
  }
  Waiter self;
  const auto place = waiting_.insert(waiting_.end(), &self);
  if (self.served.wait_until(lock, deadline, [&] { return self.hasPermit; })) return true;
  waiting_.erase(place);
  return false;
}

void FairSemaphore::release() {
  const std::lock_guard lock{mutex_};
  if (waiting_.empty()) {
    ++free_;
    return;
  }
  // The permit goes straight to the first in line, so no newcomer can take it in between. Notified
  // under the lock, because the waiter owns the condition variable and goes with it.
  auto* next = waiting_.front();
  waiting_.pop_front();
  next->hasPermit = true;
  next->served.notify_one();
}

}  // namespace hostler::db

#include "plugins/sandbox/timers.h"

namespace hostler::sandbox {

Timers::Timers() : thread_{[this] { run(); }} {}

Timers::~Timers() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Timers::after(std::chrono::milliseconds delay, std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    waiting_.emplace(std::chrono::steady_clock::now() + delay, std::move(work));
  }
  changed_.notify_all();
}

void Timers::run() {
  std::unique_lock lock{mutex_};
  while (!ending_ || !waiting_.empty()) {
    if (waiting_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto next = waiting_.begin();
    if (!ending_ && next->first > std::chrono::steady_clock::now()) {
      changed_.wait_until(lock, next->first);
      continue;
    }
    const auto work = std::move(next->second);
    waiting_.erase(next);
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace hostler::sandbox

#include "core/plugin_host/turns.h"

namespace hostler::plugin {

bool Turns::mayRun(const std::string& target) const {
  if (running_ >= most_) return false;
  if (target.empty()) return true;
  const auto found = byTarget_.find(target);
  return found == byTarget_.end() || found->second < mostPerTarget_;
}

std::optional<Turns::Turn> Turns::take(const std::string& target, Monotonic deadline) {
  std::unique_lock lock{mutex_};
  if (!freed_.wait_until(lock, deadline, [&] { return mayRun(target); })) return std::nullopt;
  ++running_;
  if (!target.empty()) ++byTarget_[target];
  return Turn{*this, target};
}

int Turns::running() const {
  const std::lock_guard lock{mutex_};
  return running_;
}

Turns::Turn::~Turn() {
  if (turns_ == nullptr) return;
  {
    const std::lock_guard lock{turns_->mutex_};
    --turns_->running_;
    if (const auto found = turns_->byTarget_.find(target_);
        found != turns_->byTarget_.end() && --found->second == 0) {
      turns_->byTarget_.erase(found);
    }
  }
  // Whoever waits may wait for another target than this one.
  turns_->freed_.notify_all();
}

}  // namespace hostler::plugin

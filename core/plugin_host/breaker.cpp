#include "core/plugin_host/breaker.h"

#include <algorithm>

namespace hostler::plugin {

Breaker::Pass::~Pass() {
  if (breaker_ == nullptr || !probe_) return;
  const std::lock_guard lock{breaker_->mutex_};
  breaker_->probing_ = false;
}

void Breaker::Pass::succeeded() {
  auto* breaker = std::exchange(breaker_, nullptr);
  if (breaker == nullptr) return;
  const std::lock_guard lock{breaker->mutex_};
  if (probe_) breaker->probing_ = false;
  // A call that began before it opened says nothing of now.
  if (breaker->openUntil_ && !probe_) return;
  breaker->failures_ = 0;
  breaker->pause_ = {};
  breaker->openUntil_.reset();
}

void Breaker::Pass::failed() {
  auto* breaker = std::exchange(breaker_, nullptr);
  if (breaker == nullptr) return;
  const std::lock_guard lock{breaker->mutex_};
  if (probe_) breaker->probing_ = false;
  if (breaker->openUntil_ && !probe_) return;
  if (++breaker->failures_ >= breaker->settings_.failures || probe_) breaker->openAgain();
}

void Breaker::openAgain() {
  pause_ = pause_.count() == 0 ? settings_.first : std::min(settings_.longest, 2 * pause_);
  openUntil_ = clock_.monotonic() + pause_;
}

std::optional<Breaker::Pass> Breaker::enter() {
  const std::lock_guard lock{mutex_};
  if (!openUntil_) return Pass{*this, false};
  if (isOpen() || probing_) return std::nullopt;
  probing_ = true;
  return Pass{*this, true};
}

std::chrono::milliseconds Breaker::openFor() const {
  const std::lock_guard lock{mutex_};
  if (isOpen())
    return std::chrono::ceil<std::chrono::milliseconds>(*openUntil_ - clock_.monotonic());
  // While a probe is under way nobody knows; soon is soon enough to ask again.
  return openUntil_ && probing_ ? settings_.first : std::chrono::milliseconds{0};
}

Breaker::State Breaker::state() const {
  const std::lock_guard lock{mutex_};
  if (!openUntil_) return State::Closed;
  return isOpen() ? State::Open : State::HalfOpen;
}

void Breaker::reset() {
  const std::lock_guard lock{mutex_};
  failures_ = 0;
  pause_ = {};
  openUntil_.reset();
}

}  // namespace hostler::plugin

#include "core/app/housekeeping.h"

namespace hostler::app {
namespace {

constexpr std::chrono::seconds kBeat{2};
constexpr std::chrono::minutes kPruneEvery{10}, kWatchEvery{1};
constexpr std::size_t kManyEvents = 200;

}  // namespace

void Housekeeping::start() {
  base_.bus.onCommitted([this](const std::vector<events::Record>&) { wake(); });
  // An engine that has just started has other things to do than to look at servers.
  nextWatch_ = std::chrono::steady_clock::now() + kWatchEvery;
  thread_ = std::thread{[this] { run(); }};
}

void Housekeeping::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wakeUp_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Housekeeping::wake() {
  {
    const std::lock_guard lock{mutex_};
    woken_ = true;
  }
  wakeUp_.notify_all();
}

void Housekeeping::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    woken_ = false;
    lock.unlock();
    attempt("events.dispatch", [this] {
      while (base_.bus.dispatch(*base_.database, kManyEvents) == kManyEvents) {
      }
    });
    if (std::chrono::steady_clock::now() >= nextBeat_) beat();
    lock.lock();
    wakeUp_.wait_until(lock, nextBeat_, [this] { return woken_ || stopping_; });
  }
}

void Housekeeping::beat() {
  const auto now = std::chrono::steady_clock::now();
  nextBeat_ = now + kBeat;
  attempt("clock.sync", [this] { base_.clock.sync(); });
  attempt("plugins.refresh", [this] { product_.plugins.desk().refresh(); });
  attempt("audit.seal", [this] { base_.audit.seal(*base_.database); });
  if (now >= nextWatch_) {
    // By the real time, not the engine's: servers do not age when a test moves its clock.
    nextWatch_ = now + kWatchEvery;
    attempt("servers.watch", [this] { product_.services.watch().enqueueDue(); });
  }
  if (now >= nextPrune_ || deliveriesLeft_) {
    deliveriesLeft_ = false;
    // The rest goes at the next beats: what else is done here does not wait for it.
    attempt("webhooks.prune",
            [this] { deliveriesLeft_ = product_.webhooks.prune() == WebhooksModule::kMostPruned; });
  }
  if (now < nextPrune_) return;
  nextPrune_ = now + kPruneEvery;
  attempt("idempotency.prune", [this] { product_.idempotency.prune(); });
  attempt("limits.prune", [this] { product_.limits.prune(); });
  attempt("accounts.prune", [this] { product_.accounts.prune(); });
}

void Housekeeping::attempt(std::string_view what, const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& error) {
    log_.warning("housekeeping.failed", {{"what", std::string{what}}, {"reason", error.what()}});
  }
}

}  // namespace hostler::app

#include "modules/billing/delivery_lane.h"

#include <algorithm>
#include <iterator>

namespace hostler {
namespace {

constexpr std::size_t kMostTogether = 64;

}  // namespace

DeliveryLane::~DeliveryLane() {
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void DeliveryLane::take(GatewayDelivery delivery, Done done) {
  const std::lock_guard lock{mutex_};
  if (!thread_.joinable()) thread_ = std::thread{[this] { run(); }};
  waiting_.push_back({std::move(delivery), std::move(done)});
  wake_.notify_one();
}

void DeliveryLane::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kMostTogether));
    std::vector<Waiting> batch{std::move_iterator{waiting_.begin()},
                               std::move_iterator{waiting_.begin() + count}};
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    lock.unlock();
    write(batch);
    lock.lock();
  }
}

void DeliveryLane::write(std::vector<Waiting>& batch) {
  std::vector<const GatewayDelivery*> deliveries;
  for (const auto& one : batch) deliveries.push_back(&one.delivery);
  try {
    write_(deliveries);
    for (auto& one : batch) one.done(nullptr);
    return;
  } catch (const std::exception&) {
  }
  // One that cannot be booked must not take the others with it: each by itself, then.
  for (auto& one : batch) {
    try {
      write_({&one.delivery});
      one.done(nullptr);
    } catch (const std::exception&) {
      one.done(std::current_exception());
    }
  }
}

}  // namespace hostler

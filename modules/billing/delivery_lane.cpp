#include "modules/billing/delivery_lane.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kMostTogether = 48;

}  // namespace

void DeliveryLane::receive(const GatewayDelivery& delivery) {
  Waiting mine{&delivery, false, nullptr};
  std::unique_lock lock{mutex_};
  waiting_.push_back(&mine);
  while (!mine.done) {
    if (!leading_) {
      lead(lock);
    } else {
      ended_.wait(lock, [&] { return mine.done || !leading_; });
    }
  }
  if (mine.failure) std::rethrow_exception(mine.failure);
}

// Takes what has gathered while the last batch was being written.
void DeliveryLane::lead(std::unique_lock<std::mutex>& lock) {
  leading_ = true;
  const auto count = std::min(waiting_.size(), kMostTogether);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Waiting*> batch{waiting_.begin(), end};
  waiting_.erase(waiting_.begin(), end);
  lock.unlock();
  try {
    write(batch);
  } catch (const std::exception&) {
    // One that cannot be booked must not take the others with it: each by itself, then.
    for (auto* one : batch) {
      try {
        write({one});
      } catch (const std::exception&) {
        one->failure = std::current_exception();
      }
    }
  }
  lock.lock();
  for (auto* one : batch) one->done = true;
  leading_ = false;
  ended_.notify_all();
}

void DeliveryLane::write(const std::vector<Waiting*>& batch) {
  std::vector<const GatewayDelivery*> deliveries;
  for (const auto* one : batch) deliveries.push_back(one->delivery);
  write_(deliveries);
}

}  // namespace hostler

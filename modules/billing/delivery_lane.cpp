#include "modules/billing/delivery_lane.h"

#include <algorithm>
#include <iterator>

namespace hostler {
namespace {

constexpr std::size_t kMostTogether = 64;
constexpr std::size_t kMostWaiting = 1'000, kMostWaitingBytes = 32 << 20;

void refuse(const DeliveryLane::Done& done, const char* reason) {
  done(std::make_exception_ptr(DeliveryRefused{reason}));
}

}  // namespace

void DeliveryLane::stop() {
  std::vector<Waiting> dropped;
  std::thread thread;
  {
    const std::lock_guard lock{mutex_};
    ending_ = true;
    dropped.swap(waiting_);
    thread.swap(thread_);
  }
  wake_.notify_all();
  for (const auto& one : dropped) refuse(one.done, "the server is stopping");
  if (thread.joinable()) thread.join();
}

void DeliveryLane::take(GatewayDelivery delivery, Done done) {
  std::unique_lock lock{mutex_};
  const auto size = delivery.body.size();
  const bool isFull = waiting_.size() >= kMostWaiting || waitingBytes_ + size > kMostWaitingBytes;
  if (ending_ || isFull) {
    lock.unlock();
    return refuse(done, isFull ? "too many deliveries wait" : "the server is stopping");
  }
  if (!thread_.joinable()) thread_ = std::thread{[this] { run(); }};
  waiting_.push_back({std::move(delivery), std::move(done)});
  waitingBytes_ += size;
  wake_.notify_one();
}

void DeliveryLane::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (ending_) return;
    const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), kMostTogether));
    std::vector<Waiting> batch{std::move_iterator{waiting_.begin()},
                               std::move_iterator{waiting_.begin() + count}};
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    for (const auto& one : batch) waitingBytes_ -= one.delivery.body.size();
    lock.unlock();
    write(batch);
    lock.lock();
  }
}

void DeliveryLane::write(std::vector<Waiting>& batch) {
  std::vector<const GatewayDelivery*> deliveries;
  for (const auto& one : batch) deliveries.push_back(&one.delivery);
  if (!attempt(deliveries)) {
    for (const auto& one : batch) one.done(nullptr);
    return;
  }
  // One that cannot be booked must not take the others with it: each by itself, then.
  for (const auto& one : batch) one.done(attempt({&one.delivery}));
}

// What stood in the way, if anything did.
std::exception_ptr DeliveryLane::attempt(const std::vector<const GatewayDelivery*>& deliveries) {
  try {
    write_(deliveries);
    return nullptr;
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace hostler

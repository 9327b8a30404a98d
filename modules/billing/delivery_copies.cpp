#include "modules/billing/delivery_copies.h"

namespace hostler {

DeliveryCopies::Entry DeliveryCopies::enter(const std::string& fingerprint) {
  const std::lock_guard lock{mutex_};
  const auto [known, isFirst] = known_.try_emplace(fingerprint);
  if (isFirst) {
    known->second = std::make_shared<Delivery>();
    known->second->fingerprint = fingerprint;
  }
  return {known->second, isFirst};
}

void DeliveryCopies::taken(Delivery& delivery) {
  delivery.state = State::Taken;
  const std::lock_guard lock{mutex_};
  taken_.push_back(delivery.fingerprint);
  if (taken_.size() <= remembered_) return;
  known_.erase(taken_.front());
  taken_.pop_front();
}

void DeliveryCopies::failed(Delivery& delivery) {
  delivery.state = State::Failed;
  const std::lock_guard lock{mutex_};
  known_.erase(delivery.fingerprint);
}

}  // namespace hostler

#pragma once

#include "modules/billing/gateway_notice.h"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace hostler {

/// One delivery of a gateway: its event and the notices it means, and the raw body to keep.
struct GatewayDelivery {
  std::string gateway, eventId, providerType;
  std::string body;
  bool counts = true;  ///< false: a test event in production, or the reverse; kept without effect
  std::vector<GatewayNotice> notices;
};

/// Lets deliveries that arrive together share a commit: whoever comes first writes, and takes with
/// it what has gathered meanwhile. Thread-safe.
class DeliveryLane {
 public:
  /// Writes all of these in one transaction, or throws and has written none.
  using Write = std::function<void(const std::vector<const GatewayDelivery*>&)>;
  explicit DeliveryLane(Write write) : write_{std::move(write)} {}

  /// Returns when it is committed; throws what `write` threw for it alone.
  void receive(const GatewayDelivery& delivery);

 private:
  struct Waiting {
    const GatewayDelivery* delivery;
    bool done = false;
    std::exception_ptr failure;
  };
  void lead(std::unique_lock<std::mutex>& lock);
  void write(const std::vector<Waiting*>& batch);

  Write write_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::vector<Waiting*> waiting_;
  bool leading_ = false;
};

}  // namespace hostler

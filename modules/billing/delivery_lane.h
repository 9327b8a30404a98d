#pragma once

#include "modules/billing/gateway_notice.h"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace hostler {

/// One delivery of a gateway: its event and the notices it means, and the raw body to keep.
struct GatewayDelivery {
  std::string gateway, eventId, providerType;
  std::string body;
  bool counts = true;  ///< false: a test event in production, or the reverse; kept without effect
  std::vector<GatewayNotice> notices;
};

/// Nothing was done with it; it may be sent again.
struct DeliveryRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Lets deliveries that arrive together share a commit: one thread, started with the first, writes
/// all that has gathered meanwhile. What cannot be written for long is not gathered without end.
/// Thread-safe.
class DeliveryLane {
 public:
  /// Writes all of these in one transaction, or throws and has written none.
  using Write = std::function<void(const std::vector<const GatewayDelivery*>&)>;
  explicit DeliveryLane(Write write) : write_{std::move(write)} {}
  ~DeliveryLane() { stop(); }
  /// Ends what is being written; what waits has failed, and so does all that comes later.
  void stop();

  /// `done` is called on the lane's thread: with nothing once it is committed, else with what
  /// `write` threw for it alone. Where too much waits already, or the lane has stopped, it is
  /// called at once, with a DeliveryRefused. It must not throw.
  using Done = std::function<void(std::exception_ptr)>;
  void take(GatewayDelivery delivery, Done done);

 private:
  struct Waiting {
    GatewayDelivery delivery;
    Done done;
  };
  void run();
  void write(std::vector<Waiting>& batch);
  std::exception_ptr attempt(const std::vector<const GatewayDelivery*>& deliveries);

  Write write_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Waiting> waiting_;
  std::size_t waitingBytes_ = 0;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace hostler

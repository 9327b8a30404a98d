#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hostler::bench {

/// Of the sandbox's account, which `hostler seed demo` enters into the plugin's settings.
inline constexpr auto kWebhookSecret = "sandbox_webhook_secret_01";

/// What a gateway's deliveries came to.
struct Delivered {
  double seconds = 0;
  std::vector<double> milliseconds;  ///< of each delivery, from its sending to its answer, sorted
  long refused = 0;                  ///< answers other than 200

  double quantile(double part) const;
};

/// Delivers `events` signed captures of the attempts of Shop::sellUnpaidServices, `inFlight` events
/// at once, each `copies` times at the same moment over kept connections.
Delivered deliverCaptures(std::uint16_t port, int events, int copies, int inFlight);

}  // namespace hostler::bench

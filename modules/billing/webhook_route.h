#pragma once

#include "core/http/rate_limits.h"
#include "core/http/router.h"
#include "core/operations/provider.h"
#include "core/telemetry/log.h"
#include "modules/billing/delivery_copies.h"
#include "modules/billing/gateway_desk.h"

#include <functional>
#include <memory>

namespace hostler {

/// What gateways send. The plugin verifies the raw bytes before anything else looks at them; a
/// delivery is answered 200 once it is safely stored, and a repeat likewise.
class WebhookRoute {
 public:
  /// `signal` wakes requests that wait for a topic.
  WebhookRoute(ProviderPort& providers, GatewayDesk& desk, http::RateLimits& limits,
               std::function<void(const std::string& topic)> signal, bool production)
      : providers_{providers},
        desk_{desk},
        limits_{limits},
        signal_{std::move(signal)},
        production_{production} {}
  void mount(http::Router& router);

 private:
  http::Answer receive(http::Context& context);
  GatewayDelivery verified(http::Context& context, const std::string& gateway, const Json& headers);
  void take(http::Context& context, const std::string& gateway, const Json& headers,
            const std::shared_ptr<DeliveryCopies::Delivery>& delivery);
  void countStranger(const http::Context& context);
  void refuseStrangers(const http::Context& context);

  ProviderPort& providers_;
  GatewayDesk& desk_;
  http::RateLimits& limits_;
  std::function<void(const std::string&)> signal_;
  bool production_;
  std::shared_ptr<DeliveryCopies> copies_ = std::make_shared<DeliveryCopies>();
  Log log_{"modules.billing"};
};

}  // namespace hostler

#pragma once

#include "core/http/rate_limits.h"
#include "core/http/router.h"
#include "core/operations/provider.h"
#include "core/telemetry/log.h"
#include "modules/billing/gateway_desk.h"

namespace hostler {

/// What gateways send. The plugin verifies the raw bytes before anything else looks at them; a
/// delivery is answered 200 once it is safely stored, and a repeat likewise.
class WebhookRoute {
 public:
  WebhookRoute(ProviderPort& providers, GatewayDesk& desk, http::RateLimits& limits,
               bool production)
      : providers_{providers}, desk_{desk}, limits_{limits}, production_{production} {}
  void mount(http::Router& router);

 private:
  http::Answer receive(http::Context& context);
  void countStranger(const http::Context& context);
  void refuseStrangers(const http::Context& context);

  ProviderPort& providers_;
  GatewayDesk& desk_;
  http::RateLimits& limits_;
  bool production_;
  Log log_{"modules.billing"};
};

}  // namespace hostler

#pragma once

#include "core/http/router.h"
#include "modules/billing/gateway_desk.h"

namespace hostler {

/// What gateways have sent, for the platform's staff.
class GatewayEventRoutes {
 public:
  GatewayEventRoutes(db::Database& database, GatewayDesk& desk)
      : database_{database}, desk_{desk} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  GatewayDesk& desk_;
};

}  // namespace hostler

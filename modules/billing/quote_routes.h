#pragma once

#include "core/http/router.h"
#include "modules/billing/quote_desk.h"

namespace hostler {

/// Quotes as clients and staff meet them.
class QuoteRoutes {
 public:
  QuoteRoutes(Tenants& tenants, QuoteDesk& desk) : tenants_{tenants}, desk_{desk} {}
  void mount(http::Router& router);

 private:
  void mountClient(http::Router& router);
  void mountStaff(http::Router& router);

  Tenants& tenants_;
  QuoteDesk& desk_;
};

}  // namespace hostler

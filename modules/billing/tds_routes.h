#pragma once

#include "core/http/router.h"
#include "modules/billing/tds_desk.h"

namespace hostler {

/// Tax deducted at source, as staff follow it up.
class TdsRoutes {
 public:
  TdsRoutes(db::Database& database, TdsDesk& desk) : database_{database}, desk_{desk} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  TdsDesk& desk_;
};

}  // namespace hostler

#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "modules/billing/tax_rules.h"

namespace hostler {

/// Tax rates as staff keep them. A rate is never edited: it ends on a day and another begins.
class TaxRoutes {
 public:
  TaxRoutes(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
};

}  // namespace hostler

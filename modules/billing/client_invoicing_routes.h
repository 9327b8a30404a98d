#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"

namespace hostler {

/// How one client is invoiced, where that is another way than the seller's.
class ClientInvoicingRoutes {
 public:
  ClientInvoicingRoutes(db::Database& database, const Clock& clock, Accounts& accounts,
                        AuditLog& audit)
      : database_{database}, clock_{clock}, accounts_{accounts}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  const Clock& clock_;
  Accounts& accounts_;
  AuditLog& audit_;
};

}  // namespace hostler

#pragma once

#include "core/http/page.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"
#include "modules/billing/invoice_views.h"
#include "modules/billing/ledger.h"
#include "modules/billing/refund_desk.h"

namespace hostler {

/// One client's money as staff see it, and what was given back to clients.
class ClientMoneyRoutes {
 public:
  ClientMoneyRoutes(db::Database& database, Billing& billing, Corrections& corrections,
                    RefundDesk& refunds, Accounts& accounts)
      : database_{database},
        billing_{billing},
        corrections_{corrections},
        refunds_{refunds},
        accounts_{accounts} {}
  void mount(http::Router& router);

 private:
  db::Database& database_;
  Billing& billing_;
  Corrections& corrections_;
  RefundDesk& refunds_;
  Accounts& accounts_;
};

}  // namespace hostler

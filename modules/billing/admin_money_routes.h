#pragma once

#include "core/http/router.h"
#include "modules/billing/gateway_desk.h"
#include "modules/billing/payment_repository.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/refund_desk.h"

namespace hostler {

/// What staff do with money itself: refunds, credit by hand, money that nobody was expecting.
class AdminMoneyRoutes {
 public:
  AdminMoneyRoutes(db::Database& database, const Clock& clock, PaymentService& service,
                   PaymentRepository& payments, RefundDesk& refunds, GatewayDesk& desk,
                   Accounts& accounts)
      : database_{database},
        clock_{clock},
        service_{service},
        payments_{payments},
        refunds_{refunds},
        desk_{desk},
        accounts_{accounts} {}
  void mount(http::Router& router);

 private:
  void mountUnmatched(http::Router& router);

  db::Database& database_;
  const Clock& clock_;
  PaymentService& service_;
  PaymentRepository& payments_;
  RefundDesk& refunds_;
  GatewayDesk& desk_;
  Accounts& accounts_;
};

}  // namespace hostler

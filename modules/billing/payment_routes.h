#pragma once

#include "core/http/router.h"
#include "core/http/signals.h"
#include "core/operations/operations.h"
#include "modules/billing/billing_permissions.h"
#include "modules/billing/gateway_desk.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/payment_views.h"
#include "modules/billing/saved_methods.h"
#include "modules/billing/saved_payments.h"

namespace hostler {

/// Paying: attempts, their returns from the gateway, transactions and the wallet.
class PaymentRoutes {
 public:
  PaymentRoutes(db::Database& database, PaymentService& service, PaymentRepository& payments,
                GatewayDesk& desk, RefundDesk& refunds, CreditDesk& credit, Operations& operations,
                SavedMethods& methods, SavedPayments& saved, GatewayModes& modes)
      : database_{database},
        service_{service},
        payments_{payments},
        desk_{desk},
        refunds_{refunds},
        credit_{credit},
        operations_{operations},
        methods_{methods},
        saved_{saved},
        modes_{modes} {}
  void mount(http::Router& router);

 private:
  /// Waits up to 5 s, without a thread, for the gateway to say what the browser is to do; then
  /// answers 202.
  http::Reply<PaymentReply> settling(const Scope& scope, const Payment& payment, int status);
  http::Reply<PaymentReply> payReturn(
      const http::Request<std::map<std::string, std::string>>& request);
  void mountLists(http::Router& router);
  void mountMethods(http::Router& router);

  db::Database& database_;
  PaymentService& service_;
  PaymentRepository& payments_;
  GatewayDesk& desk_;
  RefundDesk& refunds_;
  CreditDesk& credit_;
  Operations& operations_;
  SavedMethods& methods_;
  SavedPayments& saved_;
  GatewayModes& modes_;
};

}  // namespace hostler

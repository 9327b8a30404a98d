#pragma once

#include "core/http/router.h"
#include "modules/billing/transfer_desk.h"

namespace hostler {

/// Proofs of transfers, and what staff say of them.
class TransferRoutes {
 public:
  TransferRoutes(db::Database& database, PaymentRepository& payments, TransferDesk& transfers,
                 Files& files)
      : database_{database}, payments_{payments}, transfers_{transfers}, files_{files} {}
  void mount(http::Router& router);

 private:
  void mountQueue(http::Router& router);
  http::Answer proof(http::Context& context);

  db::Database& database_;
  PaymentRepository& payments_;
  TransferDesk& transfers_;
  Files& files_;
};

}  // namespace hostler

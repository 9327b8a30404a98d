#pragma once

#include "core/audit/audit_log.h"
#include "core/jobs/queue.h"
#include "modules/billing/gateway_modes.h"
#include "modules/billing/invoice.h"
#include "modules/billing/payment_repository.h"

#include <vector>

namespace hostler {

/// A client pays with a method that they have saved, while they wait.
class SavedPayments {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    PaymentRepository& payments;
    AuditLog& audit;
    jobs::Queue& queue;
    GatewayModes* modes = nullptr;  ///< without it every account counts
  };
  explicit SavedPayments(Parts parts) : parts_{parts} {}

  /// Writes an attempt down and has it charged. One of the same invoice that is under way is
  /// answered instead, so that a second click charges nothing. Throws 404 for a foreign invoice,
  /// 409 for one that cannot be paid, or that a transfer is looked for of (`payment_under_way`),
  /// and 422 on `payment_method_id` for a method that is not the client's own, not of this gateway,
  /// or cannot be charged (nor its gateway's money count here).
  Payment pay(const Actor& actor, Id<Invoice> invoice, const std::string& gateway,
              Id<PaymentMethod> method);

 private:
  std::optional<Payment> underWay(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice);

  Parts parts_;
};

}  // namespace hostler

#pragma once

#include "core/jobs/handler.h"
#include "core/operations/operations.h"
#include "modules/billing/gateway_desk.h"
#include "modules/billing/gateway_modes.h"
#include "modules/billing/refund_desk.h"

namespace hostler {

/// Asks gateways after attempts whose webhook did not come.
struct ReconcilePayments {
  static constexpr std::string_view kKind = "billing.reconcile";
  std::int64_t due = 0;
  static void describe(Shape<ReconcilePayments>& shape) {
    shape.field("due", &ReconcilePayments::due);
  }
};

/// Looks again at events that came before what they are about.
struct SettleWaitingEvents {
  static constexpr std::string_view kKind = "billing.settle_waiting";
  std::string gateway, transaction;
  static void describe(Shape<SettleWaitingEvents>& shape) {
    shape.field("gateway", &SettleWaitingEvents::gateway);
    shape.field("transaction", &SettleWaitingEvents::transaction);
  }
};

/// The work of billing that runs behind requests.
class BillingJobs {
 public:
  BillingJobs(db::Database& database, const Clock& clock, PaymentRepository& payments,
              RefundDesk& refunds, GatewayDesk& desk, Operations& operations, jobs::Queue& queue,
              GatewayModes* modes = nullptr)
      : database_{database},
        clock_{clock},
        payments_{payments},
        refunds_{refunds},
        desk_{desk},
        operations_{operations},
        queue_{queue},
        modes_{modes} {}

  jobs::Result refund(jobs::Context& context, const RefundPayment& task);
  /// Every attempt that is open for longer than a few minutes, and every one that failed in the
  /// last days, is looked up at its gateway, the older the less often; what was captured is booked.
  /// So are refunds that a gateway took and of whose end it told nothing.
  jobs::Result reconcile(jobs::Context& context, const ReconcilePayments& task);
  /// Whether reconcile would have something to ask, now or in a few minutes.
  bool isAnythingUnsettled(db::Reader& reader);
  jobs::Result settleWaiting(jobs::Context& context, const SettleWaitingEvents& task);

 private:
  PaymentRepository::Unsettled unsettledNow(Instant now);
  void reconcilePayments();
  void reconcileRefunds();
  void reconcileOne(const Payment& payment);
  void markUnderWay(Id<Payment> payment);
  void reconcileOne(const Refund& refund);

  db::Database& database_;
  const Clock& clock_;
  PaymentRepository& payments_;
  RefundDesk& refunds_;
  GatewayDesk& desk_;
  Operations& operations_;
  jobs::Queue& queue_;
  GatewayModes* modes_;  // without it every account counts
  Log log_{"modules.billing"};
};

}  // namespace hostler

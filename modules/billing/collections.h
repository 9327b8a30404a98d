#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/jobs/handler.h"
#include "core/jobs/queue.h"
#include "core/telemetry/log.h"
#include "modules/billing/collection_plan.h"
#include "modules/billing/collection_repository.h"
#include "modules/billing/payment_repository.h"
#include "modules/billing/saved_methods.h"

#include <functional>

namespace hostler {

/// Begins, goes on with and ends the collecting of due invoices.
struct CollectDue {
  static constexpr std::string_view kKind = "billing.collect_due";
  std::int64_t due = 0;
  static void describe(Shape<CollectDue>& shape) { shape.field("due", &CollectDue::due); }
};

/// Charges a saved method for an attempt that was written down (see charge_job.h).
struct ChargeSavedMethod {
  static constexpr std::string_view kKind = "billing.charge_saved_method";
  Id<Payment> payment;
  static void describe(Shape<ChargeSavedMethod>& shape) {
    shape.field("payment", &ChargeSavedMethod::payment);
  }
};

/// Collects due renewals, and what staff issued, from the methods that clients have saved: on the
/// due date, then on the plan's days, each time from the next method that may be charged. An
/// attempt is written down with its number before anything is sent, and there is no next one until
/// it is known how the last one ended: so nothing is charged twice, whatever is lost and however
/// many schedulers run. Of what a payer's bank disputes nothing is charged again.
class Collections {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    PaymentRepository& payments;
    SavedMethods& methods;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit Collections(Parts parts) : parts_{parts} {}

  /// A person has given up what an attempt was to charge: its invoices are not collected any more,
  /// for nobody can tell but that person whether it was charged.
  void giveUp(db::Transaction& tx, const Payment& payment);
  /// Everything that is to be done now.
  void run();
  /// Whether there is anybody to collect from.
  bool isWanted(db::Reader& reader);

 private:
  void attempt(Id<Invoice> invoice, const std::function<void()>& work);
  void begin(const collection_repository::Candidate& candidate);
  void launch(Id<Invoice> invoice);
  void settle(Id<Invoice> invoice);
  void schedule(db::Transaction& tx, Collection& collection, const Invoice& invoice);
  void stop(db::Transaction& tx, Collection& collection, const Invoice& invoice,
            const std::string& reason);
  void charge(db::Transaction& tx, Collection& collection, const Invoice& invoice,
              const SavedMethod& method);
  CollectionPlan planOf(Id<Tenant> tenant);

  Parts parts_;
  Log log_{"modules.billing"};
};

}  // namespace hostler

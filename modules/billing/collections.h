#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/jobs/handler.h"
#include "core/jobs/queue.h"
#include "core/telemetry/log.h"
#include "modules/billing/collection_plan.h"
#include "modules/billing/collection_repository.h"
#include "modules/billing/collection_step.h"
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
  /// The same for one tenant's invoices but these (by their ids outside): what was done with each.
  std::vector<CollectionStep> run(Id<Tenant> tenant, const std::set<std::string>& except);
  /// What that would do now; reads only.
  std::vector<CollectionStep> foresee(Id<Tenant> tenant, const std::set<std::string>& except);
  /// Whether there is anybody to collect from.
  bool isWanted(db::Reader& reader);

 private:
  using Step = std::optional<CollectionStep>;
  // Empty: all of them.
  using Only = std::function<bool(Id<Tenant>, Id<Invoice>)>;
  std::vector<CollectionStep> run(const Only& only);
  Step attempt(Id<Invoice> invoice, const std::function<Step()>& work);
  bool isChosen(Id<Invoice> invoice, const Only& only);
  Step begin(const collection_repository::Candidate& candidate);
  Step launch(Id<Invoice> invoice);
  Step settle(Id<Invoice> invoice);
  CollectionStep planned(db::Reader& reader, const Collection& collection, const Invoice& invoice);
  CollectionStep due(db::Reader& reader, const Collection& collection, const Invoice& invoice);
  CollectionStep schedule(db::Transaction& tx, Collection& collection, const Invoice& invoice);
  CollectionStep stop(db::Transaction& tx, Collection& collection, const Invoice& invoice,
                      CollectionStep step);
  void stop(db::Transaction& tx, Collection& collection, const Invoice& invoice,
            const std::string& reason);
  void charge(db::Transaction& tx, Collection& collection, const Invoice& invoice,
              const SavedMethod& method);
  CollectionPlan planOf(Id<Tenant> tenant);

  Parts parts_;
  Log log_{"modules.billing"};
};

}  // namespace hostler

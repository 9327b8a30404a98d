#pragma once

#include "core/events/before_hooks.h"
#include "modules/services/plan_change.h"
#include "modules/services/provider_work.h"
#include "modules/services/service_views.h"

namespace hostler {

/// What clients and staff do with services.
class ServiceActions {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Random& random;
    Catalog& catalog;
    Billing& billing;
    Corrections& corrections;
    CreditDesk& credit;
    ServiceRepository& services;
    ServerRepository& servers;
    ServiceDesk& desk;
    ProviderWork& provider;
    Tenants& tenants;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    events::BeforeHooks& before;
  };
  explicit ServiceActions(Parts parts) : parts_{parts} {}

  Service get(const Scope& scope, Id<Service> id);

  /// Needs a fresh factor; recorded in the audit log.
  ServiceCredentials revealCredentials(const Actor& actor, Id<Service> id);
  /// A link that signs the client in at the provider; good for minutes, never stored.
  Secret singleSignOn(const Actor& actor, Id<Service> id);
  Json usage(const Scope& scope, Id<Service> id);
  Json backups(const Scope& scope, Id<Service> id);

  /// "now": ends at once, unused days come back as credit; "end_of_term": runs on to the end of the
  /// paid time.
  std::optional<Id<jobs::Job>> cancel(const Actor& actor, Id<Service> id, const std::string& when,
                                      const std::string& reason);
  Id<jobs::Job> changePassword(const Actor& actor, Id<Service> id,
                               const std::optional<std::string>& password);

  /// Hooks on before.suspend are asked first.
  std::optional<Id<jobs::Job>> suspend(const Actor& actor, Id<Service> id, SuspensionReason reason);
  /// By a client: only what the client suspended. By staff: anything that is suspended; an overdue
  /// service stays so.
  std::optional<Id<jobs::Job>> unsuspend(const Actor& actor, Id<Service> id);
  std::optional<Id<jobs::Job>> terminate(const Actor& actor, Id<Service> id,
                                         const std::string& reason);
  /// Tries again to make what could not be made, or takes what staff made by hand.
  std::optional<Id<jobs::Job>> provision(const Actor& actor, Id<Service> id,
                                         const std::optional<ServiceCredentials>& byHand);

  struct Change {
    PlanChangeQuote quote;
    Priced priced;  ///< with tax
    std::optional<Invoice> invoice;
  };
  /// What a change of plan costs today; with `preview` false it happens: what has to be paid is
  /// invoiced and the change made once it is, what costs nothing is made at once.
  Change changePlan(const Actor& actor, Id<Service> id, Id<Product> product,
                    std::optional<Cycle> cycle, bool preview);
  /// A paid change goes to the provider.
  void changePaid(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice);
  /// A change whose invoice is still open when the term ends is called off: never both.
  void callOffChange(db::Transaction& tx, const Actor& actor, Id<Service> service);
  jobs::Result applyChange(jobs::Context& context, const ChangeServicePackage& task);

 private:
  void askBeforeChange(const Actor& actor, Id<Service> id, Id<Product> product,
                       std::optional<Cycle> cycle);
  Change quoteChange(db::Reader& reader, const Service& service, const Product& product,
                     std::optional<Cycle> cycle);
  Service locked(db::Transaction& tx, const Actor& actor, Id<Service> id);
  void returnDifference(db::Transaction& tx, const Actor& actor, const Service& service,
                        Money amount);
  void returnUnusedDays(db::Transaction& tx, const Actor& actor, const Service& service);
  std::optional<jobs::Result> awaitTurn(jobs::Context& context, const ChangeServicePackage& task);
  void startChange(db::Transaction& tx, Service& service, std::int64_t change);

  Parts parts_;
};

}  // namespace hostler

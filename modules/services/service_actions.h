#pragma once

#include "core/events/before_hooks.h"
#include "modules/services/plan_change.h"
#include "modules/services/plan_extras.h"
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

  /// "now": ends at once, and unused days come back as credit once the end is proven (409
  /// `service_held` to its client for what is evidence); "end_of_term": with the paid time, or with
  /// the term that runs where that is owed; where that is over, or ends today, it asks a client for
  /// a fresh factor (403 `step_up_required`). What is invoiced for days before today stays owed.
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
                                         const std::string& reason,
                                         LastBackup backup = LastBackup::Demanded);
  /// Tries again to make what could not be made, or takes what staff made by hand.
  std::optional<Id<jobs::Job>> provision(const Actor& actor, Id<Service> id,
                                         const std::optional<ServiceCredentials>& byHand);

  struct WantedPlan {
    std::optional<Id<Product>> product;  ///< nothing: the one that it has
    std::optional<Cycle> cycle;
    std::map<std::string, Json> options;             ///< those not named stay as they are
    std::optional<std::vector<AddonChoice>> addons;  ///< all that it is to have; nothing: as now
  };
  struct Change {
    PlanChangeQuote quote;
    std::vector<Extra> extras;  ///< as they will be
    Priced priced;              ///< what is invoiced, with tax
    /// What comes back by credit notes of its own, with its tax, once the change is made: where the
    /// old days were charged with other taxes than today's.
    std::optional<Money> returned;
    std::optional<Invoice> invoice;
    bool isInvoiced() const { return returned || quote.net.isPositive(); }
  };
  /// What a change of plan costs today; with `preview` false it happens: what has to be paid is
  /// invoiced and the change made once it is, what costs nothing is made at once, and another
  /// cycle, or what the product's policy puts off, begins with the next term. What it gives back is
  /// credit once the provider has made it. A renewal that is invoiced and not paid is withdrawn, to
  /// be invoiced anew; 409 `renewal_due` once its term has begun.
  Change changePlan(const Actor& actor, Id<Service> id, const WantedPlan& wanted, bool preview);
  Change changePlan(const Actor& actor, Id<Service> id, Id<Product> product,
                    std::optional<Cycle> cycle, bool preview) {
    return changePlan(actor, id, WantedPlan{product, cycle, {}, {}}, preview);
  }
  /// A paid change goes to the provider.
  void changesPaid(db::Transaction& tx, const Actor& actor,
                   const std::vector<Id<Invoice>>& invoices);
  /// A service that was suspended for non-payment since then is paid for: by the tenant's choice
  /// its terms stay where they were, or what was paid for begins today. Either is recorded.
  void paidAfterSuspension(db::Transaction& tx, const Actor& actor, Id<Service> service,
                           Instant since);
  /// A change whose invoice is still open when the term ends is called off: never both. What was
  /// paid on it becomes the client's credit.
  void callOffChange(db::Transaction& tx, const Actor& actor, Id<Service> service);
  /// An invoice was taken back that a change waited for: called off, or put off to the next one.
  /// `service`: for that one alone was it taken back.
  void changeNotPaid(db::Transaction& tx, Id<Invoice> invoice,
                     std::optional<Id<Service>> service = {});

  /// A service as it will be from its next term on, where a change of plan waits for that, or was
  /// paid for and is still to be made.
  struct NextPlan {
    std::int64_t change = 0;
    Service service;
    bool beginsWithTerm = true;  ///< the term's own payment begins it
  };
  std::optional<NextPlan> nextPlan(db::Reader& reader, const Service& service);
  /// Whether a change that is paid for, or costs nothing, is still to be made at the provider.
  bool isAboutToChange(db::Reader& reader, const Service& service);
  /// The next term, with which the plan begins, was invoiced by it; without an invoice it is free.
  void invoiced(db::Transaction& tx, const NextPlan& plan, std::optional<Id<Invoice>> invoice);
  jobs::Result applyChange(jobs::Context& context, const ChangeServicePackage& task);
  /// A change that was paid for, or costs nothing, and that will not be made: the service stays
  /// what it is, and what was paid for the change comes back as credit. Nothing where it is not
  /// open.
  void endChange(db::Transaction& tx, const Actor& actor, const ChangeServicePackage& task,
                 const std::string& reason);
  /// It is gone, or proven to be: who asked for that gets the unused days back, and owes none of
  /// them. Of what was terminated otherwise the unpaid days are taken back from its suspension on,
  /// where the tenant wants that (termination.open_invoices). Of an invoice with a chargeback
  /// nothing is.
  void ended(db::Transaction& tx, const Actor& actor, Id<Service> service);

 private:
  void askBeforeChange(const Actor& actor, Id<Service> id, const WantedPlan& wanted);
  Change quoteChange(db::Reader& reader, const Service& service, const Product& product,
                     const WantedPlan& wanted);
  Service locked(db::Transaction& tx, const Actor& actor, Id<Service> id);
  bool isPaidFor(db::Reader& reader, const Service& service, const db::Row& change);
  void returnDearer(db::Transaction& tx, const Actor& actor, Service& service,
                    const db::Row& change, Date from, const std::string& reason);
  Date endOfTerm(db::Reader& reader, const Service& service, Date today);
  void takeBackUnpaid(db::Transaction& tx, const Actor& actor, const Service& service, Date from,
                      const std::string& what);
  void takeBackTerms(db::Transaction& tx, const Actor& actor, const Service& service,
                     const Invoice& invoice, const std::string& reason);
  void leavePartlyPaid(db::Transaction& tx, const Service& service, Date from);
  void returnUnusedDays(db::Transaction& tx, const Actor& actor, const Service& service);
  void giveBackRest(db::Transaction& tx, const Actor& actor, const Service& service,
                    const db::Row& change);
  bool returnOtherTerm(db::Transaction& tx, const Actor& actor, Service& service, Date start,
                       const std::string& reason);
  bool returnPaid(db::Transaction& tx, const Actor& actor, Service& service, const db::Row& change);
  std::optional<jobs::Result> awaitTurn(jobs::Context& context, const ChangeServicePackage& task);
  Result<ProviderAnswer, jobs::Result> sendChange(jobs::Context& context,
                                                  const ChangeServicePackage& task,
                                                  const Service& service, const Product& product,
                                                  const std::vector<Extra>& extras);
  PlanChangeQuote quoteOf(db::Reader& reader, const Service& service, const Product& product,
                          Cycle cycle, const std::vector<Extra>& extras);
  void replaceOpenChange(db::Transaction& tx, const Service& service);
  bool hasPartlyPaidRenewal(db::Reader& reader, const Service& service);
  void withdrawRenewal(db::Transaction& tx, const Actor& actor, Service& service);
  bool restartTerms(db::Transaction& tx, const Actor& actor, Service& service, Instant since);

  struct OpenChange {
    std::int64_t id = 0;
    std::optional<Date> startsOn;   ///< nothing: at once
    std::optional<Date> termUntil;  ///< of the new term that begins with it
  };
  void startChange(db::Transaction& tx, Service& service, const OpenChange& change,
                   std::optional<Id<Invoice>> invoice);

  Parts parts_;
};

}  // namespace hostler

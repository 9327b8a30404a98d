#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/jobs/queue.h"
#include "core/secrets/random.h"
#include "modules/billing/billing.h"
#include "modules/ordering/ordering.h"
#include "modules/services/server.h"
#include "modules/services/service_repository.h"

namespace hostler {

/// Refused by the state that a service is in: 409 `service_state` with both states.
struct ServiceStateForbids : DomainError {
  ServiceStateForbids(const Service& service, const std::string& wanted);
};

/// Whether a termination makes a backup first that outlives the account.
enum class LastBackup { Demanded = 1, Waived };

/// The life of services as the database sees it: what is wanted is written down and a job enqueued
/// in one transaction; what the provider did is written down when the job has done it. Nothing here
/// calls a provider.
class ServiceDesk {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Random& random;
    Catalog& catalog;
    Tenants& tenants;
    Billing& billing;
    Orders& orders;
    ServiceRepository& services;
    ServerRepository& servers;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit ServiceDesk(Parts parts) : parts_{parts} {}

  /// Under which at most one job of a kind waits or runs for a service.
  static std::string keyOf(std::string_view kind, Id<Service> service);
  /// A password that every provider's check takes: 20 characters of every class, none that look
  /// alike.
  static Secret makePassword(Random& random);

  // What other modules' facts mean for services; run inside their transactions.

  /// Makes a pending service of each item.
  void orderPlaced(db::Transaction& tx, const Actor& actor, Id<Account> account, Id<Order> order);
  /// Begins what waits for payment: staff vouch for it.
  void orderAccepted(db::Transaction& tx, const Actor& actor, Id<Order> order);
  /// Cancels what was not made yet; what may be there already is removed again. What of a fraud
  /// runs already is suspended for abuse, and stays so until staff say otherwise.
  void orderCancelled(db::Transaction& tx, const Actor& actor, Id<Order> order);
  /// Extends the paid time; begins what waits for payment, and ends an overdue suspension. Returns
  /// what was suspended and comes back.
  struct Returned {
    Id<Service> service;
    Instant suspendedAt;
  };
  std::vector<Returned> invoicesPaid(db::Transaction& tx, const Actor& actor,
                                     const std::vector<Id<Invoice>>& invoices);
  /// Its terms are not invoiced any more: they will be again.
  void invoiceCancelled(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice);
  /// The same for one service that the caller has locked, by the lines that were taken back.
  void termsTakenBack(db::Transaction& tx, Service& service, const std::vector<InvoiceLine>& lines);
  /// A payment was taken back (or came back): nothing is paid beyond the first term that is owed
  /// now, and what its invoices are for is suspended where the tenant wants that
  /// (dispute.suspend); or that suspension ends. No hook is asked: the money is gone already.
  void paymentDisputed(db::Transaction& tx, const Actor& actor,
                       const std::vector<Id<Invoice>>& invoices, bool won);

  // What people and rules want. They return the job that does it, where one was needed. What no
  // plugin looks after is done by people: what rules and clients want of it waits for a member of
  // staff, whose own word is the proof that it is done.

  std::optional<Id<jobs::Job>> beginCreate(db::Transaction& tx, const Actor& actor,
                                           Service& service);
  /// A service that its client has suspended gets the other reason, and stays as it is otherwise.
  std::optional<Id<jobs::Job>> beginSuspend(db::Transaction& tx, const Actor& actor,
                                            Service& service, SuspensionReason reason);
  /// The same for many, in few statements.
  void beginSuspend(db::Transaction& tx, const Actor& actor, const std::vector<Service*>& services,
                    SuspensionReason reason);
  std::optional<Id<jobs::Job>> beginUnsuspend(db::Transaction& tx, const Actor& actor,
                                              Service& service);
  /// A backup that outlives it is made first, unless a person has said that it goes without.
  std::optional<Id<jobs::Job>> beginTerminate(db::Transaction& tx, const Actor& actor,
                                              Service& service, const std::string& reason,
                                              LastBackup backup = LastBackup::Demanded);

  /// Before another attempt to end it: a waiver was good for the one that it was given for, and an
  /// old backup does not hold what its client has done since.
  void forgetOldBackup(Service& service) const;

  // What the provider did.

  void created(db::Transaction& tx, const Actor& actor, Service& service,
               const std::string& externalId, const std::string& username, const Json& facts);
  /// It was made for an order that was called off meanwhile: it is removed again.
  void madeInVain(db::Transaction& tx, const Actor& actor, Service& service,
                  const std::string& externalId, const std::string& username);
  /// Nothing was made for an order that was called off.
  void notMade(db::Transaction& tx, const Actor& actor, Service& service);
  void suspended(db::Transaction& tx, const Actor& actor, Service& service);
  void unsuspended(db::Transaction& tx, const Actor& actor, Service& service);
  void terminated(db::Transaction& tx, const Actor& actor, Service& service);
  /// It could not be done, and a person has to look.
  void attention(db::Transaction& tx, const Actor& actor, Service& service, const std::string& step,
                 const std::string& reason);

  void step(db::Transaction& tx, const Actor& actor, const Service& service, std::string kind,
            std::string detail = {});
  void save(db::Transaction& tx, Service& service);

 private:
  std::optional<Returned> paidFor(db::Transaction& tx, const Actor& actor, Service& service,
                                  Date today);
  std::vector<std::optional<Id<jobs::Job>>> beginCreating(db::Transaction& tx, const Actor& actor,
                                                          const std::vector<Service*>& services);
  std::vector<std::optional<Id<jobs::Job>>> beginSuspending(db::Transaction& tx, const Actor& actor,
                                                            const std::vector<Service*>& services,
                                                            SuspensionReason reason);
  bool rollBack(db::Transaction& tx, Service& service);
  void extendOverPaid(db::Transaction& tx, Service& service);
  bool hasLastBackup(const Service& service) const;
  void suspendFraud(db::Transaction& tx, const Actor& actor, Service& service);
  bool needsHand(db::Transaction& tx, const Actor& actor, Service& service,
                 const std::string& what);
  template <class Task>
  std::optional<Id<jobs::Job>> enqueue(db::Transaction& tx, const Service& service,
                                       const Task& task, jobs::Priority priority);
  template <class Fact>
  void announce(db::Transaction& tx, const Actor& actor, const Service& service, Fact fact);

  Parts parts_;
};

}  // namespace hostler

#pragma once

#include "core/audit/audit_log.h"
#include "core/events/event_bus.h"
#include "core/jobs/queue.h"
#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"
#include "modules/domains/domain_repository.h"
#include "modules/domains/registrar_record.h"
#include "modules/ordering/ordering.h"

namespace hostler {

/// Refused by the state that a domain is in: 409 `domain_state` with it.
struct DomainStateForbids : DomainError {
  DomainStateForbids(const Domain& domain, const std::string& wanted);
};

/// The life of domains as the database sees it: what is wanted is written down and a job enqueued
/// in one transaction; what the registrar did is written down when the job has seen it. Nothing
/// here calls a registrar.
class DomainDesk {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Billing& billing;
    Corrections& corrections;
    Orders& orders;
    DomainRepository& domains;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit DomainDesk(Parts parts) : parts_{parts} {}

  // What other modules' facts mean for domains; run inside their transactions.

  void orderAccepted(db::Transaction& tx, const Actor& actor, Id<Order> order);
  /// Ends what was not begun; what may be bought already waits for a person.
  void orderCancelled(db::Transaction& tx, const Actor& actor, Id<Order> order);
  void invoicesPaid(db::Transaction& tx, const Actor& actor,
                    const std::vector<Id<Invoice>>& invoices);
  void invoiceCancelled(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice);

  // What is wanted.

  /// Has a paid term done. The job, or nothing when one is at it.
  std::optional<Id<jobs::Job>> begin(db::Transaction& tx, const Actor& actor, Domain& domain,
                                     DomainTerm& term);
  std::optional<Id<jobs::Job>> enqueueSync(db::Transaction& tx, const Domain& domain,
                                           jobs::Priority priority);
  /// Whether callOff() would do it: nothing was paid on it.
  bool mayCallOff(db::Reader& reader, const DomainTerm& term);
  /// A term that nobody has paid is called off, and its invoice taken back. False where money was
  /// paid on it, and it stays.
  bool callOff(db::Transaction& tx, const Actor& actor, DomainTerm& term,
               const std::string& reason);

  // What the registrar did.

  /// It has taken the term on.
  void accepted(db::Transaction& tx, const Actor& actor, Domain& domain, DomainTerm& term);
  /// The term is done: the record proves it.
  void done(db::Transaction& tx, const Actor& actor, Domain& domain, DomainTerm& term,
            const RegistrarRecord& record);
  /// It was refused for good: what was paid is the client's credit.
  void refused(db::Transaction& tx, const Actor& actor, Domain& domain, DomainTerm& term,
               const std::string& reason);
  /// It could not be done, and a person has to look.
  void attention(db::Transaction& tx, const Actor& actor, Domain& domain, const std::string& step,
                 const std::string& reason);
  /// Takes over what the registrar says: its dates and states win over ours. A person is told where
  /// it was renewed elsewhere while an invoice for that is open here.
  void note(db::Transaction& tx, const Actor& actor, Domain& domain, const RegistrarRecord& record);

  /// Moves the status on and announces it. Throws std::logic_error for a way that there is not.
  void become(db::Transaction& tx, const Actor& actor, Domain& domain, DomainStatus status);
  void step(db::Transaction& tx, const Actor& actor, const Domain& domain, std::string kind,
            std::string detail = {});
  void save(db::Transaction& tx, Domain& domain);
  void saveTerm(db::Transaction& tx, DomainTerm& term);
  template <class Fact>
  void announce(db::Transaction& tx, const Actor& actor, const Domain& domain, Fact fact) {
    fact.domain = domain.id;
    fact.account = domain.account;
    fact.name = domain.unicode;
    parts_.bus.publish(tx, actor, Scope::ofAccount(domain.tenant, domain.account), fact);
  }

 private:
  void renewedElsewhere(db::Transaction& tx, const Actor& actor, Domain& domain);
  void moveItem(db::Transaction& tx, const Actor& actor, const DomainTerm& term,
                OrderItemStatus status);

  Parts parts_;
};

}  // namespace hostler

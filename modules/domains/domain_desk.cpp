#include "modules/domains/domain_desk.h"

#include "core/base/fitted.h"
#include "modules/domains/domain_tasks.h"
#include "modules/domains/domain_traces.h"

#include <stdexcept>

namespace hostler {
namespace {

Json stateOf(const Domain& domain) {
  return {{"status", wordOf(domain.status)},
          {"work", wordOf(domain.work)},
          {"expires_at", domain.expiresAt ? Json(domain.expiresAt->text()) : Json()}};
}

Scope scopeOf(const Domain& domain) {
  return Scope::ofAccount(domain.tenant, domain.account);
}

std::string dayOf(const std::optional<Instant>& time) {
  return time ? time->text().substr(0, 10) : "nothing";
}

}  // namespace

DomainStateForbids::DomainStateForbids(const Domain& domain, const std::string& wanted)
    : DomainError{"domain_state",
                  409,
                  "The domain's state does not allow to " + wanted + " it.",
                  {{"domain_status", wordOf(domain.status)}, {"work", wordOf(domain.work)}}} {}

void DomainDesk::save(db::Transaction& tx, Domain& domain) {
  domain.updatedAt = parts_.clock.now();
  parts_.domains.save(tx, domain);
}

void DomainDesk::saveTerm(db::Transaction& tx, DomainTerm& term) {
  term.updatedAt = parts_.clock.now();
  domain_term_repository::save(tx, term);
}

void DomainDesk::step(db::Transaction& tx, const Actor& actor, const Domain& domain,
                      std::string kind, std::string detail) {
  const auto who = actor.user ? actor.user->text() : actor.credential;
  parts_.audit.record(tx, actor, {"domain." + kind, domain.id.text(), nullptr, stateOf(domain)});
  parts_.domains.addStep(
      tx, domain,
      {parts_.ids.next<DomainStep>(), std::move(kind), std::move(detail), who, parts_.clock.now()});
}

void DomainDesk::moveItem(db::Transaction& tx, const Actor& actor, const DomainTerm& term,
                          OrderItemStatus status) {
  if (term.orderItem) parts_.orders.moveDomain(tx, actor, *term.orderItem, status);
}

void DomainDesk::become(db::Transaction& tx, const Actor& actor, Domain& domain,
                        DomainStatus status) {
  if (!mayBecome(domain.status, status)) {
    throw std::logic_error{"a domain that is " + std::string{wordOf(domain.status)} +
                           " cannot become " + std::string{wordOf(status)}};
  }
  const auto before = std::exchange(domain.status, status);
  if (!domain.isLive() && !domain.endedAt) domain.endedAt = parts_.clock.now();
  save(tx, domain);
  if (before == status) return;
  step(tx, actor, domain, std::string{wordOf(status)});
  if (status == DomainStatus::Expired) announce(tx, actor, domain, DomainExpired{});
  if (status == DomainStatus::Redemption) announce(tx, actor, domain, DomainInRedemption{});
  if (isHeld(before) && !domain.isLive()) {
    DomainLost lost;
    lost.status = status;
    announce(tx, actor, domain, lost);
    if (auto term = domain_term_repository::openOf(tx, domain.id))
      callOff(tx, actor, *term, "The domain is not held here any more");
  }
}

void DomainDesk::orderAccepted(db::Transaction& tx, const Actor& actor, Id<Order> order) {
  for (const auto& item : parts_.orders.domains(tx, order)) {
    auto domain = parts_.domains.lock(tx, Scope::ofTenant(actor.scope.tenant), item.domain);
    auto term = domain ? domain_term_repository::openOf(tx, domain->id) : std::nullopt;
    if (term && term->orderItem == item.id && term->state == TermState::Unpaid)
      begin(tx, actor, *domain, *term);
  }
}

void DomainDesk::orderCancelled(db::Transaction& tx, const Actor& actor, Id<Order> order) {
  for (const auto& item : parts_.orders.domains(tx, order)) {
    auto domain = parts_.domains.lock(tx, Scope::ofTenant(actor.scope.tenant), item.domain);
    if (!domain) continue;
    auto term = domain_term_repository::openOf(tx, domain->id);
    const bool isIts = term && term->orderItem == item.id;
    const bool isNew =
        item.action == DomainAction::Register || item.action == DomainAction::Transfer;
    if (isNew && domain_traces::mayBeBought(tx, domain->id)) {
      attention(tx, actor, *domain, "cancel",
                "Its order was called off, and it may be bought already: look at the registrar.");
      continue;
    }
    if (isIts) {
      term->state = TermState::Cancelled;
      saveTerm(tx, *term);
      if (domain->work == workFor(term->action)) domain->work = DomainWork::Idle;
      save(tx, *domain);
    }
    if (isNew && domain->status == DomainStatus::Pending)
      become(tx, actor, *domain, DomainStatus::Cancelled);
  }
}

void DomainDesk::invoicesPaid(db::Transaction& tx, const Actor& actor,
                              const std::vector<Id<Invoice>>& invoices) {
  for (auto& term : domain_term_repository::ofInvoices(tx, invoices)) {
    if (term.state != TermState::Unpaid) continue;
    auto domain = parts_.domains.lock(tx, Scope::ofTenant(term.tenant), term.domain);
    auto current = domain_term_repository::find(tx, term.id);
    if (domain && current && current->state == TermState::Unpaid)
      begin(tx, actor, *domain, *current);
  }
}

void DomainDesk::invoiceCancelled(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice) {
  for (auto& term : domain_term_repository::ofInvoices(tx, {invoice})) {
    if (term.state != TermState::Unpaid) continue;
    auto domain = parts_.domains.lock(tx, Scope::ofTenant(term.tenant), term.domain);
    term.state = TermState::Cancelled;
    saveTerm(tx, term);
    if (!domain) continue;
    step(tx, actor, *domain, "term_cancelled", std::string{wordOf(term.action)});
    if (domain->status == DomainStatus::Pending)
      become(tx, actor, *domain, DomainStatus::Cancelled);
  }
}

std::optional<Id<jobs::Job>> DomainDesk::begin(db::Transaction& tx, const Actor& actor,
                                               Domain& domain, DomainTerm& term) {
  if (term.state == TermState::Unpaid) term.state = TermState::Paid;
  saveTerm(tx, term);
  domain.work = workFor(term.action);
  domain.lastError.clear();
  save(tx, domain);
  step(tx, actor, domain, std::string{wordOf(domain.work)});
  moveItem(tx, actor, term, OrderItemStatus::Provisioning);
  jobs::Enqueue how;
  how.lane = "plugin." + domain.registrar;
  how.uniqueKey = std::string{FulfilTerm::kKind} + ":" + term.id.text();
  how.keepKey = false;
  return parts_.queue.enqueue(tx, scopeOf(domain), FulfilTerm{domain.id, term.id}, how);
}

std::optional<Id<jobs::Job>> DomainDesk::enqueueSync(db::Transaction& tx, const Domain& domain,
                                                     jobs::Priority priority) {
  jobs::Enqueue how;
  how.lane = "plugin." + domain.registrar;
  how.priority = priority;
  how.uniqueKey = std::string{SyncDomain::kKind} + ":" + domain.id.text();
  how.keepKey = false;
  return parts_.queue.enqueue(tx, scopeOf(domain), SyncDomain{domain.id}, how);
}

bool DomainDesk::mayCallOff(db::Reader& reader, const DomainTerm& term) {
  if (term.state != TermState::Unpaid) return false;
  const auto invoice = parts_.billing.find(reader, Scope::ofTenant(term.tenant), term.invoice);
  return !invoice || !invoice->isOpen() || invoice->balance == invoice->total;
}

bool DomainDesk::callOff(db::Transaction& tx, const Actor& actor, DomainTerm& term,
                         const std::string& reason) {
  if (!mayCallOff(tx, term)) return false;
  const auto invoice = parts_.billing.find(tx, Scope::ofTenant(term.tenant), term.invoice);
  if (invoice && invoice->isOpen()) {
    // Its announcement ends the term (invoiceCancelled).
    parts_.corrections.cancel(tx, actor, term.invoice, reason);
  }
  auto current = domain_term_repository::find(tx, term.id).value();
  if (current.state == TermState::Unpaid) {
    current.state = TermState::Cancelled;
    saveTerm(tx, current);
  }
  term = current;
  return true;
}

void DomainDesk::accepted(db::Transaction& tx, const Actor& actor, Domain& domain,
                          DomainTerm& term) {
  if (term.state == TermState::Accepted) return;
  term.state = TermState::Accepted;
  saveTerm(tx, term);
  domain.lastError.clear();
  if (term.action == DomainAction::Transfer) {
    become(tx, actor, domain, DomainStatus::Transferring);
    parts_.domains.setAuthCode(tx, domain.id, std::nullopt);
  } else {
    save(tx, domain);
  }
  step(tx, actor, domain, "accepted", std::string{wordOf(term.action)});
}

void DomainDesk::done(db::Transaction& tx, const Actor& actor, Domain& domain, DomainTerm& term,
                      const RegistrarRecord& record) {
  term.state = TermState::Done;
  saveTerm(tx, term);
  domain.work = DomainWork::Idle;
  domain.lastError.clear();
  if (!domain.activatedAt) domain.activatedAt = parts_.clock.now();
  note(tx, actor, domain, record);
  if (domain.status == DomainStatus::Pending || domain.status == DomainStatus::Transferring)
    become(tx, actor, domain, DomainStatus::Active);
  moveItem(tx, actor, term, OrderItemStatus::Active);
  switch (term.action) {
    case DomainAction::Register:
      step(tx, actor, domain, "registered", dayOf(domain.expiresAt));
      return announce(tx, actor, domain, DomainRegistered{});
    case DomainAction::Transfer:
      step(tx, actor, domain, "transferred_in", dayOf(domain.expiresAt));
      return announce(tx, actor, domain, DomainTransferredIn{});
    case DomainAction::Renew:
    case DomainAction::Restore:
      break;
  }
  step(tx, actor, domain, term.action == DomainAction::Renew ? "renewed" : "restored",
       dayOf(domain.expiresAt));
  DomainRenewed renewed;
  if (const auto day = domain.expiresOn()) renewed.expiresOn = *day;
  announce(tx, actor, domain, renewed);
}

void DomainDesk::refused(db::Transaction& tx, const Actor& actor, Domain& domain, DomainTerm& term,
                         const std::string& reason) {
  term.state = TermState::Refused;
  term.refusedReason = reason;
  saveTerm(tx, term);
  domain.work = DomainWork::Idle;
  domain.lastError = reason;
  const bool isNew = term.action == DomainAction::Register || term.action == DomainAction::Transfer;
  save(tx, domain);
  step(tx, actor, domain, "refused", std::string{wordOf(term.action)});
  if (isNew) become(tx, actor, domain, DomainStatus::Failed);
  moveItem(tx, actor, term, OrderItemStatus::Cancelled);
  if (term.total.isPositive()) {
    parts_.corrections.credit(tx, actor, term.invoice, term.total,
                              "Could not " + std::string{wordOf(term.action)} + " " + domain.name);
  }
  DomainRefused fact;
  fact.action = term.action;
  fact.reason = fitted(reason, 300);
  announce(tx, actor, domain, fact);
}

void DomainDesk::attention(db::Transaction& tx, const Actor& actor, Domain& domain,
                           const std::string& what, const std::string& reason) {
  const bool isNews = domain.work != DomainWork::Attention || domain.lastError != reason;
  domain.work = DomainWork::Attention;
  domain.lastError = reason;
  save(tx, domain);
  if (!isNews) return;
  step(tx, actor, domain, what + "_failed", reason);
  const auto term = domain_term_repository::openOf(tx, domain.id);
  if (term && term->state != TermState::Unpaid) moveItem(tx, actor, *term, OrderItemStatus::Parked);
  DomainNeedsAttention fact;
  fact.step = what;
  fact.reason = fitted(reason, 600);
  announce(tx, actor, domain, fact);
}

// The invoice is left to people: its client may have paid elsewhere, or want more years.
void DomainDesk::renewedElsewhere(db::Transaction& tx, const Actor& actor, Domain& domain) {
  const auto term = domain_term_repository::openOf(tx, domain.id);
  if (!term || term->state != TermState::Unpaid) return;
  const auto invoice = parts_.billing.find(tx, Scope::ofTenant(term->tenant), term->invoice);
  if (!invoice || !invoice->isOpen()) return;
  attention(tx, actor, domain, std::string{wordOf(term->action)},
            "It was renewed elsewhere until " + dayOf(domain.expiresAt) + "; invoice " +
                invoice->number +
                " for its renewal is open: cancel it, or leave it to be paid, after which nothing "
                "is bought until you confirm a further renewal or refuse it.");
}

void DomainDesk::note(db::Transaction& tx, const Actor& actor, Domain& domain,
                      const RegistrarRecord& record) {
  const auto now = parts_.clock.now();
  domain.syncedAt = now;
  domain.misses = 0;
  domain.registrarState = record.providerState;
  const auto known = domain.expiresAt;
  if (record.expiresAt && domain.expiresAt != record.expiresAt) {
    const auto before = std::exchange(domain.expiresAt, record.expiresAt);
    if (before)
      step(tx, actor, domain, "expiry_changed",
           dayOf(before) + " became " + dayOf(record.expiresAt));
  }
  domain.transferLock = record.locked;
  domain.privacy = record.privacy;
  if (!record.nameservers.empty()) domain.nameservers = record.nameservers;
  save(tx, domain);
  if (!domain.isHeld()) return;
  if (known && record.expiresAt && record.state == RegistrarState::Active &&
      record.expiresAt->since(*known) > kSameExpiry)
    renewedElsewhere(tx, actor, domain);
  switch (record.state) {
    case RegistrarState::Active:
      // Registrars go on saying so for a while after the expiry: then the date decides.
      if (!domain.expiresAt || now < *domain.expiresAt)
        become(tx, actor, domain, DomainStatus::Active);
      break;
    case RegistrarState::Expired:
      become(tx, actor, domain, DomainStatus::Expired);
      break;
    case RegistrarState::Redemption:
      become(tx, actor, domain, DomainStatus::Redemption);
      break;
    case RegistrarState::TransferredAway:
      become(tx, actor, domain, DomainStatus::TransferredAway);
      break;
    case RegistrarState::Cancelled:
      become(tx, actor, domain, DomainStatus::Cancelled);
      break;
    case RegistrarState::Pending:
    case RegistrarState::Transferring:
    case RegistrarState::Failed:
    case RegistrarState::Review:
      break;
  }
}

}  // namespace hostler

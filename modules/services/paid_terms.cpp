// What money does to services: terms that are paid, taken back, disputed and won again.

#include "modules/billing/moved_terms.h"
#include "modules/services/service_desk.h"
#include "modules/services/service_standing.h"

#include <algorithm>

namespace hostler {
namespace {

bool isBilled(const std::vector<Billing::BilledPeriod>& billed, Date start) {
  return std::ranges::any_of(
      billed, [&](const Billing::BilledPeriod& one) { return one.period.start == start; });
}

}  // namespace

std::vector<ServiceDesk::Returned> ServiceDesk::invoicesPaid(
    db::Transaction& tx, const Actor& actor, const std::vector<Id<Invoice>>& invoices) {
  const auto subjects = parts_.billing.subjectsOf(tx, invoices);
  const auto today = parts_.billing.today(actor.scope.tenant);
  auto services = parts_.services.lockAll(tx, subjects.services);
  std::vector<Service*> begun;
  std::vector<const Service*> extended;
  std::vector<Id<Service>> moved;
  for (auto& service : services) {
    for (const auto& [id, period] : subjects.periods) {
      if (id == service.id && (!service.paidUntil || *service.paidUntil < period.end))
        service.paidUntil = period.end;
    }
    extendOverPaid(tx, service);
    if (service.status != ServiceStatus::Pending ||
        service.provisioning != ProvisioningState::Idle) {
      extended.push_back(&service);
      continue;
    }
    moved.push_back(service.id);
    if (service.plugin.empty()) {
      beginCreate(tx, actor, service);
    } else {
      begun.push_back(&service);
    }
  }
  beginCreating(tx, actor, begun);
  if (!moved.empty()) parts_.orders.moveItems(tx, actor, moved, OrderItemStatus::Provisioning);
  parts_.services.saveProgress(tx, extended, parts_.clock.now());
  std::vector<Returned> returned;
  for (auto& service : services) {
    if (const auto one = paidFor(tx, actor, service, today)) returned.push_back(*one);
  }
  return returned;
}

// What was taken down for want of payment goes up again once nothing is overdue.
std::optional<ServiceDesk::Returned> ServiceDesk::paidFor(db::Transaction& tx, const Actor& actor,
                                                          Service& service, Date today) {
  if (service.suspensionReason != SuspensionReason::Overdue || !isDown(service))
    return std::nullopt;
  // Money that comes in the last moment calls a termination off, too.
  if (service.provisioning == ProvisioningState::Terminating)
    service.provisioning = ProvisioningState::Idle;
  if (!parts_.billing.overdueOf(tx, service.tenant, service.id, today).empty()) return std::nullopt;
  const auto since =
      service.status == ServiceStatus::Suspended ? service.suspendedAt : std::nullopt;
  beginUnsuspend(tx, actor, service);
  return since ? std::optional{Returned{service.id, *since}} : std::nullopt;
}

void ServiceDesk::invoiceCancelled(db::Transaction& tx, const Actor& actor, Id<Invoice> id) {
  const auto invoice = parts_.billing.find(tx, Scope::ofTenant(actor.scope.tenant), id);
  if (!invoice) return;
  const auto subjects = parts_.billing.subjectsOf(tx, {id});
  const auto lines = parts_.billing.lines(tx, *invoice);
  for (auto& service : parts_.services.lockAll(tx, subjects.services))
    termsTakenBack(tx, service, lines);
}

void ServiceDesk::termsTakenBack(db::Transaction& tx, Service& service,
                                 const std::vector<InvoiceLine>& lines) {
  if (!service.isLive() || !service.billedUntil) return;
  auto until = *service.billedUntil;
  for (const auto& line : lines) {
    const auto& draft = line.priced.draft;
    // The month of a line of use is behind it: it was no term.
    if (draft.subject.service != service.id || !draft.period || draft.kind == LineKind::Usage)
      continue;
    const auto start = draft.period->start;
    // A term that is written off stays invoiced; one that is paid otherwise stays paid. Of what
    // staff let go ahead before its first payment nothing is paid.
    const bool unpaid = !service.paidUntil || *service.paidUntil <= start;
    if (unpaid && start < until &&
        !isBilled(parts_.billing.billedFrom(tx, {service.id}, start), start))
      until = start;
  }
  if (until == *service.billedUntil) return;
  service.billedUntil = until;
  // The discount of a term that was never paid is not used up; a term used it once, whatever it was
  // on.
  const bool discounted = std::ranges::any_of(lines, [&](const InvoiceLine& line) {
    const auto& draft = line.priced.draft;
    return draft.subject.service == service.id && draft.discount.isPositive();
  });
  if (discounted && service.discount && service.discount->cyclesLeft)
    ++*service.discount->cyclesLeft;
  save(tx, service);
}

// Nothing is paid beyond the first term that is owed, whichever of them was lost last; whatever
// pays that one in the end extends it again.
bool ServiceDesk::rollBack(db::Transaction& tx, Service& service) {
  const auto owed = parts_.billing.owedTerms(tx, service.id);
  if (owed.empty() || !service.paidUntil || !(owed.front().period.start < *service.paidUntil))
    return false;
  service.paidUntil = owed.front().period.start;
  return true;
}

// Over later terms that were paid before this one.
void ServiceDesk::extendOverPaid(db::Transaction& tx, Service& service) {
  if (!service.paidUntil || !service.billedUntil || !(*service.paidUntil < *service.billedUntil))
    return;
  for (const auto& [invoice, term] :
       moved_terms::paidSince(tx, service.id, Instant::ofUnixSeconds(0))) {
    if (term.start <= *service.paidUntil && *service.paidUntil < term.end)
      service.paidUntil = term.end;
  }
}

void ServiceDesk::paymentDisputed(db::Transaction& tx, const Actor& actor,
                                  const std::vector<Id<Invoice>>& invoices, bool won) {
  const bool suspends = parts_.tenants.settings(actor.scope.tenant).flag("dispute.suspend");
  for (const auto invoice : invoices) {
    const auto subjects = parts_.billing.subjectsOf(tx, {invoice});
    for (auto& service : parts_.services.lockAll(tx, subjects.services)) {
      if (!won && rollBack(tx, service)) {
        save(tx, service);
        step(tx, actor, service, "due_again", service.paidUntil->text());
      }
      if (service.provisioning == ProvisioningState::Terminating) continue;
      if (!won && !suspends) continue;
      if (won && isDown(service) && service.suspensionReason == SuspensionReason::Dispute) {
        beginUnsuspend(tx, actor, service);
      } else if (!won && service.provisioning == ProvisioningState::Suspending) {
        // On its way down already; whoever asked for that cannot take it up again alone.
        if (service.suspensionReason != SuspensionReason::Client) continue;
        service.suspensionReason = SuspensionReason::Dispute;
        save(tx, service);
        step(tx, actor, service, "suspending", std::string{wordOf(SuspensionReason::Dispute)});
      } else if (!won &&
                 (service.status == ServiceStatus::Active || service.isSuspendedByClient())) {
        beginSuspend(tx, actor, service, SuspensionReason::Dispute);
      }
    }
  }
}

}  // namespace hostler

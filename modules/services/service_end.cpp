#include "core/audit/fresh_factor.h"
#include "modules/billing/chargebacks.h"
#include "modules/billing/withdrawals.h"
#include "modules/services/evidence.h"
#include "modules/services/service_actions.h"

#include <algorithm>
#include <iterator>

namespace hostler {
namespace {

// No invoice is due so many days from now.
constexpr int kAnyDueDate = 36'500;
// No term is longer than three years.
constexpr int kLongestTerm = 3 * 366;

// Whether all of it is for days from `day` on. What is used by the meter lies behind it, and what
// is for no days goes by the day on which it is due.
bool isForDaysFrom(Date day, const Invoice& invoice, const std::vector<InvoiceLine>& lines) {
  bool hasTerm = false;
  for (const auto& line : lines) {
    const auto& draft = line.priced.draft;
    if (draft.kind == LineKind::Usage || (draft.period && draft.period->start < day)) return false;
    hasTerm = hasTerm || draft.period;
  }
  return hasTerm || !(invoice.dueDate < day);
}

bool isTermOf(Id<Service> service, const InvoiceLine& line) {
  const auto& draft = line.priced.draft;
  return draft.subject.service == service && draft.kind != LineKind::Usage;
}

// The lines of the service on its renewal with others, or all of them where it is alone; none where
// something else is invoiced with it.
std::vector<InvoiceLine> termsOf(Id<Service> service, const Invoice& invoice,
                                 const std::vector<InvoiceLine>& lines) {
  std::vector<InvoiceLine> own;
  std::ranges::copy_if(lines, std::back_inserter(own),
                       [&](const InvoiceLine& line) { return isTermOf(service, line); });
  const bool isAlone = own.size() == lines.size();
  if (!isAlone && invoice.kind != InvoiceKind::Renewal) own.clear();
  return own;
}

bool isWithOthers(Id<Service> service, const std::vector<InvoiceLine>& lines) {
  return std::ranges::any_of(lines, [&](const InvoiceLine& line) {
    return line.priced.draft.subject.service && line.priced.draft.subject.service != service;
  });
}

// As termsOf, with what belongs to nobody on an invoice that is for no other service.
std::vector<InvoiceLine> linesFor(Id<Service> service, const Invoice& invoice,
                                  const std::vector<InvoiceLine>& lines) {
  return isWithOthers(service, lines) ? termsOf(service, invoice, lines) : lines;
}

bool hasBegunBefore(Date day, const std::vector<InvoiceLine>& lines) {
  return std::ranges::any_of(lines, [&](const InvoiceLine& line) {
    const auto& period = line.priced.draft.period;
    return period && period->start < day;
  });
}

// What is owed by lines, on which nothing was paid, for days from `from` on, where one of their
// terms has begun by then. What is for no days, such as setting it up, was had with the first of
// them.
Money owedFrom(Date from, const Invoice& invoice, const std::vector<InvoiceLine>& lines) {
  auto rest = Money::zero(invoice.currency);
  for (const auto& line : lines) {
    const auto& period = line.priced.draft.period;
    if (!period) continue;
    const Period left{std::max(from, period->start), std::max(from, period->end)};
    const auto& total = line.priced.total;
    rest = rest.plus(total.fraction(left.days(), period->days(), Rounding::HalfUp));
  }
  // What notes took back already was every line's alike.
  rest = rest.fraction(invoice.balance.minor(), invoice.total.minor(), Rounding::HalfUp);
  return Money::min(rest, invoice.balance);
}

bool hasUsageOf(Id<Service> service, const std::vector<InvoiceLine>& lines) {
  return std::ranges::any_of(lines, [&](const InvoiceLine& line) {
    return line.priced.draft.subject.service == service &&
           line.priced.draft.kind == LineKind::Usage;
  });
}

}  // namespace

// Terms on a partly paid renewal with others, none of which begins before `from`: they are credited
// next, the payment counts for the others, and what pays the rest renews those alone.
void ServiceActions::leavePartlyPaid(db::Transaction& tx, const Service& service, Date from) {
  const auto farOff = parts_.tenants.today(service.tenant).plusDays(kAnyDueDate);
  for (const auto& open : parts_.billing.overdueOf(tx, service.tenant, service.id, farOff)) {
    const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
    if (!invoice || invoice->stored != InvoiceStatus::PartiallyPaid) continue;
    const auto lines = withdrawals::standingLines(tx, *invoice);
    if (!isWithOthers(service.id, lines) || hasUsageOf(service.id, lines)) continue;
    const auto own = termsOf(service.id, *invoice, lines);
    const bool hasTerm = std::ranges::any_of(
        own, [](const InvoiceLine& line) { return line.priced.draft.period.has_value(); });
    if (!hasTerm || hasBegunBefore(from, own)) continue;
    withdrawals::record(tx, invoice->id, service.id);
    auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
    parts_.desk.termsTakenBack(tx, current, lines);
    changeNotPaid(tx, invoice->id, service.id);
  }
}

// Whole days that were paid for and are not used, of this term and of later ones, with the tax on
// them, as credit notes of the invoices that they were paid by.
void ServiceActions::returnUnusedDays(db::Transaction& tx, const Actor& actor,
                                      const Service& service) {
  const auto today = parts_.tenants.today(service.tenant);
  const auto from = service.cancelOn.value_or(today);
  leavePartlyPaid(tx, service, from);
  parts_.corrections.giveBack(tx, actor, service.tenant, service.id, from, std::nullopt,
                              "Cancelled on " + today.text() + ", " + service.title());
}

void ServiceActions::ended(db::Transaction& tx, const Actor& actor, Id<Service> id) {
  const auto service = parts_.services.lock(tx, Scope::ofTenant(actor.scope.tenant), id);
  if (!service) return;
  const auto tenant = parts_.tenants.get(service->tenant);
  const auto today = parts_.tenants.today(tenant.id);
  const bool wanted = service->cancelOn && !(today < *service->cancelOn);
  if (wanted) {
    returnUnusedDays(tx, actor, *service);
    return takeBackUnpaid(tx, actor, *service, *service->cancelOn, "Cancelled");
  }
  if (parts_.tenants.settings(tenant.id).text("termination.open_invoices") != "credit") return;
  const auto since = service->suspendedAt;
  takeBackUnpaid(tx, actor, *service, since ? tenant.zone.dateOf(*since) : today, "Terminated");
}

// What an open invoice, on which nothing was paid, says of this service is owed no more; what it
// says of others is.
void ServiceActions::takeBackTerms(db::Transaction& tx, const Actor& actor, const Service& service,
                                   const Invoice& invoice, const std::string& reason) {
  const auto lines = withdrawals::standingLines(tx, invoice);
  if (!withdrawals::withdraw(tx, actor, parts_.corrections, invoice.id, service.id, reason))
    return;  // all of it: whoever is on it was told
  auto current = parts_.services.lock(tx, Scope::ofTenant(service.tenant), service.id).value();
  parts_.desk.termsTakenBack(tx, current, lines);
  changeNotPaid(tx, invoice.id, service.id);
}

// Days from `from` on of terms that nobody has paid: all of what has not begun by then, and all for
// a change that was never made. What was used is owed, and so is what is invoiced with something
// else than renewals of others; where a part was paid already, or a bank took it back, a person
// decides.
void ServiceActions::takeBackUnpaid(db::Transaction& tx, const Actor& actor, const Service& service,
                                    Date from, const std::string& what) {
  const auto farOff = parts_.tenants.today(service.tenant).plusDays(kAnyDueDate);
  const auto reason = what + ", " + service.title();
  for (const auto& open : parts_.billing.overdueOf(tx, service.tenant, service.id, farOff)) {
    const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
    if (!invoice || invoice->stored != InvoiceStatus::Unpaid) continue;
    const auto lines = withdrawals::standingLines(tx, *invoice);
    const auto own = termsOf(service.id, *invoice, lines);
    if (own.empty() || chargebacks::isOn(tx, invoice->id)) continue;
    const bool isShared = own.size() < lines.size();
    if (isShared && !withdrawals::isUntouched(tx, parts_.corrections, *invoice)) continue;
    const bool hasTerm = std::ranges::any_of(
        own, [](const InvoiceLine& line) { return line.priced.draft.period.has_value(); });
    const bool all =
        invoice->kind == InvoiceKind::Upgrade || (hasTerm && !hasBegunBefore(from, own));
    if (all && isShared) {
      takeBackTerms(tx, actor, service, *invoice, reason);
      continue;
    }
    const auto unused = all ? invoice->balance : owedFrom(from, *invoice, own);
    if (invoice->isProforma && unused == invoice->total) {
      parts_.corrections.cancel(tx, actor, invoice->id, reason);
    } else if (unused.isPositive()) {
      parts_.corrections.credit(tx, actor, invoice->id, unused, reason);
    }
  }
}

// Of the term that runs, whether it was paid or is owed: what was used before today is not taken
// back. A term that begins today has not been used.
Date ServiceActions::endOfTerm(db::Reader& reader, const Service& service, Date today) {
  auto end = std::max(today, service.paidUntil.value_or(today));
  const auto first = today.plusDays(-kLongestTerm);
  for (const auto& [id, term] : parts_.billing.billedFrom(reader, {service.id}, first)) {
    if (term.start < today && today < term.end) end = std::max(end, term.end);
  }
  return end;
}

std::optional<Id<jobs::Job>> ServiceActions::cancel(const Actor& actor, Id<Service> id,
                                                    const std::string& when,
                                                    const std::string& reason) {
  return parts_.database.transaction([&](db::Transaction& tx) -> std::optional<Id<jobs::Job>> {
    auto service = locked(tx, actor, id);
    if (!service.isLive() || service.cancelOn) throw ServiceStateForbids{service, "cancel"};
    const auto today = parts_.tenants.today(service.tenant);
    const bool now = when == "now";
    if (now) mustNotBeEvidence(actor, service, "Have it end with its term");
    service.cancelOn = now ? today : endOfTerm(tx, service, today);
    // It is gone within the day, as what ends now is; its route asks for that.
    if (!now && actor.isClient() && !(today < *service.cancelOn)) mustHaveFreshFactor(actor);
    service.cancelReason = reason;
    parts_.desk.save(tx, service);
    // What was invoiced for the time after the end is not owed, nor a change that comes no more.
    if (now) callOffChange(tx, actor, id);
    for (const auto& open :
         parts_.billing.overdueOf(tx, service.tenant, service.id, today.plusDays(kAnyDueDate))) {
      const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
      if (!invoice || !withdrawals::isUntouched(tx, parts_.corrections, *invoice)) continue;
      // What is invoiced with something else than renewals of others stays owed with it.
      const auto own = linesFor(id, *invoice, withdrawals::standingLines(tx, *invoice));
      if (!own.empty() && isForDaysFrom(*service.cancelOn, *invoice, own))
        takeBackTerms(tx, actor, service, *invoice, "Service cancelled");
    }
    service = locked(tx, actor, id);  // its invoiced time may end earlier now
    parts_.desk.step(tx, actor, service, "cancellation_requested",
                     when + (reason.empty() ? "" : ": " + reason));
    ServiceCancellationRequested fact;
    fact.service = id;
    fact.account = service.account;
    fact.title = service.title();
    fact.on = service.cancelOn;
    parts_.bus.publish(tx, actor, Scope::ofAccount(service.tenant, service.account), fact);
    if (!now) {
      returnUnusedDays(tx, actor, service);  // of a later term that is paid in part
      return std::nullopt;
    }
    // It runs on until its end is proven, and so does what it costs: see ended.
    return parts_.desk.beginTerminate(tx, actor, service, reason);
  });
}

}  // namespace hostler

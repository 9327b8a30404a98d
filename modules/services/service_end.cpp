#include "modules/billing/chargebacks.h"
#include "modules/services/evidence.h"
#include "modules/services/service_actions.h"

#include <algorithm>

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

bool isOnlyFor(Id<Service> service, const std::vector<InvoiceLine>& lines) {
  return std::ranges::all_of(lines, [&](const InvoiceLine& line) {
    const auto& draft = line.priced.draft;
    return draft.subject.service == service && draft.kind != LineKind::Usage;
  });
}

// What is owed on an invoice, on which nothing was paid, for days from `from` on: all of it where
// no term of it has begun by then, and all for a change that was never made. What is for no days,
// such as setting it up, was had with the first of them.
Money owedFrom(Date from, const Invoice& invoice, const std::vector<InvoiceLine>& lines) {
  auto rest = Money::zero(invoice.currency);
  bool hasTerm = false, hasBegun = false;
  for (const auto& line : lines) {
    const auto& period = line.priced.draft.period;
    if (!period) continue;
    hasTerm = true;
    hasBegun = hasBegun || period->start < from;
    const Period left{std::max(from, period->start), std::max(from, period->end)};
    const auto& total = line.priced.total;
    rest = rest.plus(total.fraction(left.days(), period->days(), Rounding::HalfUp));
  }
  if (invoice.kind == InvoiceKind::Upgrade || (hasTerm && !hasBegun)) return invoice.balance;
  // What notes took back already was every line's alike.
  rest = rest.fraction(invoice.balance.minor(), invoice.total.minor(), Rounding::HalfUp);
  return Money::min(rest, invoice.balance);
}

}  // namespace

// Whole days that were paid for and are not used, of this term and of later ones, with the tax on
// them, as credit notes of the invoices that they were paid by.
void ServiceActions::returnUnusedDays(db::Transaction& tx, const Actor& actor,
                                      const Service& service) {
  const auto today = parts_.tenants.today(service.tenant);
  const auto from = service.cancelOn.value_or(today);
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

// Days from `from` on of terms that nobody has paid. What was used is owed, and so is what is
// invoiced with something else; where a part was paid already, or a bank took it back, a person
// decides.
void ServiceActions::takeBackUnpaid(db::Transaction& tx, const Actor& actor, const Service& service,
                                    Date from, const std::string& what) {
  const auto farOff = parts_.tenants.today(service.tenant).plusDays(kAnyDueDate);
  for (const auto& open : parts_.billing.overdueOf(tx, service.tenant, service.id, farOff)) {
    const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
    if (!invoice || invoice->stored != InvoiceStatus::Unpaid) continue;
    const auto lines = parts_.billing.lines(tx, *invoice);
    if (!isOnlyFor(service.id, lines) || chargebacks::isOn(tx, invoice->id)) continue;
    const auto unused = owedFrom(from, *invoice, lines);
    if (unused.isPositive())
      parts_.corrections.credit(tx, actor, invoice->id, unused, what + ", " + service.title());
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
    service.cancelReason = reason;
    parts_.desk.save(tx, service);
    // What was invoiced for the time after the end is not owed, nor a change that comes no more.
    if (now) callOffChange(tx, actor, id);
    for (const auto& open : parts_.billing.overdueOf(tx, service.tenant, service.id,
                                                     today.plusDays(kAnyDueDate))) {
      const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
      // What others are invoiced by as well stays owed, for them.
      const auto subjects = parts_.billing.subjectsOf(tx, {open.invoice}).services;
      const bool itsOwn = std::ranges::all_of(subjects, [&](auto one) { return one == id; });
      const bool later =
          invoice && itsOwn && invoice->balance == invoice->total &&
          isForDaysFrom(*service.cancelOn, *invoice, parts_.billing.lines(tx, *invoice));
      if (later) parts_.corrections.cancel(tx, actor, open.invoice, "Service cancelled");
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

#include "modules/billing/collections.h"

#include "modules/billing/billing_events.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/saved_method_repository.h"

#include <algorithm>

namespace hostler {
namespace {

namespace rows = collection_repository;

constexpr int kMost = 20'000;  // in one run; what is left comes with the next
// A client who opened a payment page is left alone for that long.
constexpr std::chrono::hours kPaying{1};
// Notices go out a day before the due date, so that the charge is not late.
constexpr int kDaysAhead = 2;

// Who had a charge taken back does not want the next one: they pay by themselves, or talk to us.
constexpr auto kDisputed = "disputed";
// A debit of which its payer could not be told must not follow, nor another in its place.
constexpr auto kUntold = "notice_failed";

Actor actorFor(const Collection& collection) {
  return Actor::system(collection.tenant, collection.account,
                       "job:" + std::string{CollectDue::kKind});
}

}  // namespace

bool Collections::isWanted(db::Reader& reader) {
  return rows::isAnyoneCollectedFrom(reader);
}

CollectionPlan Collections::planOf(Id<Tenant> tenant) {
  CollectionPlan plan;
  plan.retryDays.clear();
  for (const auto& day : parts_.tenants.settings(tenant).value("collect.retry_days"))
    plan.retryDays.push_back(std::clamp(day.get<int>(), 0, 90));
  plan.zone = parts_.tenants.get(tenant).zone;
  return plan;
}

void Collections::run() {
  const auto now = parts_.clock.now();
  const auto day = TimeZone::named("UTC").dateOf(now).plusDays(kDaysAhead);
  const auto read = [this](auto ask) {
    return parts_.database.read([&](db::Reader& reader) { return ask(reader); });
  };
  for (const auto& one :
       read([&](db::Reader& reader) { return rows::candidates(reader, day, kMost); }))
    attempt(one.invoice, [&] { begin(one); });
  for (const auto id : read([](db::Reader& reader) { return rows::charged(reader, kMost); }))
    attempt(id, [&] { settle(id); });
  for (const auto id :
       read([&](db::Reader& reader) { return rows::waitingUntil(reader, now, kMost); }))
    attempt(id, [&] { launch(id); });
}

// One invoice that cannot be collected must not keep the others from it.
void Collections::attempt(Id<Invoice> invoice, const std::function<void()>& work) {
  try {
    work();
  } catch (const DomainError& error) {
    log_.error("invoice.not_collected", {{"invoice", invoice.text()}, {"reason", error.what()}});
  }
}

void Collections::begin(const rows::Candidate& candidate) {
  if (!parts_.tenants.settings(candidate.tenant).flag("collect.enabled")) return;
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto invoice = invoice_repository::lock(
        tx, Scope::ofAccount(candidate.tenant, candidate.account), candidate.invoice);
    if (!invoice || !invoice->isOpen() || !invoice->balance.isPositive()) return;
    Collection collection;
    collection.invoice = candidate.invoice;
    collection.tenant = candidate.tenant;
    collection.account = candidate.account;
    collection.nextAt = parts_.clock.now();
    if (!rows::insert(tx, collection, parts_.clock.now())) return;  // another was quicker
    schedule(tx, collection, *invoice);
  });
}

// Says when the next attempt is made, and tells the payer where the law wants that.
void Collections::schedule(db::Transaction& tx, Collection& collection, const Invoice& invoice) {
  if (rows::isDisputed(tx, invoice.id)) return stop(tx, collection, invoice, kDisputed);
  if (rows::isUntold(tx, invoice.id)) return stop(tx, collection, invoice, kUntold);
  const auto now = parts_.clock.now();
  const auto next = collection.attempts + 1;
  const auto at = planOf(collection.tenant).chargeAt(next, invoice.dueDate, invoice.balance, now);
  const auto methods = parts_.methods.list(tx, collection.account);
  const auto preferences = parts_.methods.preferences(tx, collection.account);
  const auto method =
      at ? CollectionPlan::choose(methods, preferences.defaultMethod, next, invoice.balance, *at)
         : std::nullopt;
  if (!at) return stop(tx, collection, invoice, "attempts_used_up");
  if (!method) {
    const bool isTooMuch = CollectionPlan::isMandate(invoice.balance) &&
                           invoice.balance.minor() > CollectionPlan::kMandateMost;
    return stop(tx, collection, invoice, isTooMuch ? "amount_needs_payer" : "no_method");
  }
  collection.state = CollectionState::Waiting;
  collection.nextAt = *at;
  collection.payment.reset();
  collection.reason.clear();
  rows::save(tx, collection, now);
  if (!CollectionPlan::isMandate(invoice.balance)) return;
  parts_.bus.publish(tx, actorFor(collection),
                     Scope::ofAccount(collection.tenant, collection.account),
                     DebitAnnounced{invoice.id, collection.account, invoice.number, invoice.balance,
                                    method->title, *at});
}

void Collections::stop(db::Transaction& tx, Collection& collection, const Invoice& invoice,
                       const std::string& reason) {
  collection.state = CollectionState::Stopped;
  collection.reason = reason;
  rows::save(tx, collection, parts_.clock.now());
  parts_.bus.publish(tx, actorFor(collection),
                     Scope::ofAccount(collection.tenant, collection.account),
                     PaymentNeedsClient{invoice.id, collection.account, invoice.number,
                                        invoice.balance, collection.payment, reason});
}

void Collections::launch(Id<Invoice> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto now = parts_.clock.now();
    auto collection = rows::lock(tx, id);
    if (!collection || collection->state != CollectionState::Waiting || now < collection->nextAt)
      return;
    const auto scope = Scope::ofAccount(collection->tenant, collection->account);
    const auto invoice = invoice_repository::lock(tx, scope, id);
    if (!invoice || !invoice->isOpen() || !invoice->balance.isPositive()) {
      collection->state = CollectionState::Done;
      rows::save(tx, *collection, now);
      return;
    }
    if (rows::isDisputed(tx, id)) return stop(tx, *collection, *invoice, kDisputed);
    if (rows::isUntold(tx, id)) return stop(tx, *collection, *invoice, kUntold);
    if (rows::isBeingPaid(tx, id, now.minus(kPaying))) {
      collection->nextAt = now.plus(kPaying);
      rows::save(tx, *collection, now);
      return;
    }
    const auto preferences = parts_.methods.preferences(tx, collection->account);
    const auto method = CollectionPlan::choose(parts_.methods.list(tx, collection->account),
                                               preferences.defaultMethod, collection->attempts + 1,
                                               invoice->balance, now);
    if (!preferences.autoPay) return stop(tx, *collection, *invoice, "switched_off");
    if (!method) return stop(tx, *collection, *invoice, "no_method");
    charge(tx, *collection, *invoice, *method);
  });
}

void Collections::charge(db::Transaction& tx, Collection& collection, const Invoice& invoice,
                         const SavedMethod& method) {
  const auto now = parts_.clock.now();
  Payment payment;
  payment.id = parts_.ids.next<Payment>();
  payment.tenant = collection.tenant;
  payment.account = collection.account;
  payment.gateway = method.gateway;
  payment.amount = invoice.balance;
  payment.paid = payment.refunded = payment.chargedBack = Money::zero(invoice.currency);
  payment.method = method.kind;
  payment.savedMethod = method.id;
  payment.invoices = {invoice.id};
  payment.createdAt = payment.updatedAt = now;
  ++collection.attempts;
  if (!rows::insertAttempt(tx, invoice.id, collection.attempts, payment.id, method.id, now)) {
    throw db::Conflict{"this attempt was made meanwhile", 0};
  }
  parts_.payments.insert(tx, payment);
  collection.state = CollectionState::Charging;
  collection.payment = payment.id;
  rows::save(tx, collection, now);
  parts_.audit.record(tx, actorFor(collection),
                      {"payment.initiated",
                       payment.id.text(),
                       nullptr,
                       {{"gateway", payment.gateway},
                        {"amount", toJson(payment.amount)},
                        {"saved_method", method.id.text()},
                        {"attempt", collection.attempts}}});
  jobs::Enqueue how;
  how.uniqueKey = "charge:" + payment.id.text();
  how.lane = "plugin." + payment.gateway;
  parts_.queue.enqueue(tx, Scope::ofAccount(payment.tenant, payment.account),
                       ChargeSavedMethod{payment.id}, how);
}

void Collections::settle(Id<Invoice> id) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto collection = rows::lock(tx, id);
    if (!collection || collection->state != CollectionState::Charging || !collection->payment)
      return;
    const auto payment = parts_.payments.lock(tx, *collection->payment);
    if (!payment || payment->isOpen()) return;
    const auto invoice =
        invoice_repository::lock(tx, Scope::ofTenant(collection->tenant), id).value();
    if (!invoice.isOpen() || !invoice.balance.isPositive()) {
      collection->state = CollectionState::Done;
      rows::save(tx, *collection, parts_.clock.now());
      return;
    }
    schedule(tx, *collection, invoice);
  });
}

void Collections::giveUp(db::Transaction& tx, const Payment& payment) {
  for (const auto id : payment.invoices) {
    auto collection = rows::lock(tx, id);
    const bool isIts = collection && collection->state == CollectionState::Charging &&
                       collection->payment == payment.id;
    if (!isIts) continue;
    const auto invoice =
        invoice_repository::lock(tx, Scope::ofTenant(collection->tenant), id).value();
    if (invoice.isOpen() && invoice.balance.isPositive()) {
      stop(tx, *collection, invoice, "given_up");
    } else {
      collection->state = CollectionState::Done;
      rows::save(tx, *collection, parts_.clock.now());
    }
  }
}

}  // namespace hostler

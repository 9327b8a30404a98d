#include "modules/billing/collections.h"

#include "modules/billing/billing_events.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/saved_method_repository.h"

#include <algorithm>
#include <map>

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

CollectionStep stepOf(const Collection& collection, const Invoice& invoice) {
  CollectionStep step;
  step.invoice = invoice.id;
  step.account = collection.account;
  step.number = invoice.number;
  step.amount = invoice.balance;
  step.dueDate = invoice.dueDate;
  step.attempt = collection.attempts + 1;
  return step;
}

bool isOwed(const std::optional<Invoice>& invoice) {
  return invoice && invoice->isOpen() && invoice->balance.isPositive();
}

// The last thing that was done with each invoice, in the order of the first ones.
class Steps {
 public:
  void keep(const std::optional<CollectionStep>& step) {
    if (!step) return;
    const auto [at, isNew] = places_.try_emplace(step->invoice, steps_.size());
    if (isNew) {
      steps_.push_back(*step);
    } else {
      steps_[at->second] = *step;
    }
  }
  std::vector<CollectionStep> take() { return std::move(steps_); }

 private:
  std::vector<CollectionStep> steps_;
  std::map<Id<Invoice>, std::size_t> places_;
};

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
  run(Only{});
}

std::vector<CollectionStep> Collections::run(Id<Tenant> tenant,
                                             const std::set<std::string>& except) {
  return run([&](Id<Tenant> its, Id<Invoice> invoice) {
    return its == tenant && !except.contains(invoice.text());
  });
}

std::vector<CollectionStep> Collections::run(const Only& only) {
  const auto now = parts_.clock.now();
  const auto day = TimeZone::named("UTC").dateOf(now).plusDays(kDaysAhead);
  const auto read = [this](auto ask) {
    return parts_.database.read([&](db::Reader& reader) { return ask(reader); });
  };
  Steps steps;
  for (const auto& one :
       read([&](db::Reader& reader) { return rows::candidates(reader, day, kMost); })) {
    if (!only || only(one.tenant, one.invoice))
      steps.keep(attempt(one.invoice, [&] { return begin(one); }));
  }
  for (const auto id : read([](db::Reader& reader) { return rows::charged(reader, kMost); })) {
    if (!only || isChosen(id, only)) steps.keep(attempt(id, [&] { return settle(id); }));
  }
  for (const auto id :
       read([&](db::Reader& reader) { return rows::waitingUntil(reader, now, kMost); })) {
    if (!only || isChosen(id, only)) steps.keep(attempt(id, [&] { return launch(id); }));
  }
  return steps.take();
}

bool Collections::isChosen(Id<Invoice> invoice, const Only& only) {
  const auto collection =
      parts_.database.read([&](db::Reader& reader) { return rows::find(reader, invoice); });
  return collection && only(collection->tenant, invoice);
}

std::vector<CollectionStep> Collections::foresee(Id<Tenant> tenant,
                                                 const std::set<std::string>& except) {
  const auto now = parts_.clock.now();
  const auto day = TimeZone::named("UTC").dateOf(now).plusDays(kDaysAhead);
  const auto scope = Scope::ofTenant(tenant);
  return parts_.database.read([&](db::Reader& reader) {
    std::vector<CollectionStep> steps;
    const auto foreseen = [&](const Collection& collection, bool isDue) {
      if (collection.tenant != tenant || except.contains(collection.invoice.text())) return;
      const auto invoice = invoice_repository::find(reader, scope, collection.invoice);
      if (!isOwed(invoice)) return;
      auto step = isDue ? due(reader, collection, *invoice) : planned(reader, collection, *invoice);
      // What is planned for a time that has come is charged in the same run.
      if (step.kind == CollectionStep::Kind::Plan && step.at <= now)
        step = due(reader, collection, *invoice);
      steps.push_back(std::move(step));
    };
    if (parts_.tenants.settings(tenant).flag("collect.enabled")) {
      for (const auto& one : rows::candidates(reader, day, kMost)) {
        Collection collection;
        collection.invoice = one.invoice;
        collection.tenant = one.tenant;
        collection.account = one.account;
        foreseen(collection, false);
      }
    }
    const auto known = [&](const std::vector<Id<Invoice>>& ids, bool isDue) {
      for (const auto id : ids) {
        if (const auto collection = rows::find(reader, id)) foreseen(*collection, isDue);
      }
    };
    known(rows::charged(reader, kMost), false);
    known(rows::waitingUntil(reader, now, kMost), true);
    return steps;
  });
}

// One invoice that cannot be collected must not keep the others from it.
Collections::Step Collections::attempt(Id<Invoice> invoice, const std::function<Step()>& work) {
  try {
    return work();
  } catch (const DomainError& error) {
    log_.error("invoice.not_collected", {{"invoice", invoice.text()}, {"reason", error.what()}});
    return std::nullopt;
  }
}

Collections::Step Collections::begin(const rows::Candidate& candidate) {
  if (!parts_.tenants.settings(candidate.tenant).flag("collect.enabled")) return std::nullopt;
  return parts_.database.transaction([&](db::Transaction& tx) -> Step {
    const auto invoice = invoice_repository::lock(
        tx, Scope::ofAccount(candidate.tenant, candidate.account), candidate.invoice);
    if (!isOwed(invoice)) return std::nullopt;
    Collection collection;
    collection.invoice = candidate.invoice;
    collection.tenant = candidate.tenant;
    collection.account = candidate.account;
    collection.nextAt = parts_.clock.now();
    if (!rows::insert(tx, collection, parts_.clock.now()))
      return std::nullopt;  // another was quicker
    return schedule(tx, collection, *invoice);
  });
}

// When the next attempt is to be made, and from which method; or why there is none.
CollectionStep Collections::planned(db::Reader& reader, const Collection& collection,
                                    const Invoice& invoice) {
  auto step = stepOf(collection, invoice);
  if (rows::isDisputed(reader, invoice.id)) {
    step.reason = kDisputed;
    return step;
  }
  if (rows::isUntold(reader, invoice.id)) {
    step.reason = kUntold;
    return step;
  }
  const auto at = planOf(collection.tenant)
                      .chargeAt(step.attempt, invoice.dueDate, invoice.balance, parts_.clock.now());
  if (!at) {
    step.reason = "attempts_used_up";
    return step;
  }
  const auto methods = parts_.methods.list(reader, collection.account);
  const auto preferences = parts_.methods.preferences(reader, collection.account);
  step.method = CollectionPlan::choose(methods, preferences.defaultMethod, step.attempt,
                                       invoice.balance, *at);
  if (!step.method) {
    const bool isTooMuch = CollectionPlan::isMandate(invoice.balance) &&
                           invoice.balance.minor() > CollectionPlan::kMandateMost;
    step.reason = isTooMuch ? "amount_needs_payer" : "no_method";
    return step;
  }
  step.kind = CollectionStep::Kind::Plan;
  step.at = *at;
  return step;
}

// What becomes of an attempt whose time has come.
CollectionStep Collections::due(db::Reader& reader, const Collection& collection,
                                const Invoice& invoice) {
  const auto now = parts_.clock.now();
  auto step = stepOf(collection, invoice);
  if (rows::isDisputed(reader, invoice.id)) {
    step.reason = kDisputed;
    return step;
  }
  if (rows::isUntold(reader, invoice.id)) {
    step.reason = kUntold;
    return step;
  }
  if (rows::isBeingPaid(reader, invoice.id, now.minus(kPaying))) {
    step.kind = CollectionStep::Kind::Wait;
    step.at = now.plus(kPaying);
    return step;
  }
  const auto preferences = parts_.methods.preferences(reader, collection.account);
  step.method =
      CollectionPlan::choose(parts_.methods.list(reader, collection.account),
                             preferences.defaultMethod, step.attempt, invoice.balance, now);
  if (!preferences.autoPay) {
    step.reason = "switched_off";
    step.method.reset();
  } else if (!step.method) {
    step.reason = "no_method";
  } else {
    step.kind = CollectionStep::Kind::Charge;
    step.at = now;
  }
  return step;
}

// Says when the next attempt is made, and tells the payer where the law wants that.
CollectionStep Collections::schedule(db::Transaction& tx, Collection& collection,
                                     const Invoice& invoice) {
  auto step = planned(tx, collection, invoice);
  if (step.kind == CollectionStep::Kind::Stop) return stop(tx, collection, invoice, step);
  collection.state = CollectionState::Waiting;
  collection.nextAt = step.at;
  collection.payment.reset();
  collection.reason.clear();
  rows::save(tx, collection, parts_.clock.now());
  if (CollectionPlan::isMandate(invoice.balance)) {
    parts_.bus.publish(tx, actorFor(collection),
                       Scope::ofAccount(collection.tenant, collection.account),
                       DebitAnnounced{invoice.id, collection.account, invoice.number,
                                      invoice.balance, step.method->title, step.at});
  }
  return step;
}

CollectionStep Collections::stop(db::Transaction& tx, Collection& collection,
                                 const Invoice& invoice, CollectionStep step) {
  stop(tx, collection, invoice, step.reason);
  return step;
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

Collections::Step Collections::launch(Id<Invoice> id) {
  return parts_.database.transaction([&](db::Transaction& tx) -> Step {
    const auto now = parts_.clock.now();
    auto collection = rows::lock(tx, id);
    if (!collection || collection->state != CollectionState::Waiting || now < collection->nextAt)
      return std::nullopt;
    const auto scope = Scope::ofAccount(collection->tenant, collection->account);
    const auto invoice = invoice_repository::lock(tx, scope, id);
    if (!isOwed(invoice)) {
      collection->state = CollectionState::Done;
      rows::save(tx, *collection, now);
      return std::nullopt;
    }
    auto step = due(tx, *collection, *invoice);
    if (step.kind == CollectionStep::Kind::Stop) return stop(tx, *collection, *invoice, step);
    if (step.kind == CollectionStep::Kind::Wait) {
      collection->nextAt = step.at;
      rows::save(tx, *collection, now);
    } else {
      charge(tx, *collection, *invoice, *step.method);
    }
    return step;
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

Collections::Step Collections::settle(Id<Invoice> id) {
  return parts_.database.transaction([&](db::Transaction& tx) -> Step {
    auto collection = rows::lock(tx, id);
    if (!collection || collection->state != CollectionState::Charging || !collection->payment)
      return std::nullopt;
    const auto payment = parts_.payments.lock(tx, *collection->payment);
    if (!payment || payment->isOpen()) return std::nullopt;
    const auto invoice =
        invoice_repository::lock(tx, Scope::ofTenant(collection->tenant), id).value();
    if (!invoice.isOpen() || !invoice.balance.isPositive()) {
      collection->state = CollectionState::Done;
      rows::save(tx, *collection, parts_.clock.now());
      return std::nullopt;
    }
    return schedule(tx, *collection, invoice);
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

#include "core/db/id_lists.h"
#include "modules/billing/withdrawals.h"
#include "modules/services/service_actions.h"
#include "modules/services/service_prices.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hostler {
namespace {

struct PlanChange;  // names the ids of changes; they stay inside

constexpr auto kInsert = R"sql(
  INSERT INTO service_changes (id, service_id, tenant_id, open_of, product_id, name, cycle, currency, price, invoice_id,
                               starts_on, term_until, credit, was_paid_until, was_anchor_day, extras, state, created_at,
                               updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?))sql";
constexpr auto kSelectByInvoice =
    "SELECT id, service_id, starts_on, term_until FROM service_changes WHERE invoice_id = ? AND "
    "open_of IS NOT NULL {for_update}";
constexpr auto kSelectInvoicesOfOpen =
    "SELECT DISTINCT invoice_id FROM service_changes WHERE invoice_id IN ({ids}) AND open_of IS "
    "NOT NULL";
constexpr auto kSelect =
    "SELECT service_id, product_id, name, cycle, currency, price, credit, extras, state, open_of, "
    "invoice_id, "
    "created_at "
    "FROM service_changes WHERE id = ?";
constexpr auto kSelectOpen =
    "SELECT id, product_id, name, cycle, currency, price, extras, invoice_id, starts_on, "
    "term_until FROM "
    "service_changes WHERE open_of = ?";
constexpr auto kInvoiced =
    "UPDATE service_changes SET invoice_id = ?, updated_at = ? WHERE id = ? AND invoice_id IS NULL";
constexpr auto kNotInvoiced =
    "UPDATE service_changes SET invoice_id = NULL, updated_at = ? WHERE id = ?";
constexpr auto kStart = "UPDATE service_changes SET state = 'started', updated_at = ? WHERE id = ?";
constexpr auto kEnd =
    "UPDATE service_changes SET open_of = NULL, state = ?, updated_at = ? WHERE id = ?";
constexpr auto kMade =
    "UPDATE service_changes SET open_of = NULL, state = 'done', from_product_id = ?, updated_at = "
    "? "
    "WHERE id = ?";

// Queued or running (core/jobs).
constexpr auto kSelectJob = "SELECT 1 AS one FROM jobs WHERE unique_key = ? AND state IN (1, 2)";

constexpr std::chrono::minutes kLookAgain{1};

std::string keyOfChange(std::int64_t change) {
  return "services.change_package:" + std::to_string(change);
}

// What has begun goes on while the service is suspended, but not once it ends.
bool isChangeable(const Service& service) {
  return service.isLive() && service.provisioning != ProvisioningState::Terminating;
}

LineDraft lineOf(const Service& service, LineKind kind, const std::string& text, Money amount,
                 Period period, const std::string& taxClass) {
  LineDraft line;
  line.kind = kind;
  line.description = text;
  line.unitPrice = amount;
  line.discount = Money::zero(amount.currency());
  line.taxClass = taxClass;
  line.subject.service = service.id;
  line.period = period;
  return line;
}

// A term that begins with the next renewal, not with a payment of its own.
bool waitsForRenewal(const db::Row& change) {
  return !change.isNull("starts_on") && change.isNull("term_until");
}

DomainError changeUnderWay() {
  return {"change_under_way", 409,
          "Another change of plan waits for its payment; pay or cancel that one first."};
}

std::vector<Extra> extrasAfter(const db::Row& change, const Service& service) {
  return change.isNull("extras") ? service.extras : extrasFromText(change.text("extras"));
}

// Days that were charged with other taxes than today's (their client has moved to another state
// since) come back by a credit note on their own invoice, not by a line of the new one: an invoice
// takes no tax back.
bool takesTaxBack(const Priced& priced) {
  std::map<std::string, std::int64_t> sums;
  for (const auto& tax : priced.taxes) sums[tax.name] += tax.amount.minor();
  return std::ranges::any_of(sums, [](const auto& sum) { return sum.second < 0; });
}

// The lines name the very days that they are for, so that what comes back later is counted by them.
// No line but that of a new term ends later than what was paid before: the term stays what it was.
std::vector<LineDraft> linesOf(const Service& service, const Product& product,
                               const PlanChangeQuote& quote) {
  std::vector<LineDraft> lines;
  const auto classOf = [&](const PlanChangeQuote::Part& part) {
    return part.taxClass.empty() ? product.taxClass : part.taxClass;
  };
  for (const auto& part : quote.charges) {
    if (!part.amount.isZero())
      lines.push_back(
          lineOf(service, LineKind::Upgrade, part.what, part.amount, part.days, classOf(part)));
  }
  for (const auto& part : quote.setups) {
    lines.push_back(
        lineOf(service, LineKind::Setup, part.what, part.amount, part.days, classOf(part)));
    lines.back().period.reset();
  }
  for (const auto& part : quote.credits) {
    if (part.amount.isZero()) continue;
    lines.push_back(lineOf(service, LineKind::Upgrade, service.name + ", unused days",
                           part.amount.negated(), part.days, service.taxClass));
    lines.back().chargedWith = part.chargedWith;
  }
  return lines;
}

}  // namespace

ServiceActions::Change ServiceActions::quoteChange(db::Reader& reader, const Service& service,
                                                   const Product& product, const WantedPlan& plan) {
  if (service.status != ServiceStatus::Active || service.provisioning != ProvisioningState::Idle ||
      !service.paidUntil || service.cancelOn) {
    throw ServiceStateForbids{service, "change"};
  }
  const auto wanted = plan.cycle.value_or(service.cycle);
  const bool samePlan = product.id == service.product;
  const bool sold = product.priceIn(service.price.currency(), wanted) != nullptr;
  if (wanted == Cycle::OneTime || wanted == Cycle::Hourly)
    throw ValidationError{"cycle", "not_recurring", "is not one that terms can have"};
  // Who has a plan keeps it, on sale or not.
  if (!samePlan && (!product.isOnSale() || (!sold && wanted == service.cycle)))
    throw ValidationError{"product_id", "not_offered", "cannot be changed to"};
  if (!sold && wanted != service.cycle)
    throw ValidationError{"cycle", "not_offered", "is not offered for this plan"};
  Change change;
  FieldErrors errors;
  change.extras = plan_extras::after(service, product, wanted,
                                     extra_repository::offeredWith(reader, service.tenant, product),
                                     plan.options, plan.addons, errors);
  errors.throwIfAny();
  const bool sameExtras = plan_extras::keepsAll(service.extras, change.extras) &&
                          plan_extras::keepsAll(change.extras, service.extras);
  if (samePlan && wanted == service.cycle && sameExtras)
    throw ValidationError{"product_id", "same", "is the plan that it has"};
  const bool concernsProvider =
      !samePlan || haveOtherSettings(service.extras, change.extras) || wanted == service.cycle;
  if (concernsProvider &&
      (!product.provisioning || product.provisioning->plugin != service.plugin)) {
    throw ValidationError{"product_id", "not_compatible", "lives on another kind of server"};
  }
  const auto today = parts_.tenants.today(service.tenant);
  if (service.billedUntil && *service.paidUntil < *service.billedUntil &&
      !(today < *service.paidUntil)) {
    throw DomainError{"renewal_due", 409,
                      "Its next term has begun and is not paid; pay that invoice first."};
  }
  change.quote = quoteOf(reader, service, product, wanted, change.extras);
  change.priced =
      parts_.billing.quote(reader, service.tenant, service.account, service.price.currency(),
                           linesOf(service, product, change.quote));
  const bool differs = change.quote.net.isPositive() ? takesTaxBack(change.priced)
                                                     : change.priced.total.isPositive();
  if (differs) {
    auto charged = change.quote;
    charged.credits.clear();
    const auto whole = change.priced.total;
    change.priced =
        parts_.billing.quote(reader, service.tenant, service.account, service.price.currency(),
                             linesOf(service, product, charged));
    change.returned = change.priced.total.minus(whole);
  }
  return change;
}

// Hooks take their time, so they are asked before the change is decided on.
void ServiceActions::askBeforeChange(const Actor& actor, Id<Service> id, const WantedPlan& wanted) {
  const auto tenant = actor.scope.tenant;
  if (!parts_.before.listens("before.invoice_issue", tenant)) return;
  const auto service = get(actor.scope, id);
  const auto productId = wanted.product.value_or(service.product);
  const auto change = parts_.database.read([&](db::Reader& reader) {
    return quoteChange(reader, service, parts_.catalog.get(reader, tenant, productId), wanted);
  });
  if (!change.isInvoiced()) return;
  parts_.before.ask("before.invoice_issue", tenant,
                    {{"kind", wordOf(InvoiceKind::Upgrade)},
                     {"client_id", service.account.text()},
                     {"total", toJson(change.priced.total)},
                     {"service_id", id.text()},
                     {"product_id", productId.text()},
                     {"title", service.title()}});
}

ServiceActions::Change ServiceActions::changePlan(const Actor& actor, Id<Service> id,
                                                  const WantedPlan& wanted, bool preview) {
  if (!preview) askBeforeChange(actor, id, wanted);
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto service = locked(tx, actor, id);
    const auto productId = wanted.product.value_or(service.product);
    const auto product = parts_.catalog.get(tx, service.tenant, productId);
    auto change = quoteChange(tx, service, product, wanted);
    if (preview) return change;
    replaceOpenChange(tx, service);
    withdrawRenewal(tx, actor, service);
    const auto today = parts_.tenants.today(service.tenant);
    const auto& quote = change.quote;
    const auto price = quote.own;
    auto credit = change.returned.value_or(Money::zero(price.currency()));
    if (!change.isInvoiced()) credit = change.priced.total.negated();

    std::optional<Id<Invoice>> invoice;
    if (change.isInvoiced()) {
      InvoiceRequest request;
      request.account = service.account;
      request.kind = InvoiceKind::Upgrade;
      request.currency = service.price.currency();
      auto charged = quote;
      if (change.returned) charged.credits.clear();
      request.lines = linesOf(service, product, charged);
      request.dueDate = today;
      change.invoice = parts_.billing.issue(tx, actor, request);
      invoice = change.invoice->id;
    }
    OpenChange open{parts_.ids.next<PlanChange>().value(), quote.startsOn, std::nullopt};
    if (quote.newTerm) {
      open.startsOn = quote.newTerm->start;
      open.termUntil = quote.newTerm->end;
    }
    const auto now = parts_.clock.now();
    try {
      tx.execute(kInsert, open.id, id, service.tenant, id, productId, product.name, quote.cycle,
                 price.currency(), price.minor(), invoice, open.startsOn, open.termUntil,
                 credit.minor(), service.paidUntil, static_cast<int>(service.anchorDay),
                 dump(toJson(change.extras)), now, now);
    } catch (const db::UniqueViolation&) {
      throw changeUnderWay();
    }
    parts_.desk.step(tx, actor, service, "plan_change_requested", product.name);
    if (!change.isInvoiced() && !quote.startsOn) startChange(tx, service, open, invoice);
    return change;
  });
}

// One that only waits for the next term makes room for another one.
void ServiceActions::replaceOpenChange(db::Transaction& tx, const Service& service) {
  const auto rows = tx.query(kSelectOpen, service.id);
  if (rows.empty()) return;
  if (!waitsForRenewal(rows[0]) || !rows[0].isNull("invoice_id")) throw changeUnderWay();
  tx.execute(kEnd, "replaced", parts_.clock.now(), rows[0].integer("id"));
}

bool ServiceActions::hasPartlyPaidRenewal(db::Reader& reader, const Service& service) {
  const auto open = parts_.billing.overdueOf(reader, service.tenant, service.id,
                                             service.billedUntil->plusDays(1));
  return std::ranges::any_of(open, [&](const Billing::Overdue& one) {
    const auto invoice = parts_.billing.find(reader, Scope::ofTenant(service.tenant), one.invoice);
    return invoice && invoice->kind == InvoiceKind::Renewal &&
           !withdrawals::isUntouched(reader, parts_.corrections, *invoice);
  });
}

// The next term is not owed at the old price: it is invoiced anew, once the plan is what it will
// be.
void ServiceActions::withdrawRenewal(db::Transaction& tx, const Actor& actor, Service& service) {
  if (!service.billedUntil || !(*service.paidUntil < *service.billedUntil)) return;
  for (const auto& open :
       parts_.billing.overdueOf(tx, service.tenant, service.id, service.billedUntil->plusDays(1))) {
    const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), open.invoice);
    if (!invoice || invoice->kind != InvoiceKind::Renewal) continue;
    if (!withdrawals::isUntouched(tx, parts_.corrections, *invoice)) {
      throw DomainError{"renewal_open",
                        409,
                        "A part of its next term is paid already; pay the rest of it first.",
                        {{"invoice", open.invoice.text()}}};
    }
    takeBackTerms(tx, actor, service, *invoice, "Change of plan: invoiced anew");
  }
  service = locked(tx, actor, service.id);  // its invoiced time ends earlier now
}

void ServiceActions::startChange(db::Transaction& tx, Service& service, const OpenChange& change,
                                 std::optional<Id<Invoice>> invoice) {
  jobs::Enqueue how;
  if (!service.plugin.empty()) how.lane = "plugin." + service.plugin;
  how.uniqueKey = keyOfChange(change.id);
  const auto today = parts_.tenants.today(service.tenant);
  if (change.startsOn && today < *change.startsOn) {
    // What was paid for runs to its end.
    how.runAt = parts_.tenants.get(service.tenant).zone.at(*change.startsOn, 0, 0);
  } else {
    // What is being done to it already (it is taken down, it ends) goes first: the job waits for
    // it.
    if (service.status == ServiceStatus::Active &&
        service.provisioning == ProvisioningState::Idle) {
      service.provisioning = ProvisioningState::Changing;
      tx.execute(kStart, parts_.clock.now(), change.id);
    }
    if (change.termUntil && service.isLive()) {
      const Period term{*change.startsOn, *change.termUntil};
      service.anchorDay = term.start.day();
      service.paidUntil = service.billedUntil = term.end;
      parts_.billing.beginTerm(tx, service.id, term, invoice);
    }
    parts_.desk.save(tx, service);
  }
  parts_.queue.enqueue(tx, Scope::ofAccount(service.tenant, service.account),
                       ChangeServicePackage{service.id, change.id}, how);
}

void ServiceActions::changesPaid(db::Transaction& tx, const Actor& actor,
                                 const std::vector<Id<Invoice>>& invoices) {
  const auto ofChanges = db::mapByIds(tx, kSelectInvoicesOfOpen, invoices, [](const db::Row& row) {
    return row.id<Invoice>("invoice_id");
  });
  for (const auto invoice : ofChanges) {
    // Several where several services are renewed by it.
    for (const auto& row : tx.query(kSelectByInvoice, invoice)) {
      auto service = parts_.services.lock(tx, Scope::ofTenant(actor.scope.tenant),
                                          row.id<Service>("service_id"));
      if (!service) continue;
      startChange(tx, *service,
                  {row.integer("id"), row.get<std::optional<Date>>("starts_on"),
                   row.get<std::optional<Date>>("term_until")},
                  invoice);
    }
  }
}

void ServiceActions::changeNotPaid(db::Transaction& tx, Id<Invoice> invoice,
                                   std::optional<Id<Service>> service) {
  const auto now = parts_.clock.now();
  for (const auto& row : tx.query(kSelectByInvoice, invoice)) {
    if (service && row.id<Service>("service_id") != *service) continue;
    if (waitsForRenewal(row)) {
      tx.execute(kNotInvoiced, now, row.integer("id"));
    } else {
      tx.execute(kEnd, "called_off", now, row.integer("id"));
    }
  }
}

std::optional<ServiceActions::NextPlan> ServiceActions::nextPlan(db::Reader& reader,
                                                                 const Service& service) {
  const auto rows = reader.query(kSelectOpen, service.id);
  if (rows.empty()) return std::nullopt;
  const bool waits = waitsForRenewal(rows[0]);
  if (!waits && !isPaidFor(reader, service, rows[0])) return std::nullopt;
  auto renewed = service;
  renewed.product = rows[0].id<Product>("product_id");
  renewed.name = rows[0].text("name");
  renewed.cycle = rows[0].get<Cycle>("cycle");
  renewed.price = rows[0].money("price", "currency");
  renewed.extras = extrasAfter(rows[0], service);
  renewed.taxClass = parts_.catalog.get(reader, service.tenant, renewed.product).taxClass;
  return NextPlan{rows[0].integer("id"), std::move(renewed), waits};
}

// What costs nothing needs no payment.
bool ServiceActions::isPaidFor(db::Reader& reader, const Service& service, const db::Row& change) {
  const auto id = change.get<std::optional<Id<Invoice>>>("invoice_id");
  if (!id) return true;
  const auto invoice = parts_.billing.find(reader, Scope::ofTenant(service.tenant), *id);
  return invoice && invoice->stored == InvoiceStatus::Paid;
}

bool ServiceActions::isAboutToChange(db::Reader& reader, const Service& service) {
  const auto rows = reader.query(kSelectOpen, service.id);
  if (rows.empty() || waitsForRenewal(rows[0])) return false;
  // One that waits (while its client has the service suspended, or for a person) holds up no term.
  if (service.status != ServiceStatus::Active ||
      service.provisioning == ProvisioningState::Attention)
    return false;
  if (rows[0].isNull("invoice_id")) return true;
  if (!isPaidFor(reader, service, rows[0])) return false;
  return service.provisioning == ProvisioningState::Changing ||
         !reader.query(kSelectJob, keyOfChange(rows[0].integer("id"))).empty();
}

void ServiceActions::invoiced(db::Transaction& tx, const NextPlan& plan,
                              std::optional<Id<Invoice>> invoice) {
  if (invoice) {
    tx.execute(kInvoiced, *invoice, parts_.clock.now(), plan.change);
  } else {
    auto service = plan.service;
    startChange(tx, service, {plan.change, service.billedUntil, std::nullopt}, std::nullopt);
  }
}

void ServiceActions::callOffChange(db::Transaction& tx, const Actor& actor, Id<Service> service) {
  const auto rows = tx.query(kSelectOpen, service);
  if (rows.empty() || rows[0].isNull("invoice_id") || waitsForRenewal(rows[0])) return;
  const auto invoice = parts_.billing.find(tx, actor.scope, rows[0].id<Invoice>("invoice_id"));
  if (!invoice || !invoice->isOpen()) return;
  const std::string reason = "The term ended before the change was paid";
  if (invoice->balance == invoice->total)
    return parts_.corrections.cancel(tx, actor, invoice->id, reason);
  const auto left = parts_.corrections.left(tx, *invoice);
  if (left.isPositive()) parts_.corrections.credit(tx, actor, invoice->id, left, reason);
  // No announcement ends it where something was paid.
  tx.execute(kEnd, "called_off", parts_.clock.now(), rows[0].integer("id"));
}

// What was paid too much for days from the asking on comes back as credit, by credit notes on the
// invoices that it was paid by, once they are days of the other plan. What was paid for that one
// stays paid.
void ServiceActions::giveBackRest(db::Transaction& tx, const Actor& actor, const Service& service,
                                  const db::Row& change) {
  const auto credit = change.money("credit", "currency");
  if (!credit.isPositive()) return;
  const auto asked = parts_.tenants.get(service.tenant).zone.dateOf(change.instant("created_at"));
  const auto invoice = change.get<std::optional<Id<Invoice>>>("invoice_id");
  parts_.corrections.giveBack(
      tx, actor, service.tenant, service.id, asked, credit,
      (invoice ? "Change of plan, " : "Change to a smaller plan, ") + service.title(), invoice);
}

// Nothing once the change has begun: that it does while nothing else is done to the service. What
// has ended is not changed any more.
std::optional<jobs::Result> ServiceActions::awaitTurn(jobs::Context& context,
                                                      const ChangeServicePackage& task) {
  return context.transaction([&](db::Transaction& tx) -> std::optional<jobs::Result> {
    auto current =
        parts_.services.lock(tx, Scope::ofTenant(context.scope().tenant), task.service).value();
    if (!current.isLive()) {
      tx.execute(kEnd, "called_off", parts_.clock.now(), task.change);
      return jobs::Result::park(
          "The service ended before its change of plan was made; what was paid for it may have to "
          "be returned.");
    }
    const auto row = tx.query(kSelect, task.change);
    if (row[0].text("state") == "started") return std::nullopt;
    if (current.status != ServiceStatus::Active || current.provisioning != ProvisioningState::Idle)
      return jobs::Result::wait(kLookAgain, "something else is done to it first");
    current.provisioning = ProvisioningState::Changing;
    parts_.desk.save(tx, current);
    tx.execute(kStart, parts_.clock.now(), task.change);
    return std::nullopt;
  });
}

Result<ProviderAnswer, jobs::Result> ServiceActions::sendChange(jobs::Context& context,
                                                                const ChangeServicePackage& task,
                                                                const Service& service,
                                                                const Product& product,
                                                                const std::vector<Extra>& extras) {
  OperationSpec spec;
  spec.instance = service.plugin;
  spec.operation = "provisioner/1.change_package";
  spec.key = "change_package:" + std::to_string(task.change);
  spec.subject = service.id.text();
  spec.secretFields = {"server_settings", "password"};
  spec.request = parts_.database.read(
      [&](db::Reader& reader) { return parts_.provider.requestOn(reader, service); });
  spec.request["product_settings"] = settingsWith(product.provisioning->settings, extras);
  spec.repeatable = true;
  spec.target = service.server ? service.server->text() : "";
  return parts_.provider.send(context, service, spec, isChangeable);
}

jobs::Result ServiceActions::applyChange(jobs::Context& context, const ChangeServicePackage& task) {
  const auto scope = Scope::ofTenant(context.scope().tenant);
  const auto service = parts_.database.read(
      [&](db::Reader& reader) { return parts_.services.find(reader, scope, task.service); });
  const auto row =
      parts_.database.read([&](db::Reader& reader) { return reader.query(kSelect, task.change); });
  if (!service || row.empty() || row[0].isNull("open_of")) return jobs::Result::done();
  if (auto result = awaitTurn(context, task)) return *result;
  const auto product = parts_.database.read([&](db::Reader& reader) {
    return parts_.catalog.get(reader, scope.tenant, row[0].id<Product>("product_id"));
  });
  const auto extras = extrasAfter(row[0], *service);
  // What only changes what is paid is none of the provider's business.
  const bool concernsProvider =
      product.id != service->product || haveOtherSettings(service->extras, extras);
  const auto answer = concernsProvider ? sendChange(context, task, *service, product, extras)
                                       : ProviderAnswer{Outcome::Succeeded, Json::object()};
  if (!answer) {
    const bool calledOff = answer.error().kind() == jobs::Result::Kind::Done;
    return calledOff ? jobs::Result::wait(kLookAgain, "something else is done to it first")
                     : answer.error();
  }
  if (answer->outcome == Outcome::Permanent) {
    context.transaction([&](db::Transaction& tx) {
      endChange(tx, context.actor(), task, "Refused by its provider: " + answer->message);
    });
    return jobs::Result::fail("refused: " + answer->message);
  }
  if (answer->outcome != Outcome::Succeeded)
    return parts_.provider.failed(context, *service, ProvisioningState::Changing, *answer,
                                  "change");
  context.transaction([&](db::Transaction& tx) {
    giveBackRest(tx, context.actor(), *service, row[0]);
    auto current = parts_.services.lock(tx, scope, task.service).value();
    const auto cycle = row[0].get<Cycle>("cycle");
    if (current.product != product.id || current.cycle != cycle)
      service_prices::replaced(tx, current.id, parts_.clock.now());
    const auto before = std::exchange(current.product, product.id);
    current.name = row[0].text("name");
    current.taxClass = product.taxClass;
    current.cycle = cycle;
    current.price = row[0].money("price", "currency");
    current.extras = extras;
    if (current.provisioning == ProvisioningState::Changing)
      current.provisioning = ProvisioningState::Idle;
    parts_.desk.save(tx, current);
    tx.execute(kMade, before, parts_.clock.now(), task.change);
    parts_.desk.step(tx, context.actor(), current, "plan_changed", current.name);
    ServiceChanged fact;
    fact.service = current.id;
    fact.account = current.account;
    fact.title = current.title();
    parts_.bus.publish(tx, context.actor(), Scope::ofAccount(current.tenant, current.account),
                       fact);
  });
  return jobs::Result::done();
}

}  // namespace hostler

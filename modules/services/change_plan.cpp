#include "modules/services/service_actions.h"

namespace hostler {
namespace {

struct PlanChange;  // names the ids of changes; they stay inside

constexpr auto kInsert = R"sql(
  INSERT INTO service_changes (id, service_id, tenant_id, open_of, product_id, name, cycle, currency, price, invoice_id,
                               state, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?))sql";
constexpr auto kSelectByInvoice =
    "SELECT id, service_id FROM service_changes WHERE invoice_id = ? AND open_of IS NOT NULL "
    "{for_update}";
constexpr auto kSelect =
    "SELECT service_id, product_id, name, cycle, currency, price, state, open_of FROM "
    "service_changes WHERE id = ?";
constexpr auto kSelectOpen =
    "SELECT id, invoice_id FROM service_changes WHERE open_of = ? {for_update}";
constexpr auto kStart = "UPDATE service_changes SET state = 'started', updated_at = ? WHERE id = ?";
constexpr auto kEnd =
    "UPDATE service_changes SET open_of = NULL, state = ?, updated_at = ? WHERE id = ?";

constexpr std::chrono::minutes kLookAgain{1};

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

// The line of an upgrade names no period that counts as a paid term: the term stays what it was.
std::vector<LineDraft> linesOf(const Service& service, const Product& product,
                               const PlanChangeQuote& quote, Date today) {
  std::vector<LineDraft> lines;
  const Period rest{today, quote.nextDueDate};
  if (!quote.charge.isZero())
    lines.push_back(lineOf(service, LineKind::Upgrade, product.name + ", rest of the term",
                           quote.charge, rest, product.taxClass));
  if (!quote.credit.isZero())
    lines.push_back(lineOf(service, LineKind::Upgrade, service.name + ", unused days",
                           quote.credit.negated(), rest, service.taxClass));
  return lines;
}

}  // namespace

ServiceActions::Change ServiceActions::quoteChange(db::Reader& reader, const Service& service,
                                                   const Product& product,
                                                   std::optional<Cycle> cycle) {
  if (service.status != ServiceStatus::Active || service.provisioning != ProvisioningState::Idle ||
      !service.paidUntil || service.cancelOn) {
    throw ServiceStateForbids{service, "change"};
  }
  const auto wanted = cycle.value_or(service.cycle);
  const auto* price = product.priceIn(service.price.currency(), wanted);
  if (!product.isOnSale() || price == nullptr)
    throw ValidationError{"product_id", "not_offered", "cannot be changed to"};
  if (product.id == service.product && wanted == service.cycle)
    throw ValidationError{"product_id", "same", "is the plan that it has"};
  if (!product.provisioning || product.provisioning->plugin != service.plugin) {
    throw ValidationError{"product_id", "not_compatible", "lives on another kind of server"};
  }
  if (wanted != service.cycle)
    throw ValidationError{"cycle", "at_renewal_only",
                          "changes with the next term; change the plan alone"};
  const auto old = parts_.catalog.get(reader, service.tenant, service.product);
  const auto today = parts_.tenants.today(service.tenant);
  const auto start = service.paidUntil->plusMonths(-monthsOf(service.cycle), service.anchorDay);
  Change change;
  change.quote =
      quotePlanChange(service.price.times(service.quantity), price->price.times(service.quantity),
                      {start, *service.paidUntil}, today, old.proration);
  change.quote.cycle = wanted;
  change.priced =
      parts_.billing.quote(reader, service.tenant, service.account, service.price.currency(),
                           linesOf(service, product, change.quote, today));
  return change;
}

// Hooks take their time, so they are asked before the change is decided on.
void ServiceActions::askBeforeChange(const Actor& actor, Id<Service> id, Id<Product> productId,
                                     std::optional<Cycle> cycle) {
  const auto tenant = actor.scope.tenant;
  if (!parts_.before.listens("before.invoice_issue", tenant)) return;
  const auto service = get(actor.scope, id);
  const auto change = parts_.database.read([&](db::Reader& reader) {
    return quoteChange(reader, service, parts_.catalog.get(reader, tenant, productId), cycle);
  });
  if (!change.quote.net.isPositive()) return;
  parts_.before.ask("before.invoice_issue", tenant,
                    {{"kind", wordOf(InvoiceKind::Upgrade)},
                     {"client_id", service.account.text()},
                     {"total", toJson(change.priced.total)},
                     {"service_id", id.text()},
                     {"product_id", productId.text()},
                     {"title", service.title()}});
}

ServiceActions::Change ServiceActions::changePlan(const Actor& actor, Id<Service> id,
                                                  Id<Product> productId, std::optional<Cycle> cycle,
                                                  bool preview) {
  if (!preview) askBeforeChange(actor, id, productId, cycle);
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto service = locked(tx, actor, id);
    const auto product = parts_.catalog.get(tx, service.tenant, productId);
    auto change = quoteChange(tx, service, product, cycle);
    if (preview) return change;
    const auto today = parts_.tenants.today(service.tenant);
    const auto* price = product.priceIn(service.price.currency(), change.quote.cycle);

    std::optional<Id<Invoice>> invoice;
    if (change.quote.net.isPositive()) {
      InvoiceRequest request;
      request.account = service.account;
      request.kind = InvoiceKind::Upgrade;
      request.currency = service.price.currency();
      request.lines = linesOf(service, product, change.quote, today);
      request.dueDate = today;
      change.invoice = parts_.billing.issue(tx, actor, request);
      invoice = change.invoice->id;
    }
    const auto changeId = parts_.ids.next<PlanChange>().value();
    const auto now = parts_.clock.now();
    try {
      tx.execute(kInsert, changeId, id, service.tenant, id, productId, product.name,
                 change.quote.cycle, price->price.currency(), price->price.minor(), invoice, now,
                 now);
    } catch (const db::UniqueViolation&) {
      throw DomainError{
          "change_under_way", 409,
          "Another change of plan waits for its payment; pay or cancel that one first."};
    }
    parts_.desk.step(tx, actor, service, "plan_change_requested", product.name);
    if (change.quote.net.isNegative()) {
      // What was paid too much comes back as credit: by a credit note on the invoice that it was
      // paid by.
      returnDifference(tx, actor, service, change.priced.total.negated());
    }
    if (!change.quote.net.isPositive()) startChange(tx, service, changeId);
    return change;
  });
}

// On the invoices that the service was paid by, the latest first: a note takes back no more than
// its invoice still says.
void ServiceActions::returnDifference(db::Transaction& tx, const Actor& actor,
                                      const Service& service, Money amount) {
  constexpr auto kPaid = R"sql(
    SELECT DISTINCT l.invoice_id FROM invoice_lines l JOIN invoice_states s ON s.invoice_id = l.invoice_id
     WHERE l.service_id = ? AND s.status = 'paid' ORDER BY l.invoice_id DESC LIMIT 24)sql";
  auto owed = amount;
  for (const auto& row : tx.query(kPaid, service.id)) {
    const auto id = row.id<Invoice>("invoice_id");
    const auto invoice = parts_.billing.find(tx, Scope::ofTenant(service.tenant), id).value();
    const auto part = Money::min(owed, parts_.corrections.left(tx, invoice));
    if (!part.isPositive()) continue;
    parts_.corrections.credit(tx, actor, id, part, "Change to a smaller plan, " + service.title());
    owed = owed.minus(part);
  }
}

void ServiceActions::startChange(db::Transaction& tx, Service& service, std::int64_t change) {
  // What is being done to it already (it is taken down, it ends) goes first: the job waits for it.
  if (service.status == ServiceStatus::Active && service.provisioning == ProvisioningState::Idle) {
    service.provisioning = ProvisioningState::Changing;
    parts_.desk.save(tx, service);
    tx.execute(kStart, parts_.clock.now(), change);
  }
  jobs::Enqueue how;
  how.lane = "plugin." + service.plugin;
  how.uniqueKey = "services.change_package:" + std::to_string(change);
  parts_.queue.enqueue(tx, Scope::ofAccount(service.tenant, service.account),
                       ChangeServicePackage{service.id, change}, how);
}

void ServiceActions::changePaid(db::Transaction& tx, const Actor& actor, Id<Invoice> invoice) {
  const auto rows = tx.query(kSelectByInvoice, invoice);
  if (rows.empty()) return;
  auto service = parts_.services.lock(tx, Scope::ofTenant(actor.scope.tenant),
                                      rows[0].id<Service>("service_id"));
  if (service) startChange(tx, *service, rows[0].integer("id"));
}

void ServiceActions::callOffChange(db::Transaction& tx, const Actor& actor, Id<Service> service) {
  const auto rows = tx.query(kSelectOpen, service);
  if (rows.empty() || rows[0].isNull("invoice_id")) return;
  const auto invoice = parts_.billing.find(tx, actor.scope, rows[0].id<Invoice>("invoice_id"));
  if (!invoice || invoice->stored != InvoiceStatus::Unpaid) return;
  parts_.corrections.cancel(tx, actor, invoice->id, "The term ended before the change was paid");
  tx.execute(kEnd, "called_off", parts_.clock.now(), rows[0].integer("id"));
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
  OperationSpec spec;
  spec.instance = service->plugin;
  spec.operation = "provisioner/1.change_package";
  spec.key = "change_package:" + std::to_string(task.change);
  spec.subject = service->id.text();
  spec.secretFields = {"server_settings", "password"};
  spec.request = parts_.database.read(
      [&](db::Reader& reader) { return parts_.provider.requestOn(reader, *service); });
  spec.request["product_settings"] = product.provisioning->settings;
  spec.repeatable = true;
  spec.target = service->server ? service->server->text() : "";
  const auto answer = parts_.provider.send(context, *service, spec, isChangeable);
  if (!answer) {
    const bool calledOff = answer.error().kind() == jobs::Result::Kind::Done;
    return calledOff ? jobs::Result::wait(kLookAgain, "something else is done to it first")
                     : answer.error();
  }
  if (answer->outcome != Outcome::Succeeded)
    return parts_.provider.failed(context, *service, ProvisioningState::Changing, *answer,
                                  "change");
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.services.lock(tx, scope, task.service).value();
    current.product = product.id;
    current.name = row[0].text("name");
    current.taxClass = product.taxClass;
    current.price = row[0].money("price", "currency");
    if (current.provisioning == ProvisioningState::Changing)
      current.provisioning = ProvisioningState::Idle;
    parts_.desk.save(tx, current);
    tx.execute(kEnd, "done", parts_.clock.now(), task.change);
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

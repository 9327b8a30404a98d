#include "tests/modules/services/service_shop.h"

#include "modules/billing/billing_module.h"
#include "modules/billing/invoice_repository.h"
#include "modules/catalog/catalog_module.h"
#include "modules/catalog/product_repository.h"
#include "modules/ordering/order_repository.h"
#include "modules/ordering/ordering_module.h"

namespace hostler {

std::span<const db::Migration> operationsMigrations();

namespace testing {
namespace {

constexpr int kNode = 7;

EngineOptions options() {
  EngineOptions options;
  for (const auto steps : {operationsMigrations(), catalogMigrations(), billingMigrations(),
                           orderingMigrations(), servicesMigrations()})
    options.migrations.insert(options.migrations.end(), steps.begin(), steps.end());
  return options;
}

std::string verbOf(const ProviderRequest& request) {
  return request.operation.substr(request.operation.find('.') + 1);
}

}  // namespace

ProviderAnswer BookedPanel::call(const ProviderRequest& request) {
  requests.push_back(request);
  const auto told = told_.find(verbOf(request));
  if (told == told_.end()) return act(request);
  const auto answer = told->second;  // which may tell anew
  return answer(request);
}

void BookedPanel::fails(const std::string& verb, Outcome outcome, const std::string& message) {
  on(verb,
     [=](const ProviderRequest&) { return ProviderAnswer::failed(outcome, "told", message); });
}

void BookedPanel::cutsOff(const std::string& verb, bool happens) {
  on(verb, [this, verb, happens](const ProviderRequest& request) -> ProviderAnswer {
    recovers(verb);
    if (happens) act(request);
    throw std::runtime_error{"the power went"};
  });
}

ProviderAnswer BookedPanel::act(const ProviderRequest& request) {
  const auto verb = verbOf(request);
  const auto& body = request.body;
  const auto done = [](Json reply) { return ProviderAnswer{Outcome::Succeeded, std::move(reply)}; };
  if (verb == "create") {
    const auto id = "u" + std::to_string(accounts.size() + 1);
    accounts[id] = {body.at("domain"), false};
    return done({{"id", id}, {"username", id}, {"domain", body.at("domain")}});
  }
  if (verb == "locate") {
    for (const auto& [id, account] : accounts) {
      if (account.domain == body.at("domain"))
        return done({{"account", {{"id", id}, {"username", id}, {"domain", account.domain}}}});
    }
    return done({{"account", nullptr}});
  }
  if (verb == "backup") return done({{"id", "b1"}, {"state", "done"}, {"outlives_account", true}});
  const auto found = accounts.find(body.at("account").at("id").get<std::string>());
  if (found == accounts.end())
    return ProviderAnswer::failed(Outcome::NeedsAttention, "account_missing", "it is gone");
  if (verb == "suspend") found->second.suspended = true;
  if (verb == "unsuspend") found->second.suspended = false;
  if (verb == "terminate") accounts.erase(found);
  return done(Json::object());
}

std::size_t BookedPanel::asked(const std::string& verb) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(requests, [&](const auto& one) { return verbOf(one) == verb; }));
}

const ProviderRequest& BookedPanel::last(const std::string& verb) const {
  for (auto one = requests.rbegin(); one != requests.rend(); ++one) {
    if (verbOf(*one) == verb) return *one;
  }
  throw std::logic_error{verb + " was never asked"};
}

ServiceShop::ServiceShop()
    : engine{options()},
      people{engine.database()},
      catalog{engine.database()},
      ledger{engine.clock(), engine.ids()},
      credit{ledger},
      billing{{engine.database(), engine.clock(), engine.ids(), engine.tenants(), people, ledger,
               credit, engine.audit(), engine.events()}},
      corrections{{engine.clock(), engine.ids(), engine.tenants(), ledger, credit, engine.audit(),
                   engine.events()}},
      orders{engine.clock(), engine.audit()},
      orderService{{engine.database(), engine.clock(), catalog, billing, corrections,
                    engine.audit(), engine.events()}},
      operations{engine.database(), engine.clock(), engine.ids(), engine.vault(), panel},
      services{{engine.database(),
                engine.clock(),
                engine.ids(),
                engine.random(),
                engine.vault(),
                engine.tenants(),
                people,
                catalog,
                billing,
                corrections,
                credit,
                orders,
                operations,
                engine.audit(),
                engine.events(),
                engine.jobs(),
                before,
                {}}},
      handlers{engine.jobs()},
      console{engine.database(), engine.clock(), engine.audit(), &interventions},
      client{engine.signedUpClient("asha@example.in")},
      account{engine.database().query("SELECT id FROM accounts").only().id<Account>("id")} {
  services.addHandlers(handlers);
  services.addInterventions(interventions);
  services.mount(engine.router());
  console.mount(engine.router());
  engine.database().transaction([&](db::Transaction& tx) {
    Server server;
    server.id = engine.ids().next<Server>();
    server.name = "one";
    server.plugin = "panel";
    server.maxAccounts = 100;
    ServerRepository{engine.vault()}.insert(tx, server, Json::object(), engine.clock().now());
  });
}

ServiceShop::~ServiceShop() = default;

Id<Product> ServiceShop::product(const std::string& plugin, std::int64_t paise) {
  Product product;
  product.id = engine.ids().next<Product>();
  product.name = "Starter";
  product.slug = "starter" + std::to_string(++products_);
  product.taxClass = "998315";
  product.prices = {{Cycle::Monthly, Money::ofMinor(paise, Currency::of("INR")),
                     Money::zero(Currency::of("INR"))}};
  if (!plugin.empty()) product.provisioning = Provisioning{plugin, std::nullopt, Json::object()};
  engine.database().transaction([&](db::Transaction& tx) {
    product_repository::insert(tx, kPlatform, product, engine.clock().now());
    product_repository::replacePrices(tx, product);
  });
  return product.id;
}

ServiceShop::Ordered ServiceShop::order(const std::string& plugin,
                                        const std::optional<std::string>& domain) {
  auto& ids = engine.ids();
  const auto today = engine.tenants().today(kPlatform);
  Order order;
  order.id = ids.next<Order>();
  order.tenant = kPlatform;
  order.account = account;
  order.invoice = ids.next<Invoice>();
  order.createdAt = engine.clock().now();
  OrderItem item;
  item.id = ids.next<OrderItem>();
  item.order = order.id;
  item.product = product(plugin);
  item.service = ids.next<Service>();
  item.periodFrom = today;
  item.periodUntil = today.plusMonths(1, today.day());
  item.unitPrice = Money::ofMinor(499'00, Currency::of("INR"));
  item.domain = domain;
  if (!domain) item.hostname = "host.example.com";
  order.items = {item};
  InvoiceRequest request;
  request.id = order.invoice;
  request.account = account;
  LineDraft line;
  line.description = "Starter";
  line.unitPrice = item.unitPrice;
  line.taxClass = "998315";
  line.subject = {item.service, std::nullopt, item.id};
  line.period = Period{item.periodFrom, *item.periodUntil};
  request.lines = {line};
  engine.database().transaction([&](db::Transaction& tx) {
    order_repository::insert(tx, order, {});
    engine.events().publish(tx, clientActor(), Scope::ofAccount(kPlatform, account),
                            OrderPlaced{order.id, account, order.invoice, order.total});
    const auto invoice = billing.issue(tx, clientActor(), request);
    billing.claimPeriod(tx, item.service, *line.period, invoice.id);
  });
  return {order.id, order.invoice, item.service};
}

void ServiceShop::pay(Id<Invoice> id) {
  engine.database().transaction([&](db::Transaction& tx) {
    auto invoice = invoice_repository::lock(tx, Scope::ofTenant(kPlatform), id).value();
    credit.add(tx, kPlatform, invoice.account, invoice.balance);
    if (!credit.payInvoice(tx, invoice)) throw std::logic_error{"credit did not pay"};
    std::vector<Invoice> settled{invoice};
    billing.settle(tx, clientActor(), settled);
  });
}

Id<Service> ServiceShop::running(const std::optional<std::string>& domain) {
  const auto ordered = order("panel", domain);
  pay(ordered.invoice);
  doJobs();
  CPPUNIT_ASSERT(is(now(ordered.service), ServiceStatus::Active, ProvisioningState::Idle));
  moveBy(std::chrono::seconds{1});
  return ordered.service;
}

Id<Service> ServiceShop::runningByHand() {
  const auto ordered = order("");
  pay(ordered.invoice);
  services.actions().provision(staff(), ordered.service,
                               ServiceCredentials{"asha", Secret{"a password"}});
  moveBy(std::chrono::seconds{1});
  return ordered.service;
}

Id<Invoice> ServiceShop::overdue(Id<Service> id) {
  const auto invoice = services.renewals().issue(rule(), {id}, false).at(0).invoice;
  moveTo(now(id).paidUntil.value().plusDays(5));
  return invoice;
}

Id<Service> ServiceShop::suspended(SuspensionReason reason) {
  const auto id = running();
  suspend(id, reason);
  doJobs();
  CPPUNIT_ASSERT(is(now(id), ServiceStatus::Suspended, ProvisioningState::Idle));
  moveBy(std::chrono::seconds{1});
  return id;
}

Service ServiceShop::now(Id<Service> id) {
  return services.actions().get(Scope::ofTenant(kPlatform), id);
}

void ServiceShop::begin(Id<Service> id,
                        const std::function<void(db::Transaction&, const Actor&, Service&)>& what) {
  engine.database().transaction([&](db::Transaction& tx) {
    auto service = services.services().lock(tx, Scope::ofTenant(kPlatform), id).value();
    what(tx, rule(), service);
  });
}

void ServiceShop::suspend(Id<Service> id, SuspensionReason reason) {
  begin(id, [&](auto& tx, const auto& actor, auto& service) {
    services.desk().beginSuspend(tx, actor, service, reason);
  });
}

void ServiceShop::terminate(Id<Service> id) {
  begin(id, [&](auto& tx, const auto& actor, auto& service) {
    services.desk().beginTerminate(tx, actor, service, "Not paid");
  });
}

std::vector<jobs::Result> ServiceShop::doJobs() {
  jobs::Claims claims{engine.database(), engine.clock(), kNode, handlers, &interventions};
  std::vector<jobs::Result> results;
  while (true) {
    const auto due = claims.due();
    if (due.lanes.empty()) return results;
    for (const auto& lane : due.lanes) {
      for (const auto& job : claims.claim(lane, 1)) {
        const auto& handler = *handlers.find(job.kind);
        jobs::Context context{engine.database(), engine.clock(), job, kNode};
        auto result = jobs::Result::done();
        try {
          result = handler.run(context);
        } catch (const jobs::LeaseLost&) {
          continue;
        } catch (const std::exception& error) {
          result = jobs::Result::retry(error.what());
        }
        if (result.kind() != jobs::Result::Kind::Recorded) claims.record(job, handler, result);
        results.push_back(result);
      }
    }
  }
}

void ServiceShop::settle(Duration limit) {
  const auto end = engine.clock().now().plus(limit);
  jobs::Claims claims{engine.database(), engine.clock(), kNode, handlers, &interventions};
  while (true) {
    doJobs();
    const auto next = claims.due().next;
    if (!next || end < *next) return;
    engine.clock().set(*next);
  }
}

void ServiceShop::killWorkers(int times) {
  jobs::Claims claims{engine.database(), engine.clock(), kNode, handlers, &interventions};
  for (int i = 0; i < times; ++i) {
    for (const auto& lane : claims.due().lanes) claims.claim(lane, 10);
    claims.recover(kNode);
  }
}

void ServiceShop::moveTo(Date day) {
  engine.clock().set(TimeZone::named("Asia/Kolkata").at(day, 12, 0));
}

Actor ServiceShop::staff() const {
  auto actor = Actor::system(kPlatform, "test");
  actor.kind = Actor::Kind::Staff;
  return actor;
}

Actor ServiceShop::clientActor() const {
  auto actor = Actor::system(kPlatform, account, "test");
  actor.kind = Actor::Kind::Client;
  return actor;
}

std::string ServiceShop::states(const std::string& verb) {
  std::string text;
  for (const auto& row : engine.database().query(
           "SELECT state FROM provider_operations WHERE operation = ? ORDER BY id",
           "provisioner/1." + verb))
    text += (text.empty() ? "" : " ") + row.text("state");
  return text;
}

std::int64_t ServiceShop::count(const std::string& sql) {
  return engine.database().query(sql).only().integer("n");
}

Id<jobs::Job> ServiceShop::jobOf(std::string_view kind) {
  return engine.database()
      .query("SELECT id FROM jobs WHERE kind = ? ORDER BY id DESC LIMIT 1", kind)
      .only()
      .id<jobs::Job>("id");
}

jobs::State ServiceShop::stateOf(Id<jobs::Job> id) {
  return engine.database()
      .read([&](db::Reader& reader) { return console.find(reader, id); })
      .value()
      .state;
}

}  // namespace testing
}  // namespace hostler

#include "tests/modules/automation/shop.h"

#include "modules/accounts/account_repository.h"
#include "modules/automation/reissued_invoices.h"
#include "modules/billing/billing_module.h"
#include "modules/billing/invoice_repository.h"
#include "modules/catalog/catalog_module.h"
#include "modules/catalog/product_repository.h"
#include "modules/files/files_module.h"
#include "modules/ordering/order_repository.h"
#include "modules/ordering/ordering_module.h"

namespace hostler {

std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> auditMigrations();
std::span<const db::Migration> eventsMigrations();
std::span<const db::Migration> secretsMigrations();
std::span<const db::Migration> scheduleMigrations();
std::span<const db::Migration> operationsMigrations();
std::span<const db::Migration> resellersMigrations();
std::span<const db::Migration> accountsMigrations();

namespace testing {
namespace {

std::unique_ptr<db::Database> opened(const db::DatabaseUrl& url) {
  auto database = db::Database::open(url);
  auto steps = everyMigration();
  steps.push_back({"test", 9'000, "kept_reminders",
                   "CREATE TABLE kept_reminders (id BIGINT NOT NULL PRIMARY KEY, invoice_id BIGINT "
                   "NOT NULL, kind VARCHAR(40) NOT NULL)"});
  db::Migrator{*database, steps}.migrate();
  return database;
}

Tenant seller() {
  Tenant tenant;
  tenant.id = kPlatform;
  tenant.name = "Deccan Hosting";
  tenant.legalName = "Deccan Hosting Private Limited";
  tenant.address = {"1 Fort Road", "", "Mumbai", "400001", "Maharashtra", "27", "IN"};
  tenant.gstin = "27AAPFU0939F1ZV";
  tenant.email = "billing@deccan.example";
  tenant.phone = "+912212345678";
  tenant.zone = TimeZone::named("Asia/Kolkata");
  tenant.publicUrl = "https://deccan.example";
  return tenant;
}

lua::ScriptFunctions functionsOf(Shop& shop) {
  lua::ScriptFunctions functions;
  lua::addKeyValueFunctions(functions, shop.values);
  addScriptFunctions(functions, {*shop.database, shop.clock, shop.tenants, shop.accounts,
                                 shop.billing, shop.services.services(), shop.messages});
  shop.http.addTo(functions);
  shop.acts.addTo(functions);
  return functions;
}

std::vector<ScriptAction> actionsOf(Shop& shop) {
  std::vector<ScriptAction> actions;
  for (const auto& some :
       {serviceScriptActions({*shop.database, shop.services.services(), shop.services.desk(),
                              shop.services.actions(), shop.before}),
        orderScriptActions(shop.orderService),
        billingScriptActions({*shop.database, shop.clock, shop.ids, shop.accounts, shop.billing,
                              shop.corrections, shop.payments, shop.audit, shop.before}),
        clientScriptActions({shop.clock, shop.ids, shop.accounts, shop.audit}),
        ticketScriptActions(shop.support.tickets())}) {
    actions.insert(actions.end(), some.begin(), some.end());
  }
  return actions;
}

}  // namespace

std::vector<db::Migration> everyMigration() {
  std::vector<db::Migration> all;
  for (const auto steps :
       {jobsMigrations(), nodesMigrations(), auditMigrations(), eventsMigrations(),
        secretsMigrations(), scheduleMigrations(), operationsMigrations(), resellersMigrations(),
        accountsMigrations(), catalogMigrations(), billingMigrations(), orderingMigrations(),
        servicesMigrations(), automationMigrations(), supportMigrations(), filesMigrations()}) {
    all.insert(all.end(), steps.begin(), steps.end());
  }
  return all;
}

lua::ScriptHostSettings hostsOfTests() {
  lua::ScriptHostSettings settings;
  settings.program = std::filesystem::canonical("/proc/self/exe").parent_path() / "script_host";
  settings.arguments = {};
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  settings.memoryBytes = 0;  // sanitizers reserve terabytes
#endif
  return settings;
}

Transact plainly(db::Database& database) {
  return [&database](const std::function<void(db::Transaction&)>& work) {
    database.transaction([&](db::Transaction& tx) { work(tx); });
  };
}

void KeptReminders::remind(db::Transaction& tx, const Actor&, const Invoice& invoice,
                           const std::string& kind) {
  tx.execute(
      "INSERT INTO kept_reminders (id, invoice_id, kind) SELECT COALESCE(MAX(id), 0) + 1, ?, ? "
      "FROM kept_reminders",
      invoice.id, kind);
}

std::vector<std::string> KeptReminders::of(db::Database& database, Id<Invoice> invoice) {
  return database.query("SELECT kind FROM kept_reminders WHERE invoice_id = ? ORDER BY id", invoice)
      .map([](const db::Row& row) { return row.text("kind"); });
}

void KeptMessages::send(db::Transaction& tx, const Scope&, const OutgoingMessage& message) {
  tx.afterCommit([this, message] {
    const std::lock_guard lock{mutex_};
    sent_.push_back(message);
  });
}

std::vector<OutgoingMessage> KeptMessages::sent() {
  const std::lock_guard lock{mutex_};
  return sent_;
}

Shop::Shop(const db::DatabaseUrl& url, Instant start)
    : clock{start},
      database{opened(url)},
      vault{*database, clock, random,
            MasterKey::create((files.path() / "master.key").string(), random)},
      audit{clock, ids, vault.key("audit")},
      tenants{*database, clock},
      accounts{*database},
      catalog{*database},
      billing{{*database, clock, ids, tenants, accounts, ledger, credit, audit, bus}},
      corrections{{clock, ids, tenants, ledger, credit, audit, bus}},
      orders{clock, audit},
      orderService{{*database, clock, catalog, billing, corrections, audit, bus}},
      operations{*database, clock, ids, vault, providers},
      services{{*database,
                clock,
                ids,
                random,
                vault,
                tenants,
                accounts,
                catalog,
                billing,
                corrections,
                credit,
                orders,
                operations,
                audit,
                bus,
                queue,
                before,
                {}}},
      paymentRows{vault},
      payments{{*database, clock, ids, billing, credit, paymentRows, providers, audit, bus, queue,
                ledger}},
      limits{*database, clock, {}},
      uploads{{*database, clock, ids, audit}},
      support{{*database, clock, ids, audit, bus, limits, tenants, accounts, messages, uploads}},
      web{[](const HttpsRequest&) {
        HttpsAnswer nobody;
        nobody.error = "nobody is there";
        return nobody;
      }},
      values{*database, clock},
      http{{*database, clock, ids, [this](const HttpsRequest& request) { return web(request); }}},
      acts{{*database, clock, ids}, actionsOf(*this)},
      functions{functionsOf(*this)},
      selectors{allSelectors({services.services(), accounts, catalog})},
      shelf{{*database, clock, nursery, hostsOfTests(), functions, events,
             [this] { addScriptEvents(events, bus); }}},
      hooks{{*database, clock, ids, tenants, shelf, audit, bus, queue,
             [this](const Actor& actor, const std::vector<std::string>& needs) {
               ScriptHttp::mustBeHosts(needs);
               acts.mustBeAllowed(actor, needs);
             }}},
      book{{*database, clock, tenants, shelf, selectors, audit}},
      actions{{*database, clock, tenants, accounts, billing, orderService, services.services(),
               services.desk(), services.renewals(), reminders, before}},
      runner{{*database, clock, ids, tenants, shelf, book, selectors, actions, audit, bus}} {
  bus.declare<InvoicePaid>("An invoice's balance came to zero.");
  declareAutomationEvents(bus);
  followReissuedInvoices(bus);
  bus.addOutlet(hooks.outlet());
  before.connect(hooks);
  database->transaction([&](db::Transaction& tx) { tenants.save(tx, seller()); });
  someClient_ = client();
  someProduct_ = product();
}

Shop::~Shop() = default;

Id<Account> Shop::client(const std::optional<std::string>& group) {
  Account account;
  account.id = ids.next<Account>();
  account.tenant = kPlatform;
  account.number = std::to_string(100'000'000'000 + ++clients_);
  account.firstName = "Asha";
  account.lastName = "Rao";
  account.address = {"7 MG Road", "", "Pune", "411001", "Maharashtra", "27", "IN"};
  account.group = group;
  account.createdAt = account.updatedAt = clock.now();
  account.rootUser = ids.next<User>();
  database->transaction(
      [&](db::Transaction& tx) { account_repository::insert(tx, account, std::nullopt, "1"); });
  return account.id;
}

Id<Product> Shop::product(std::optional<int> graceDays) {
  return productWith([&](Product& product) { product.graceDays = graceDays; });
}

Id<Product> Shop::productWith(const std::function<void(Product&)>& change) {
  Product product;
  product.id = ids.next<Product>();
  product.name = "Starter";
  product.slug = "starter" + std::to_string(++products_);
  product.taxClass = "998315";
  product.stock = 10;
  change(product);
  database->transaction([&](db::Transaction& tx) {
    product_repository::insert(tx, kPlatform, product, clock.now());
  });
  return product.id;
}

Id<Service> Shop::service(Id<Account> account, Date paidUntil, std::optional<Id<Product>> product) {
  Service service;
  service.id = ids.next<Service>();
  service.tenant = kPlatform;
  service.account = account;
  service.product = product.value_or(someProduct_);
  service.orderItem = ids.next<OrderItem>();
  service.name = "Starter";
  service.taxClass = "998315";
  service.status = ServiceStatus::Active;
  service.plugin = "cpanel";
  service.domain = "example.com";
  service.price = Money::ofMinor(499'00, Currency::of("INR"));
  service.anchorDay = paidUntil.day();
  service.paidUntil = service.billedUntil = paidUntil;
  service.createdAt = service.updatedAt = clock.now();
  database->transaction([&](db::Transaction& tx) { services.services().insert(tx, service); });
  return service.id;
}

std::vector<Id<Service>> Shop::manyServices(int count, Date paidUntil) {
  std::vector<Id<Service>> made;
  database->transaction([&](db::Transaction&) {
    made.clear();
    for (int i = 0; i < count; ++i) made.push_back(service(someClient_, paidUntil));
  });
  return made;
}

Id<Order> Shop::unpaidOrder(Id<Account> account) {
  Order order;
  order.id = ids.next<Order>();
  order.tenant = kPlatform;
  order.account = account;
  order.invoice = ids.next<Invoice>();
  order.createdAt = clock.now();
  OrderItem item;
  item.id = ids.next<OrderItem>();
  item.order = order.id;
  item.product = someProduct_;
  item.service = ids.next<Service>();
  item.periodFrom = today();
  item.periodUntil = today().plusMonths(1, today().day());
  item.unitPrice = Money::ofMinor(499'00, Currency::of("INR"));
  order.items = {item};
  InvoiceRequest request;
  request.id = order.invoice;
  request.account = account;
  LineDraft line;
  line.description = "Starter";
  line.unitPrice = item.unitPrice;
  line.taxClass = "998315";
  line.subject = {item.service, std::nullopt, item.id};
  request.lines = {line};
  const auto actor = Actor::system(kPlatform, account, "test");
  database->transaction([&](db::Transaction& tx) {
    catalog.takeStock(tx, someProduct_, 1);
    order_repository::insert(tx, order, {});
    bus.publish(tx, actor, Scope::ofAccount(kPlatform, account),
                OrderPlaced{order.id, account, order.invoice, order.total});
    billing.issue(tx, actor, request);
  });
  return order.id;
}

Service Shop::now(Id<Service> id) {
  return database
      ->read([&](db::Reader& reader) {
        return services.services().find(reader, Scope::ofTenant(kPlatform), id);
      })
      .value();
}

Invoice Shop::invoiceOf(Id<Service> id) {
  const auto overdue = database->read([&](db::Reader& reader) {
    return billing.overdueOf(reader, kPlatform, id, Date::of(2100, 1, 1));
  });
  return database
      ->read([&](db::Reader& reader) {
        return billing.find(reader, Scope::ofTenant(kPlatform), overdue.at(0).invoice);
      })
      .value();
}

void Shop::pay(Id<Invoice> id) {
  database->transaction([&](db::Transaction& tx) {
    auto invoice = invoice_repository::lock(tx, Scope::ofTenant(kPlatform), id).value();
    credit.add(tx, kPlatform, invoice.account, invoice.balance);
    if (!credit.payInvoice(tx, invoice)) throw std::logic_error{"credit did not pay"};
    std::vector<Invoice> settled{invoice};
    billing.settle(tx, Actor::system(kPlatform, invoice.account, "test"), settled);
  });
}

void Shop::moveTo(Date day, int hour, int minute) {
  clock.set(TimeZone::named("Asia/Kolkata").at(day, hour, minute));
}

RuleReport Shop::run(const std::string& rule, const std::string& key) {
  RuleRequest request;
  request.tenant = kPlatform;
  request.rule = rule;
  request.key = key;
  request.due = clock.now();
  request.withFacts = true;
  return runner.run(request);
}

RuleReport Shop::simulate(const std::string& rule, std::optional<Date> day) {
  RuleRequest request;
  request.tenant = kPlatform;
  request.rule = rule;
  request.due = clock.now();
  request.day = day;
  return runner.simulate(request);
}

void Shop::settleHooks() {
  while (bus.dispatch(*database) > 0) {
  }
  NodeRegistry nodes{*database, clock};
  jobs::Handlers handlers{queue};
  const jobs::HandlerOptions options{.lane = "hooks", .maxAttempts = 6};
  handlers.add<RunHooks>(
      options, [this](auto& context, const auto& task) { return hooks.run(context, task); });
  handlers.add<RetryHook>(
      options, [this](auto& context, const auto& task) { return hooks.retry(context, task); });
  jobs::Workers workers{*database, clock, nodes, queue, handlers};
  workers.start();
  if (!workers.settle(clock.monotonic() + std::chrono::seconds{60}))
    throw std::logic_error{"hooks do not come to an end"};
  workers.drain(std::chrono::seconds{10});
}

void Shop::addRootUser(Id<Account> account, const std::string& email) {
  const auto root = database->query("SELECT root_user_id AS n FROM accounts WHERE id = ?", account)
                        .only()
                        .integer("n");
  database->transaction([&](db::Transaction& tx) {
    tx.execute(R"sql(
      INSERT INTO users (id, tenant_id, account_id, kind, role, status, name, email, email_key, language, password_hash,
                         password_changed_at, totp_last_step, failures, created_at, updated_at)
      VALUES (?, 1, ?, 'root', 'client', 'active', 'Asha Rao', ?, ?, 'en', '', 0, 0, 0, 0, 0))sql",
               root, account, email, email);
  });
}

Actor Shop::staff() const {
  auto actor = Actor::system(kPlatform, "test");
  actor.kind = Actor::Kind::Staff;
  return actor;
}

std::int64_t Shop::count(const std::string& sql) {
  return database->query(sql).only().integer("n");
}

}  // namespace testing
}  // namespace hostler

#include "tests/modules/billing/money_shop.h"

#include "modules/accounts/account_repository.h"
#include "modules/accounts/user_repository.h"
#include "modules/billing/billing_module.h"
#include "modules/billing/tax_rules.h"
#include "modules/catalog/catalog_module.h"
#include "modules/catalog/product_repository.h"
#include "modules/ordering/order_repository.h"
#include "modules/ordering/ordering_module.h"

#include <cstdlib>

namespace hostler {

std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> auditMigrations();
std::span<const db::Migration> eventsMigrations();
std::span<const db::Migration> secretsMigrations();
std::span<const db::Migration> operationsMigrations();
std::span<const db::Migration> resellersMigrations();
std::span<const db::Migration> accountsMigrations();
std::span<const db::Migration> usageMigrations();

namespace testing {
namespace {

constexpr int kNode = 7;

std::unique_ptr<db::Database> opened(const db::DatabaseUrl& url,
                                     const std::vector<db::Migration>& more) {
  auto database = db::Database::open(url);
  auto all = more;
  for (const auto steps :
       {jobsMigrations(), nodesMigrations(), auditMigrations(), eventsMigrations(),
        secretsMigrations(), operationsMigrations(), resellersMigrations(), accountsMigrations(),
        catalogMigrations(), billingMigrations(), orderingMigrations(), servicesMigrations(),
        usageMigrations()}) {
    all.insert(all.end(), steps.begin(), steps.end());
  }
  db::Migrator{*database, all}.migrate();
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

}  // namespace

ProviderAnswer ToldProviders::call(const ProviderRequest& request) {
  Answer answer;
  {
    const std::lock_guard lock{mutex_};
    asked_.push_back(request);
    if (const auto told = answers_.find(request.operation); told != answers_.end())
      answer = told->second;
  }
  return answer ? answer(request) : ProviderAnswer{Outcome::Succeeded, Json::object()};
}

std::vector<ProviderInstance> ToldProviders::instances(const std::string& kind) {
  const std::lock_guard lock{mutex_};
  if (kind == "gateway")
    return {{"bank", "bank", "gateway", "Bank", true, bankVerbs_, currencies_, {}}};
  return {{"panel", "panel", "provisioner", "Panel", true, verbs_, {}, {}}};
}

void ToldProviders::offers(std::vector<std::string> verbs) {
  const std::lock_guard lock{mutex_};
  verbs_ = std::move(verbs);
}

void ToldProviders::takes(std::vector<std::string> currencies) {
  const std::lock_guard lock{mutex_};
  currencies_ = std::move(currencies);
}

void ToldProviders::bankOffers(std::vector<std::string> verbs) {
  const std::lock_guard lock{mutex_};
  bankVerbs_ = std::move(verbs);
}

void ToldProviders::on(const std::string& operation, Answer answer) {
  const std::lock_guard lock{mutex_};
  answers_[operation] = std::move(answer);
}

std::vector<ProviderRequest> ToldProviders::asked(const std::string& operation) {
  const std::lock_guard lock{mutex_};
  std::vector<ProviderRequest> some;
  std::ranges::copy_if(asked_, std::back_inserter(some), [&](const ProviderRequest& one) {
    return operation.empty() || one.operation == operation;
  });
  return some;
}

bool ToldHooks::listens(const std::string&, Id<Tenant>) {
  return true;
}

void ToldHooks::ask(const std::string& event, Id<Tenant>, const Json& facts) {
  if (database_()->inTransaction()) throw std::logic_error{event + " was asked in a transaction"};
  const std::lock_guard lock{mutex_};
  asked.emplace_back(event, facts);
  if (event == refused) throw DomainError{"closed", 409, "We are closed."};
}

MoneyShop::MoneyShop(const db::DatabaseUrl& url, Instant start,
                     const std::vector<db::Migration>& more)
    : clock{start},
      database{opened(url, more)},
      vault{*database, clock, random,
            MasterKey::create((files.path() / "master.key").string(), random)},
      audit{clock, ids, vault.key("audit")},
      tenants{*database, clock},
      accounts{*database},
      catalog{*database},
      billing{{*database, clock, ids, tenants, accounts, ledger, credit, audit, bus}},
      corrections{{clock, ids, tenants, ledger, credit, audit, bus}},
      refunds{{clock, ids, credit, ledger, paymentRows, corrections, audit, bus, queue}},
      gateway{{*database, clock, ids, vault, billing, credit, ledger, paymentRows, refunds, audit,
               bus, queue}},
      payments{{*database, clock, ids, billing, credit, paymentRows, providers, audit, bus, queue,
                ledger}},
      operations{*database, clock, ids, vault, providers},
      orders{clock, audit},
      pricing{catalog, billing, tenants, accounts},
      carts{{*database, clock, ids, random, catalog, accounts, tenants, pricing}},
      checkout{{*database, clock, ids, catalog, billing, payments, carts, audit, bus,
                [this](const std::string& event, const Actor& actor, const Json& facts) {
                  hooks.ask(event, actor.scope.tenant, facts);
                },
                &pricing, &tenants}},
      orderService{{*database, clock, catalog, billing, corrections, audit, bus}},
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
                hooks,
                {}}},
      billingJobs{*database, clock, paymentRows, refunds, gateway, operations, queue} {
  services.addHandlers(handlers);
  handlers.add<RefundPayment>(
      {}, [this](auto& context, const auto& task) { return billingJobs.refund(context, task); });
  handlers.add<SettleWaitingEvents>({}, [this](auto& context, const auto& task) {
    return billingJobs.settleWaiting(context, task);
  });
  database->transaction([&](db::Transaction& tx) {
    tenants.save(tx, seller());
    tax_rules::insert(tx, kPlatform, ids.next<TaxRate>(),
                      {"IN", "", "", "GST", Decimal::of("18"), Date::of(2017, 7, 1), std::nullopt},
                      clock.now());
  });
}

MoneyShop::~MoneyShop() = default;

Id<Account> MoneyShop::client(const Buyer& buyer) {
  Account account;
  account.id = ids.next<Account>();
  account.tenant = kPlatform;
  account.number = std::to_string(100'000'000'000 + ++clients_);
  account.firstName = "Asha";
  account.lastName = "Rao";
  account.address = {"7 MG Road", "", "Pune", "411001", "", buyer.state, buyer.country};
  account.gstin = buyer.gstin;
  account.currency = buyer.currency;
  account.taxExempt = buyer.exempt;
  if (buyer.exempt) account.exemptionReason = "SEZ unit";
  account.group = buyer.group;
  account.createdAt = account.updatedAt = clock.now();
  User root;
  root.id = account.rootUser = ids.next<User>();
  root.tenant = kPlatform;
  root.account = account.id;
  root.name = account.fullName();
  root.username = "root" + std::to_string(root.id.value());
  root.email = "asha" + std::to_string(root.id.value()) + "@example.in";
  root.language = account.language;
  database->transaction([&](db::Transaction& tx) {
    account_repository::insert(tx, account, std::nullopt, "1");
    user_repository::insert(tx, {root, "!", false}, clock.now());
  });
  return account.id;
}

Id<Product> MoneyShop::product(std::int64_t paise, const std::function<void(Product&)>& change) {
  Product product;
  product.id = ids.next<Product>();
  product.name = "Starter";
  product.slug = "starter" + std::to_string(++products_);
  product.taxClass = "998315";
  product.maxQuantity = 10;
  product.provisioning = Provisioning{"panel", std::nullopt, Json::object()};
  product.prices = {{Cycle::Monthly, inr(paise), inr(0)}};
  change(product);
  database->transaction([&](db::Transaction& tx) {
    product_repository::insert(tx, kPlatform, product, clock.now());
    product_repository::replacePrices(tx, product);
  });
  return product.id;
}

Id<Service> MoneyShop::service(Id<Account> account, Date paidUntil,
                               const std::function<void(Service&)>& change) {
  Service service;
  service.id = ids.next<Service>();
  service.tenant = kPlatform;
  service.account = account;
  service.orderItem = ids.next<OrderItem>();
  service.name = "Starter";
  service.taxClass = "998315";
  service.status = ServiceStatus::Active;
  service.plugin = "panel";
  service.externalId = "acct1";
  service.domain = "example.com";
  service.price = inr(499'00);
  service.anchorDay = paidUntil.day();
  service.paidUntil = service.billedUntil = paidUntil;
  service.createdAt = service.updatedAt = clock.now();
  change(service);
  if (service.product == Id<Product>{}) service.product = product();
  database->transaction([&](db::Transaction& tx) {
    services.services().insert(tx, service);
    services.services().setCredentials(tx, service.id, {"user", Secret{"password"}});
  });
  return service.id;
}

LineDraft MoneyShop::line(Money unitPrice, Decimal quantity) {
  LineDraft line;
  line.description = "Hosting";
  line.quantity = quantity;
  line.unitPrice = unitPrice;
  line.discount = Money::zero(unitPrice.currency());
  line.taxClass = "998315";
  return line;
}

Invoice MoneyShop::issue(Id<Account> account, const std::vector<LineDraft>& lines) {
  InvoiceRequest request;
  request.account = account;
  request.kind = InvoiceKind::Manual;
  request.currency = lines.at(0).unitPrice.currency();
  request.lines = lines;
  return database->transaction(
      [&](db::Transaction& tx) { return billing.issue(tx, staff(), request); });
}

Invoice MoneyShop::now(Id<Invoice> id) {
  return database
      ->read(
          [&](db::Reader& reader) { return billing.find(reader, Scope::ofTenant(kPlatform), id); })
      .value();
}

Payment MoneyShop::now(Id<Payment> id) {
  return payments.get(Scope::ofTenant(kPlatform), id);
}

Service MoneyShop::now(Id<Service> id) {
  return services.actions().get(Scope::ofTenant(kPlatform), id);
}

Order MoneyShop::now(Id<Order> id) {
  return database
      ->read(
          [&](db::Reader& reader) { return orders.find(reader, Scope::ofTenant(kPlatform), id); })
      .value();
}

Money MoneyShop::creditOf(Id<Account> account, Currency currency) {
  return database->read(
      [&](db::Reader& reader) { return credit.balance(reader, account, currency); });
}

Payment MoneyShop::attempt(Id<Account> account, const std::vector<Id<Invoice>>& invoices) {
  const auto started = payments.start(actorOf(account), invoices, "bank");
  return database->transaction([&](db::Transaction& tx) {
    auto payment = paymentRows.lock(tx, started.id).value();
    payment.reference = "order_" + payment.id.text();
    payment.status = PaymentStatus::Processing;
    paymentRows.save(tx, payment);
    return payment;
  });
}

GatewayNotice MoneyShop::captured(const Payment& payment, Money amount, const std::string& id) {
  GatewayNotice notice;
  notice.gateway = "bank";
  notice.kind = GatewayNotice::Kind::Captured;
  notice.references = {payment.reference.value()};
  notice.transactionId = id;
  notice.amount = amount;
  return notice;
}

GatewayNotice MoneyShop::about(GatewayNotice::Kind kind, const std::string& payment,
                               const std::string& id, Money amount) {
  GatewayNotice notice;
  notice.gateway = "bank";
  notice.kind = kind;
  notice.transactionId = id;
  notice.paymentTransactionId = payment;
  notice.amount = amount;
  return notice;
}

Payment MoneyShop::pay(const Invoice& invoice, const std::string& id) {
  const auto payment = attempt(invoice.account, {invoice.id});
  gateway.book({captured(payment, payment.amount, id)});
  return now(payment.id);
}

Refund MoneyShop::refund(Id<Payment> payment, std::optional<Money> amount, RefundDestination to) {
  return database->transaction([&](db::Transaction& tx) {
    return refunds.start(tx, staff(), payment, amount, to, "Not as expected");
  });
}

void MoneyShop::put(Id<Account> account, Id<Product> product, int quantity) {
  AddToCart item;
  item.type = "product";
  item.product = product;
  item.quantity = quantity;
  item.domain = "shop.example";
  carts.add(holder(account), item);
}

CheckoutService::Done MoneyShop::buy(Id<Account> account, const CheckoutBody& body) {
  return checkout.checkout(actorOf(account), holder(account), body);
}

CheckoutService::Done MoneyShop::buy(Id<Account> account) {
  CheckoutBody body;
  body.acceptTerms = true;
  return buy(account, body);
}

Actor MoneyShop::staff() const {
  auto actor = Actor::system(kPlatform, "test");
  actor.kind = Actor::Kind::Staff;
  return actor;
}

Actor MoneyShop::actorOf(Id<Account> account) const {
  auto actor = Actor::system(kPlatform, account, "test");
  actor.kind = Actor::Kind::Client;
  return actor;
}

void MoneyShop::set(const std::string& setting, const Json& value) {
  database->transaction(
      [&](db::Transaction& tx) { tenants.change(tx, kPlatform, setting, value); });
}

void MoneyShop::moveTo(Date day, int hour, int minute) {
  clock.set(TimeZone::named("Asia/Kolkata").at(day, hour, minute));
}

int MoneyShop::doJobs() {
  jobs::Claims claims{*database, clock, kNode, handlers};
  int attempts = 0;
  while (true) {
    const auto due = claims.due();
    if (due.lanes.empty()) return attempts;
    for (const auto& lane : due.lanes) {
      for (const auto& job : claims.claim(lane, 1)) {
        const auto& handler = *handlers.find(job.kind);
        jobs::Context context{*database, clock, job, kNode};
        auto result = jobs::Result::done();
        try {
          result = handler.run(context);
        } catch (const std::exception& error) {
          result = jobs::Result::retry(error.what());
        }
        ++attempts;
        if (result.kind() != jobs::Result::Kind::Recorded) claims.record(job, handler, result);
      }
    }
  }
}

void MoneyShop::mustAddUp() {
  std::string faults;
  for (const auto& fault : Ledger::verify(*database).faults) faults += fault + "\n";
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults);
}

std::int64_t MoneyShop::count(const std::string& sql) {
  return database->query(sql).only().integer("n");
}

void MoneyShop::tamper(const std::string& sql) {
  database->transaction([&](db::Transaction& tx) { tx.execute(sql); });
}

InShop::InShop(std::function<Place()> place) : makePlace_{std::move(place)} {}
InShop::~InShop() = default;

void InShop::setUp() {
  place_ = makePlace_();
  shop_ = std::make_unique<MoneyShop>(*place_, Instant::parse("2026-06-10T06:00:00Z").value(),
                                      moreMigrations());
  opened();
}

void InShop::tearDown() {
  closing();
  shop_.reset();
  place_.reset();
}

Seed::Seed() : value{std::random_device{}()} {
  if (const auto* given = std::getenv("HOSTLER_TEST_SEED")) value = std::stoull(given);
}

}  // namespace testing
}  // namespace hostler

#include "tests/modules/billing/till.h"

#include "core/jobs/claims.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/user_repository.h"
#include "modules/billing/billing_module.h"
#include "modules/files/files_module.h"

#include <algorithm>

namespace hostler {

std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> auditMigrations();
std::span<const db::Migration> eventsMigrations();
std::span<const db::Migration> secretsMigrations();
std::span<const db::Migration> operationsMigrations();
std::span<const db::Migration> resellersMigrations();
std::span<const db::Migration> accountsMigrations();

namespace testing {
namespace {

constexpr int kNode = 7;

std::unique_ptr<db::Database> opened(const db::DatabaseUrl& url) {
  auto database = db::Database::open(url);
  std::vector<db::Migration> all;
  for (const auto steps :
       {jobsMigrations(), nodesMigrations(), auditMigrations(), eventsMigrations(),
        secretsMigrations(), operationsMigrations(), resellersMigrations(), accountsMigrations(),
        billingMigrations(), filesMigrations()}) {
    all.insert(all.end(), steps.begin(), steps.end());
  }
  db::Migrator{*database, all}.migrate();
  return database;
}

Tenant sellerOf(Id<Tenant> id, const std::string& name) {
  Tenant tenant;
  tenant.id = id;
  tenant.name = tenant.legalName = name;
  tenant.address = {"1 Fort Road", "", "Mumbai", "400001", "Maharashtra", "27", "IN"};
  tenant.email = "billing@" + name + ".example";
  tenant.phone = "+912212345678";
  tenant.zone = TimeZone::named("Asia/Kolkata");
  tenant.publicUrl = "https://" + name + ".example";
  return tenant;
}

}  // namespace

ProviderAnswer ToldGateway::call(const ProviderRequest& request) {
  asked_.push_back(request);
  const auto told = answers_.find(request.operation);
  return told == answers_.end() ? ProviderAnswer{Outcome::Succeeded, Json::object()}
                                : told->second(request);
}

std::vector<ProviderInstance> ToldGateway::instances(const std::string& kind) {
  if (kind != "gateway") return {};
  return {{"bank",
           "bank",
           "gateway",
           "Bank",
           true,
           {"checkout", "customer", "setup", "methods", "delete_method", "charge", "refund",
            "reconcile"},
           {},
           {}}};
}

std::vector<ProviderRequest> ToldGateway::asked(const std::string& operation) const {
  std::vector<ProviderRequest> some;
  std::ranges::copy_if(asked_, std::back_inserter(some),
                       [&](const ProviderRequest& one) { return one.operation == operation; });
  return some;
}

Till::Till(const db::DatabaseUrl& url)
    : clock{Instant::parse("2026-06-10T06:00:00Z").value()},
      database{opened(url)},
      vault{*database, clock, random,
            MasterKey::create((folder.path() / "master.key").string(), random)},
      audit{clock, ids, vault.key("audit")},
      tenants{*database, clock},
      accounts{*database},
      billing{{*database, clock, ids, tenants, accounts, ledger, credit, audit, bus}},
      corrections{{clock, ids, tenants, ledger, credit, audit, bus}},
      refunds{{clock, ids, credit, ledger, paymentRows, corrections, audit, bus, queue}},
      desk{{*database, clock, ids, vault, billing, credit, ledger, paymentRows, refunds, audit, bus,
            queue}},
      payments{{*database, clock, ids, billing, credit, paymentRows, gateway, audit, bus, queue,
                ledger, &modes}},
      operations{*database, clock, ids, vault, gateway},
      methods{{*database, clock, ids, accounts, paymentRows, operations, gateway, audit, queue,
               &modes}},
      collections{{*database, clock, ids, tenants, paymentRows, methods, audit, bus, queue}},
      chargeJob{{*database, clock, paymentRows, methods, accounts, tenants, operations, desk, bus,
                 [](const std::string&) {}, &modes, &collections}},
      savedPayments{{*database, clock, ids, paymentRows, audit, queue, &modes}},
      poll{{*database, clock, paymentRows, desk, operations, gateway, false}},
      startJob{*database, clock,      paymentRows, accounts,
               tenants,   operations, methods,     [](const std::string&) {},
               &modes},
      billingJobs{*database, clock, paymentRows, refunds, desk, operations, queue, &modes},
      files{{*database, clock, ids, audit}},
      transfers{{*database, clock, paymentRows, desk, files, audit, bus}} {
  handlers.add<StartPayment>(
      {.maxAttempts = StartPaymentJob::kMostAttempts},
      [this](auto& context, const auto& task) { return startJob.run(context, task); });
  handlers.add<RefundPayment>(
      {}, [this](auto& context, const auto& task) { return billingJobs.refund(context, task); });
  handlers.add<RefreshMethods>(
      {}, [this](auto& context, const auto& task) { return methods.refresh(context, task); });
  handlers.add<DetachMethod>(
      {}, [this](auto& context, const auto& task) { return methods.detach(context, task); });
  handlers.add<PollGateway>({.maxAttempts = 2}, [this](auto& context, const auto& task) {
    return poll.run(context, task);
  });
  handlers.add<ChargeSavedMethod>(
      {.maxAttempts = ChargeJob::kMostAttempts},
      [this](auto& context, const auto& task) { return chargeJob.run(context, task); });
  handlers.add<SettleWaitingEvents>({}, [this](auto& context, const auto& task) {
    return billingJobs.settleWaiting(context, task);
  });
  handlers.add<ReconcilePayments>(
      {}, [this](auto& context, const auto& task) { return billingJobs.reconcile(context, task); });
  database->transaction(
      [&](db::Transaction& tx) { tenants.save(tx, sellerOf(kPlatform, "deccan")); });
  gateway.on("gateway/1.refund", [given = 0](const ProviderRequest& request) mutable {
    return ProviderAnswer{Outcome::Succeeded,
                          {{"id", "rfnd_" + std::to_string(++given)},
                           {"state", "processed"},
                           {"refund", request.body["refund"]}}};
  });
}

Till::~Till() = default;

Id<Tenant> Till::reseller(const std::string& name) {
  const auto id = ids.next<Tenant>();
  database->transaction([&](db::Transaction& tx) { tenants.save(tx, sellerOf(id, name)); });
  return id;
}

Id<Account> Till::client(Id<Tenant> tenant) {
  Account account;
  account.id = ids.next<Account>();
  account.tenant = tenant;
  account.number = std::to_string(100'000'000'000 + ++clients_);
  account.firstName = "Asha";
  account.lastName = "Rao";
  account.address = {"7 MG Road", "", "Pune", "411001", "", "27", "IN"};
  account.currency = Currency::of("INR");
  account.createdAt = account.updatedAt = clock.now();
  account.rootUser = ids.next<User>();
  user_repository::NewUser fresh;
  auto& root = fresh.user;
  root.id = account.rootUser;
  root.tenant = tenant;
  root.account = account.id;
  root.name = "Asha Rao";
  root.email = "asha" + std::to_string(clients_) + "@example.in";
  database->transaction([&](db::Transaction& tx) {
    account_repository::insert(tx, account, std::nullopt, "1");
    user_repository::insert(tx, fresh, clock.now());
  });
  return account.id;
}

Invoice Till::issue(Id<Account> account, Money amount, Id<Tenant> tenant) {
  LineDraft line;
  line.kind = LineKind::Manual;
  line.description = "Work";
  line.unitPrice = amount;
  line.discount = Money::zero(amount.currency());
  InvoiceRequest request;
  request.account = account;
  request.kind = InvoiceKind::Manual;
  request.currency = amount.currency();
  request.lines = {line};
  return database->transaction(
      [&](db::Transaction& tx) { return billing.issue(tx, staff(tenant), request); });
}

Invoice Till::now(Id<Invoice> id, Id<Tenant> tenant) {
  return database
      ->read([&](db::Reader& reader) { return billing.find(reader, Scope::ofTenant(tenant), id); })
      .value();
}

Payment Till::now(Id<Payment> id, Id<Tenant> tenant) {
  return payments.get(Scope::ofTenant(tenant), id);
}

Refund Till::now(Id<Refund> id) {
  return database->read([&](db::Reader& reader) { return refunds.find(reader, id); }).value();
}

Money Till::creditOf(Id<Account> account) {
  return database->read(
      [&](db::Reader& reader) { return credit.balance(reader, account, Currency::of("INR")); });
}

Money Till::book(std::string_view name, Id<Account> account) {
  return database->read([&](db::Reader& reader) {
    return ledger.balance(reader, kPlatform, account, name, Currency::of("INR"));
  });
}

Payment Till::attempt(Id<Account> account, const std::vector<Id<Invoice>>& invoices,
                      Id<Tenant> tenant) {
  const auto started = payments.start(actorOf(account, tenant), invoices, "bank");
  return database->transaction([&](db::Transaction& tx) {
    auto payment = paymentRows.lock(tx, started.id).value();
    payment.reference = "order_" + payment.id.text();
    payment.status = PaymentStatus::Processing;
    paymentRows.save(tx, payment);
    return payment;
  });
}

Payment Till::transfer(Id<Account> account, const std::vector<Id<Invoice>>& invoices,
                       Id<Tenant> tenant) {
  gateway.on("gateway/1.checkout", [](const ProviderRequest& request) {
    const auto reference = "PAY" + request.body["attempt"].get<std::string>().substr(4);
    return ProviderAnswer{
        Outcome::Succeeded,
        {{"reference", reference},
         {"amount", request.body["amount"]},
         {"state", "open"},
         {"next_action",
          {{"type", "instructions"}, {"text", "Transfer it"}, {"reference", reference}}}}};
  });
  const auto started = payments.start(actorOf(account, tenant), invoices, "bank");
  doJobs();
  return now(started.id, tenant);
}

GatewayNotice Till::captured(const Payment& payment, Money amount, const std::string& id) {
  GatewayNotice notice;
  notice.gateway = "bank";
  notice.kind = GatewayNotice::Kind::Captured;
  notice.references = {payment.reference.value()};
  notice.transactionId = id;
  notice.amount = amount;
  return notice;
}

GatewayNotice Till::about(GatewayNotice::Kind kind, const std::string& payment,
                          const std::string& id, Money amount) {
  GatewayNotice notice;
  notice.gateway = "bank";
  notice.kind = kind;
  notice.transactionId = id;
  notice.paymentTransactionId = payment;
  notice.amount = amount;
  return notice;
}

Refund Till::refund(Id<Payment> payment, std::optional<Money> amount, RefundDestination to) {
  return database->transaction([&](db::Transaction& tx) {
    return refunds.start(tx, staff(), payment, amount, to, "Not as expected");
  });
}

void Till::creditNote(Id<Invoice> invoice, Money amount) {
  database->transaction(
      [&](db::Transaction& tx) { corrections.credit(tx, staff(), invoice, amount, "Sorry"); });
}

void Till::spend(Id<Account> account, Money amount) {
  payments.start(actorOf(account), {issue(account, amount).id}, "wallet");
}

Actor Till::staff(Id<Tenant> tenant) {
  auto actor = Actor::system(tenant, "test");
  actor.kind = Actor::Kind::Staff;
  return actor;
}

Actor Till::actorOf(Id<Account> account, Id<Tenant> tenant) {
  auto actor = Actor::system(tenant, account, "test");
  actor.kind = Actor::Kind::Client;
  return actor;
}

int Till::doJobs() {
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

void Till::doAllJobs() {
  jobs::Claims claims{*database, clock, kNode, handlers};
  while (true) {
    doJobs();
    const auto next = claims.due().next;
    if (!next) return;
    clock.set(*next);
  }
}

void Till::reconcile() {
  database->transaction([&](db::Transaction& tx) {
    queue.enqueue(tx, Scope::ofTenant(kPlatform), ReconcilePayments{clock.now().unixMicros()});
  });
  doJobs();
}

void Till::mustAddUp() {
  std::string faults;
  for (const auto& fault : Ledger::verify(*database).faults) faults += fault + "\n";
  CPPUNIT_ASSERT_EQUAL(std::string{}, faults);
}

std::int64_t Till::count(const std::string& sql) {
  return database->query(sql).only().integer("n");
}

void Till::refused(const std::string& code, const std::function<void()>& act) {
  try {
    act();
  } catch (const DomainError& error) {
    CPPUNIT_ASSERT_EQUAL(code, error.code());
    return;
  }
  CPPUNIT_FAIL("it was not refused: " + code);
}

}  // namespace testing
}  // namespace hostler

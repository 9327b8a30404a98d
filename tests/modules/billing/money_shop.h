#pragma once

#include "core/db/migration.h"
#include "core/jobs/claims.h"
#include "core/operations/operations.h"
#include "core/secrets/vault.h"
#include "modules/billing/billing_jobs.h"
#include "modules/billing/gateway_desk.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/refund_desk.h"
#include "modules/ordering/checkout_service.h"
#include "modules/ordering/order_service.h"
#include "modules/services/services_module.h"
#include "tests/core/db/engines.h"

#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace hostler::testing {

inline Money inr(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR"));
}

/// Providers that answer as a test tells them, and keep what they were asked. There is a gateway
/// "bank" and a provisioner "panel". Thread-safe.
class ToldProviders final : public ProviderPort {
 public:
  using Answer = std::function<ProviderAnswer(const ProviderRequest&)>;

  ProviderAnswer call(const ProviderRequest& request) override;
  std::vector<ProviderInstance> instances(const std::string& kind) override;
  /// From now on an operation ("gateway/1.refund") is answered so. What nobody was told about is a
  /// success with an empty reply.
  void on(const std::string& operation, Answer answer);
  std::vector<ProviderRequest> asked(const std::string& operation = {});
  /// The verbs that "panel" has.
  void offers(std::vector<std::string> verbs);
  /// The currencies that "bank" takes; all until told.
  void takes(std::vector<std::string> currencies);
  /// The verbs that "bank" says it has.
  void bankOffers(std::vector<std::string> verbs);

 private:
  std::mutex mutex_;
  std::map<std::string, Answer> answers_;
  std::vector<ProviderRequest> asked_;
  std::vector<std::string> currencies_, verbs_, bankVerbs_;
};

/// Hooks that note what they are asked, and refuse what a test names. They may be asked by many
/// threads, and looked at once those have ended.
class ToldHooks final : public events::BeforeHooks {
 public:
  /// `database` may be made later, and is looked at when something is asked.
  explicit ToldHooks(std::function<db::Database*()> database) : database_{std::move(database)} {}
  bool listens(const std::string& event, Id<Tenant> tenant) override;
  void ask(const std::string& event, Id<Tenant> tenant, const Json& facts) override;

  std::string refused;  ///< this event is refused with the code "closed"
  std::vector<std::pair<std::string, Json>> asked;

 private:
  std::function<db::Database*()> database_;
  std::mutex mutex_;
};

/// A buyer, as far as money cares.
struct Buyer {
  std::string country = "IN", state = "27";
  std::optional<std::string> gstin = {};
  Currency currency = Currency::of("INR");
  bool exempt = false;
  std::optional<std::string> group = {};
};

/// A seller in Maharashtra with 18 % GST and everything that money moves through: real parts on a
/// database of its own, but for providers and hooks. Jobs run when they are asked to, in the
/// caller's thread.
class MoneyShop {
 public:
  explicit MoneyShop(const db::DatabaseUrl& url,
                     Instant now = Instant::parse("2026-06-10T06:00:00Z").value(),
                     const std::vector<db::Migration>& more = {});
  ~MoneyShop();

  TemporaryDirectory files{"hostler-money"};
  ManualClock clock;
  std::unique_ptr<db::Database> database;
  SystemRandom random;
  IdMint ids{clock, 1};
  Vault vault;
  AuditLog audit;
  events::Bus bus{clock, ids};
  jobs::Queue queue{clock, ids};
  Tenants tenants;
  Accounts accounts;
  Catalog catalog;
  Ledger ledger{clock, ids};
  CreditDesk credit{ledger};
  Billing billing;
  Corrections corrections;
  PaymentRepository paymentRows{vault};
  RefundDesk refunds;
  GatewayDesk gateway;
  ToldProviders providers;
  ToldHooks hooks{[this] { return database.get(); }};
  PaymentService payments;
  Operations operations;
  Orders orders;
  CartPricing pricing;
  CartService carts;
  CheckoutService checkout;
  OrderService orderService;
  ServicesModule services;
  BillingJobs billingJobs;
  jobs::Handlers handlers{queue};

  Id<Account> client(const Buyer& buyer = {});
  /// A hosting product at a monthly price in rupees, made by "panel" and without limit of stock.
  Id<Product> product(
      std::int64_t paise = 499'00, const std::function<void(Product&)>& change = [](Product&) {});
  /// An active service at "panel" that is paid until a day.
  Id<Service> service(
      Id<Account> account, Date paidUntil,
      const std::function<void(Service&)>& change = [](Service&) {});

  static LineDraft line(Money unitPrice, Decimal quantity = 1);
  Invoice issue(Id<Account> account, const std::vector<LineDraft>& lines);
  /// One of a single line, 18 % to be added.
  Invoice issue(Id<Account> account, Money net) { return issue(account, {line(net)}); }
  Invoice now(Id<Invoice> id);
  Payment now(Id<Payment> id);
  Service now(Id<Service> id);
  Order now(Id<Order> id);
  Money creditOf(Id<Account> account, Currency currency = Currency::of("INR"));

  /// An attempt to pay these at "bank", as it stands once the gateway has made its order
  /// "order_<payment>".
  Payment attempt(Id<Account> account, const std::vector<Id<Invoice>>& invoices);
  static GatewayNotice captured(const Payment& payment, Money amount, const std::string& id);
  static GatewayNotice about(GatewayNotice::Kind kind, const std::string& payment,
                             const std::string& id, Money amount);
  /// Money that came in through the gateway for an invoice's whole balance; the payment.
  Payment pay(const Invoice& invoice, const std::string& id);
  Refund refund(Id<Payment> payment, std::optional<Money> amount,
                RefundDestination to = RefundDestination::Source);

  void put(Id<Account> account, Id<Product> product, int quantity = 1);
  CheckoutService::Done buy(Id<Account> account, const CheckoutBody& body);
  CheckoutService::Done buy(Id<Account> account);
  static CartHolder holder(Id<Account> account) { return {kPlatform, account, {}}; }

  Actor staff() const;
  Actor actorOf(Id<Account> account) const;
  void set(const std::string& setting, const Json& value);
  Date today() { return tenants.today(kPlatform); }
  void moveTo(Date day, int hour = 12, int minute = 0);
  /// Does every job that is due and what follows from it; returns how many attempts that were.
  int doJobs();
  /// Fails with every fault that `ledger verify` finds.
  void mustAddUp();
  /// The only value of a query whose column is called n.
  std::int64_t count(const std::string& sql);
  /// Runs one statement behind the back of all that keeps the database right.
  void tamper(const std::string& sql);

 private:
  int clients_ = 0, products_ = 0;
};

/// What suites about money derive from: each test has a shop of its own, from its beginning to its
/// end. (CppUnit makes the fixtures of all tests before the first one runs.)
class InShop : public CppUnit::TestFixture {
 public:
  void setUp() override;
  void tearDown() override;

 protected:
  using Place = std::shared_ptr<const db::DatabaseUrl>;
  /// An empty database that is there as long as the answer.
  template <class Engine>
  static Place placeOn() {
    const auto engine = std::make_shared<Engine>();
    return {engine, &engine->url()};
  }
  explicit InShop(std::function<Place()> place = placeOn<db::OnSqlite>);
  ~InShop() override;

  /// Of modules that the shop itself does not have.
  virtual std::vector<db::Migration> moreMigrations() { return {}; }
  /// Before the test, with the shop there.
  virtual void opened() {}
  /// After it, while the shop is there.
  virtual void closing() {}

  std::unique_ptr<MoneyShop> shop_;

 private:
  std::function<Place()> makePlace_;
  Place place_;
};

/// The seed of a property test: another one on each run, or the one in HOSTLER_TEST_SEED. A failed
/// assertion names it.
struct Seed {
  Seed();
  std::uint64_t value;
  std::string text() const { return "HOSTLER_TEST_SEED=" + std::to_string(value); }
};

}  // namespace hostler::testing

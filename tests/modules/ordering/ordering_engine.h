#pragma once

#include "modules/billing/billing_module.h"
#include "modules/catalog/catalog_module.h"
#include "modules/catalog/product_repository.h"
#include "modules/ordering/ordering_module.h"
#include "tests/modules/billing/money_shop.h"
#include "tests/support/team.h"

namespace hostler {

std::span<const db::Migration> operationsMigrations();

namespace testing {

/// What suites about carts, orders and coupons over HTTP derive from: each test has an engine with
/// the ordering module behind its routes, an owner of the platform and a client, both signed in.
class InOrderingEngine : public CppUnit::TestFixture {
 public:
  void setUp() override {
    auto& engine = *(engine_ = std::make_unique<TestEngine>(withOrdering()));
    accounts_ = std::make_unique<Accounts>(engine.database());
    catalog_ = std::make_unique<Catalog>(engine.database());
    operations_ = std::make_unique<Operations>(engine.database(), engine.clock(), engine.ids(),
                                               engine.vault(), providers_);
    limits_ = std::make_unique<http::RateLimits>(engine.database(), engine.clock(),
                                                 EngineOptions::TestLimits());
    files_ = std::make_unique<Files>(
        Files::Parts{engine.database(), engine.clock(), engine.ids(), engine.audit()});
    billing_ = std::make_unique<BillingModule>(
        BillingModule::Parts{engine.database(), engine.clock(), engine.ids(), engine.vault(),
                             engine.tenants(), *accounts_, engine.audit(), engine.events(),
                             engine.jobs(), *operations_, providers_, *limits_, *files_,
                             [](Id<Tenant>, const std::string&, const std::string&, const Json&) {
                               return std::string{};
                             },
                             [](const std::string&) { return std::string{}; },
                             [](const std::string&) {}, false, nullptr});
    ordering_ = std::make_unique<OrderingModule>(OrderingModule::Parts{engine.database(),
                                                                       engine.clock(),
                                                                       engine.ids(),
                                                                       engine.random(),
                                                                       engine.tenants(),
                                                                       *accounts_,
                                                                       *catalog_,
                                                                       billing_->billing(),
                                                                       billing_->corrections(),
                                                                       billing_->payments(),
                                                                       engine.audit(),
                                                                       engine.events(),
                                                                       {}});
    ordering_->mount(engine.router());
    owner_ = std::make_unique<ApiClient>(engine.owner());
    client_ = std::make_unique<ApiClient>(engine.signedUpClient("asha@example.in"));
  }
  void tearDown() override {
    client_.reset();
    owner_.reset();
    ordering_.reset();
    billing_.reset();
    files_.reset();
    limits_.reset();
    operations_.reset();
    catalog_.reset();
    accounts_.reset();
    engine_.reset();
  }

 protected:
  /// A hosting product at 499 rupees a month, on sale in this shop.
  Id<Product> product(
      const std::function<void(Product&)>& change = [](Product&) {},
      Id<Tenant> seller = kPlatform) {
    Product product;
    product.id = engine_->ids().next<Product>();
    product.name = "Starter";
    product.slug = "starter" + std::to_string(++products_);
    product.taxClass = "998315";
    product.prices = {{Cycle::Monthly, inr(499'00), inr(0)}};
    change(product);
    engine_->database().transaction([&](db::Transaction& tx) {
      product_repository::insert(tx, seller, product, engine_->clock().now());
      product_repository::replacePrices(tx, product);
    });
    return product.id;
  }
  std::size_t rowsOf(const std::string& table) {
    return static_cast<std::size_t>(
        engine_->database().query("SELECT COUNT(*) AS n FROM " + table).only().integer("n"));
  }

  ToldProviders providers_;
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Catalog> catalog_;
  std::unique_ptr<Operations> operations_;
  std::unique_ptr<http::RateLimits> limits_;
  std::unique_ptr<Files> files_;
  std::unique_ptr<BillingModule> billing_;
  std::unique_ptr<OrderingModule> ordering_;
  std::unique_ptr<ApiClient> owner_, client_;

 private:
  static EngineOptions withOrdering() {
    EngineOptions options;
    for (const auto steps :
         {operationsMigrations(), catalogMigrations(), billingMigrations(), orderingMigrations()})
      options.migrations.insert(options.migrations.end(), steps.begin(), steps.end());
    return options;
  }

  int products_ = 0;
};

}  // namespace testing
}  // namespace hostler

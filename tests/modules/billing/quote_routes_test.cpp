#include "modules/billing/billing_module.h"
#include "modules/billing/tax_rules.h"
#include "tests/modules/billing/till.h"
#include "tests/support/test_engine.h"

namespace hostler {

std::span<const db::Migration> operationsMigrations();

namespace testing {
namespace {

EngineOptions withQuotes() {
  EngineOptions options;
  for (const auto steps : {operationsMigrations(), billingMigrations()})
    options.migrations.insert(options.migrations.end(), steps.begin(), steps.end());
  return options;
}

Json paise(std::int64_t amount) {
  return {{"amount", amount}, {"currency", "INR"}};
}

}  // namespace

// Quotes of a seller whose prices include the tax, as staff write them and write them again.
class QuoteRoutesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(QuoteRoutesTest);
  CPPUNIT_TEST(savingAQuoteAsItIsKeepsItsPrices);
  CPPUNIT_TEST(onlyStaffSeeItsOwnWords);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>(withQuotes());
    accounts_ = std::make_unique<Accounts>(engine_->database());
    operations_ = std::make_unique<Operations>(engine_->database(), engine_->clock(),
                                               engine_->ids(), engine_->vault(), providers_);
    limits_ = std::make_unique<http::RateLimits>(engine_->database(), engine_->clock(),
                                                 EngineOptions::TestLimits());
    files_ = std::make_unique<Files>(
        Files::Parts{engine_->database(), engine_->clock(), engine_->ids(), engine_->audit()});
    billing_ = std::make_unique<BillingModule>(BillingModule::Parts{
        engine_->database(), engine_->clock(), engine_->ids(), engine_->vault(), engine_->tenants(),
        *accounts_, engine_->audit(), engine_->events(), engine_->jobs(), *operations_, providers_,
        *limits_, *files_,
        [](Id<Tenant>, const std::string&, const std::string&, const Json&) {
          return std::string{};
        },
        [](const std::string&) { return std::string{}; }, [](const std::string&) {}, false,
        nullptr});
    billing_->mount(engine_->router());
    owner_ = std::make_unique<ApiClient>(engine_->owner());
    client_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
    account_ = client_->get("/account")["id"].get<std::string>();
    sellWithTaxInside();
  }
  void tearDown() override {
    client_.reset();
    owner_.reset();
    billing_.reset();
    files_.reset();
    limits_.reset();
    operations_.reset();
    accounts_.reset();
    engine_.reset();
  }

  void savingAQuoteAsItIsKeepsItsPrices() {
    auto quote = owner_->post("/admin/quotes", offer());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(quote.text, 201, quote.status);
    const auto path = "/admin/quotes/" + quote["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(paise(1'062'00), quote["total"]);
    CPPUNIT_ASSERT_EQUAL(paise(1'000'00), quote["lines"][0]["unit_price"]);
    for (int i = 0; i < 3; ++i) {
      quote = owner_->get(path);
      const auto written = quote["written_lines"];
      CPPUNIT_ASSERT_EQUAL(offer()["lines"], written);
      quote = owner_->patch(path, {{"lines", written}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(quote.text, 200, quote.status);
      CPPUNIT_ASSERT_EQUAL(paise(1'062'00), quote["total"]);
    }
  }

  void onlyStaffSeeItsOwnWords() {
    const auto id = owner_->post("/admin/quotes", offer())["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(200, owner_->post("/admin/quotes/" + id + "/send").status);
    const auto seen = client_->get("/quotes/" + id);
    CPPUNIT_ASSERT_EQUAL(200, seen.status);
    CPPUNIT_ASSERT(!seen.body.contains("written_lines"));
  }

 private:
  void sellWithTaxInside() {
    auto seller = engine_->tenants().get(kPlatform);
    seller.gstin = "27AAPFU0939F1ZV";
    engine_->database().transaction([&](db::Transaction& tx) {
      engine_->tenants().save(tx, seller);
      engine_->tenants().change(tx, kPlatform, "tax.prices_include_tax", true);
      tax_rules::insert(tx, kPlatform, engine_->ids().next<TaxRate>(),
                        {"IN", "", "", "GST", 18, Date::of(2017, 7, 1), {}},
                        engine_->clock().now());
    });
  }
  // 1,180.00 with tax inside, less 118.00.
  Json offer() {
    return {{"account", account_},
            {"title", "A server of your own"},
            {"valid_until", "2099-01-01"},
            {"lines", Json::array({{{"description", "Server"},
                                    {"quantity", "1"},
                                    {"unit_price", paise(1'180'00)},
                                    {"discount", paise(118'00)},
                                    {"sac", "998315"}}})}};
  }

  ToldGateway providers_;
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Operations> operations_;
  std::unique_ptr<http::RateLimits> limits_;
  std::unique_ptr<Files> files_;
  std::unique_ptr<BillingModule> billing_;
  std::unique_ptr<ApiClient> owner_, client_;
  std::string account_;
};
HOSTLER_SUITE(QuoteRoutesTest, "modules/billing/quote_routes");

}  // namespace testing
}  // namespace hostler

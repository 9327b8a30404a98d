#include "modules/billing/tax_rules.h"
#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/till.h"

namespace hostler {

namespace testing {
// Quotes of a seller whose prices include the tax, as staff write them and write them again.
class QuoteRoutesTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(QuoteRoutesTest);
  CPPUNIT_TEST(savingAQuoteAsItIsKeepsItsPrices);
  CPPUNIT_TEST(onlyStaffSeeItsOwnWords);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    start(providers_);
    sellWithTaxInside();
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
};
HOSTLER_SUITE(QuoteRoutesTest, "modules/billing/quote_routes");

}  // namespace testing
}  // namespace hostler

#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::TermsShop;

// A service that was bought at a price with its tax inside costs that price for as long as it runs,
// and its days are worth what was paid for them.
template <class Engine>
class InclusiveTermsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(InclusiveTermsTest);
  CPPUNIT_TEST(theNextTermCostsWhatTheFirstOneDid);
  CPPUNIT_TEST(anUpgradeCountsWhatWasPaidForTheDaysLeft);
  CPPUNIT_TEST(aSmallerPlanGivesBackWhatWasPaidForTheDaysLeft);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    shop_->set("tax.prices_include_tax", true);
    small_ = shop_->plan(588'82, "Small");
    large_ = shop_->plan(1'178'82, "Large");
  }
  void tearDown() override {
    shop_->mustAddUp();
    shop_.reset();
    engine_.reset();
  }

  void theNextTermCostsWhatTheFirstOneDid() {
    const auto id = shop_->bought({small_}).at(0);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->renew(id).total);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{588'82},
                         shop_->count("SELECT MIN(total) AS n FROM invoices"));
  }

  void anUpgradeCountsWhatWasPaidForTheDaysLeft() {
    const auto id = shop_->bought({small_}).at(0);
    shop_->moveTo(Date::of(2026, 6, 26));  // half of the term is left
    // 589.41 for the larger plan's days, less half of 499.00, 44.91 and 44.91.
    CPPUNIT_ASSERT_EQUAL(inr(294'99), shop_->change(id, large_, true).priced.total);
    CPPUNIT_ASSERT_EQUAL(inr(294'99), shop_->change(id, large_).invoice.value().total);
  }

  void aSmallerPlanGivesBackWhatWasPaidForTheDaysLeft() {
    shop_->providers.on("provisioner/1.change_package", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, Json::object()};
    });
    const auto id = shop_->bought({large_}).at(0);
    shop_->moveTo(Date::of(2026, 6, 26));
    shop_->change(id, small_);
    shop_->doJobs();
    // Half of 999.00, 89.91 and 89.91, less 294.41 for the smaller plan's days.
    CPPUNIT_ASSERT_EQUAL(inr(295'01), shop_->given());
  }

 private:
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Product> small_, large_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(InclusiveTermsTest, "modules/services/inclusive_terms");

}  // namespace hostler

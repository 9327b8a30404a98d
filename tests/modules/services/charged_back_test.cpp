#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::TermsShop;
using Kind = GatewayNotice::Kind;

// What a payer's bank takes back was never paid: the term is due again until the money is there.
template <class Engine>
class ChargedBackTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ChargedBackTest);
  CPPUNIT_TEST(aChargebackMakesTheTermDueAgain);
  CPPUNIT_TEST(aCaseThatIsWonPaysTheTermAgain);
  CPPUNIT_TEST(aNewPaymentPaysTheTermAgain);
  CPPUNIT_TEST(onlyTheTermsOfTheInvoiceAreDueAgain);
  CPPUNIT_TEST(anUpgradeThatIsChargedBackLeavesTheTerm);
  CPPUNIT_TEST(aTenantMayLetItRun);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    id_ = shop_->bought({shop_->plan(499'00, "Small")}).at(0);
    first_ = shop_->database->query("SELECT MIN(id) AS id FROM invoices")
                 .only()
                 .template id<Invoice>("id");
  }
  void tearDown() override {
    shop_->mustAddUp();
    shop_.reset();
    engine_.reset();
  }

  void aChargebackMakesTheTermDueAgain() {
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    mustBePaidUntil(Date::of(2026, 6, 11));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).billedUntil.value());
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(first_).balance);
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Suspended);
    CPPUNIT_ASSERT(shop_->now(id_).suspensionReason == SuspensionReason::Dispute);
    // What was invoiced is not invoiced twice.
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void aCaseThatIsWonPaysTheTermAgain() {
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    tell(Kind::DisputeWon, "pay_1", inr(588'82));
    mustBePaidUntil(Date::of(2026, 7, 11));
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Active);
    CPPUNIT_ASSERT(shop_->now(first_).stored == InvoiceStatus::Paid);
  }

  void aNewPaymentPaysTheTermAgain() {
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    shop_->settle(first_);
    mustBePaidUntil(Date::of(2026, 7, 11));
  }

  void onlyTheTermsOfTheInvoiceAreDueAgain() {
    shop_->settle(shop_->renew(id_).id);
    mustBePaidUntil(Date::of(2026, 8, 11));
    tell(Kind::DisputeLost, "pay_2", inr(588'82));
    mustBePaidUntil(Date::of(2026, 7, 11));
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    mustBePaidUntil(Date::of(2026, 6, 11));
  }

  void anUpgradeThatIsChargedBackLeavesTheTerm() {
    const auto upgrade = shop_->change(id_, shop_->plan(999'00, "Large")).invoice.value();
    shop_->settle(upgrade.id);
    shop_->doJobs();
    tell(Kind::DisputeLost, "pay_2", inr(590'00));
    CPPUNIT_ASSERT_EQUAL(inr(590'00), shop_->now(upgrade.id).balance);
    mustBePaidUntil(Date::of(2026, 7, 11));
  }

  void aTenantMayLetItRun() {
    shop_->set("dispute.suspend", false);
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Active);
    mustBePaidUntil(Date::of(2026, 6, 11));
  }

 private:
  void tell(Kind kind, const std::string& payment, Money amount) {
    shop_->gateway.book({TermsShop::about(kind, payment, "dp_" + payment, amount)});
    shop_->doJobs();
  }
  void mustBePaidUntil(Date day) { CPPUNIT_ASSERT_EQUAL(day, shop_->now(id_).paidUntil.value()); }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Service> id_;
  Id<Invoice> first_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ChargedBackTest, "modules/services/charged_back");

}  // namespace hostler

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
  CPPUNIT_TEST(theOrderOfChargebacksDoesNotMatter);
  CPPUNIT_TEST(aTermThatWasPaidAheadCountsAgainOnceTheFirstIsPaid);
  CPPUNIT_TEST(anUpgradeThatIsChargedBackLeavesTheTerm);
  CPPUNIT_TEST(aTenantMayLetItRun);
  CPPUNIT_TEST(whoeverChargesBackAndCancelsStillOwesTheTerm);
  CPPUNIT_TEST(aRupeeChargedBackDoesNotMakeTheUsedTermCredit);
  CPPUNIT_TEST(aCaseThatIsWonAfterTheEndGivesNothingBack);
  CPPUNIT_TEST(anOverdueTermThatRunsIsEndedWithAndOwed);
  CPPUNIT_TEST(anOrderThatRanBeforeItWasPaidStaysOwed);
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

  void theOrderOfChargebacksDoesNotMatter() {
    const auto second = shop_->renew(id_).id;
    shop_->settle(second);
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    mustBePaidUntil(Date::of(2026, 6, 11));
    tell(Kind::DisputeLost, "pay_2", inr(588'82));
    mustBePaidUntil(Date::of(2026, 6, 11));
    shop_->settle(first_);
    mustBePaidUntil(Date::of(2026, 7, 11));
    shop_->settle(second);
    mustBePaidUntil(Date::of(2026, 8, 11));
  }

  void aTermThatWasPaidAheadCountsAgainOnceTheFirstIsPaid() {
    shop_->settle(shop_->renew(id_).id);
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    mustBePaidUntil(Date::of(2026, 6, 11));
    tell(Kind::DisputeWon, "pay_1", inr(588'82));
    mustBePaidUntil(Date::of(2026, 8, 11));
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

  void whoeverChargesBackAndCancelsStillOwesTheTerm() {
    shop_->moveTo(Date::of(2026, 7, 10));  // 29 of its 30 days are used
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    shop_->end(id_, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).cancelOn.value());
    mustOweAndHaveNoCredit(inr(588'82));
    endByTheNight();
    mustOweAndHaveNoCredit(inr(588'82));
  }

  void aRupeeChargedBackDoesNotMakeTheUsedTermCredit() {
    shop_->set("dispute.suspend", false);
    shop_->moveTo(Date::of(2026, 7, 10));
    tell(Kind::DisputeLost, "pay_1", inr(1'00));
    shop_->end(id_, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id_).cancelOn.value());
    mustOweAndHaveNoCredit(inr(1'00));
    endByTheNight();
    mustOweAndHaveNoCredit(inr(1'00));
  }

  void aCaseThatIsWonAfterTheEndGivesNothingBack() {
    shop_->moveTo(Date::of(2026, 7, 10));
    tell(Kind::DisputeLost, "pay_1", inr(588'82));
    shop_->end(id_, "end_of_term");
    endByTheNight();
    tell(Kind::DisputeWon, "pay_1", inr(588'82));
    mustOweAndHaveNoCredit(inr(0));
    CPPUNIT_ASSERT(shop_->now(first_).stored == InvoiceStatus::Paid);
  }

  void anOverdueTermThatRunsIsEndedWithAndOwed() {
    const auto renewal = shop_->renew(id_).id;
    shop_->moveTo(Date::of(2026, 7, 16));
    shop_->end(id_, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id_).cancelOn.value());
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(renewal).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
  }

  void anOrderThatRanBeforeItWasPaidStaysOwed() {
    shop_->put(shop_->owner(), shop_->plan(499'00, "Large"));
    const auto sale = shop_->buy(shop_->owner());
    shop_->orderService.accept(shop_->staff(), sale.order.id);
    shop_->doJobs();
    shop_->moveTo(Date::of(2026, 6, 13));
    const auto service = sale.order.items.at(0).service;
    shop_->end(service, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(service).cancelOn.value());
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(sale.invoice.id).balance);
  }

 private:
  void mustOweAndHaveNoCredit(Money owed) {
    CPPUNIT_ASSERT_EQUAL(owed, shop_->now(first_).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->given());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
  }
  // What the rule end_cancelled does with what is to end, on the day and not before.
  void endByTheNight() {
    auto& rows = shop_->services.services();
    const auto day = shop_->now(id_).cancelOn.value();
    shop_->database->transaction([&](db::Transaction& tx) {
      CPPUNIT_ASSERT(rows.cancellingBy(tx, kPlatform, day.plusDays(-1), {}, 10).empty());
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, rows.cancellingBy(tx, kPlatform, day, {}, 10).size());
    });
    shop_->moveTo(day, 0, 35);
    shop_->database->transaction([&](db::Transaction& tx) {
      auto service = rows.lock(tx, Scope::ofTenant(kPlatform), id_).value();
      shop_->services.desk().beginTerminate(tx, shop_->staff(), service, "");
    });
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id_).status == ServiceStatus::Cancelled);
  }
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

#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::refused;
using testing::TermsShop;

// What comes back for days that were paid for and are not used: each day once, and what was paid
// for it.
template <class Engine>
class PaidDaysTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PaidDaysTest);
  CPPUNIT_TEST(daysThatASmallerPlanGaveBackDoNotComeBackAgain);
  CPPUNIT_TEST(anInvoiceOfOneServiceDoesNotKeepItFromEnding);
  CPPUNIT_TEST(afterASmallerPlanItsOwnDaysComeBack);
  CPPUNIT_TEST(daysUsedSinceASmallerPlanAreUsedAtItsPrice);
  CPPUNIT_TEST(whatAnUpgradeCostComesBackToo);
  CPPUNIT_TEST(aTermPaidAheadComesBackWhole);
  CPPUNIT_TEST(aCouponLowersWhatComesBack);
  CPPUNIT_TEST(aTrialGivesNothingBack);
  CPPUNIT_TEST(aRefundByHandCountsForItsDays);
  CPPUNIT_TEST(thereAndBackCostsNothing);
  CPPUNIT_TEST(aTermPaidAheadCountsInAChange);
  CPPUNIT_TEST(aTermPartlyPaidAheadComesBackWhenItIsNotWanted);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    tiny_ = shop_.plan(1'000'00, "Tiny");
    small_ = shop_.plan(499'00, "Small");
    large_ = shop_.plan(999'00, "Large");
    huge_ = shop_.plan(10'000'00, "Huge");
  }

  void daysThatASmallerPlanGaveBackDoNotComeBackAgain() {
    const auto both = shop_.bought({huge_, huge_});
    changed(both[0], tiny_);
    CPPUNIT_ASSERT_EQUAL(inr(10'620'00), shop_.given());
    shop_.end(both[0]);
    CPPUNIT_ASSERT_EQUAL(inr(11'800'00), shop_.given());
    shop_.end(both[1]);
    CPPUNIT_ASSERT_EQUAL(inr(23'600'00), shop_.given());
    shop_.mustAddUp();
  }

  void anInvoiceOfOneServiceDoesNotKeepItFromEnding() {
    const auto service = shop_.bought({huge_}).at(0);
    changed(service, tiny_);
    shop_.end(service);
    CPPUNIT_ASSERT_EQUAL(inr(11'800'00), shop_.given());
    shop_.mustAddUp();
  }

  void afterASmallerPlanItsOwnDaysComeBack() {
    const auto service = shop_.bought({large_}).at(0);
    shop_.moveTo(Date::of(2026, 6, 26));
    changed(service, small_);
    CPPUNIT_ASSERT_EQUAL(inr(295'00), shop_.given());
    shop_.end(service);
    CPPUNIT_ASSERT_EQUAL(inr(295'00 + 294'42), shop_.given());
    shop_.mustAddUp();
  }

  void daysUsedSinceASmallerPlanAreUsedAtItsPrice() {
    const auto service = shop_.bought({large_}).at(0);
    shop_.moveTo(Date::of(2026, 6, 26));
    changed(service, small_);
    shop_.moveTo(Date::of(2026, 7, 1));
    shop_.end(service);
    // 10 of 30 days of the smaller plan: 588.82 / 3.
    CPPUNIT_ASSERT_EQUAL(inr(295'00 + 196'27), shop_.given());
    shop_.mustAddUp();
  }

  void whatAnUpgradeCostComesBackToo() {
    const auto service = shop_.bought({small_}).at(0);
    shop_.moveTo(Date::of(2026, 6, 21));
    upgraded(service, large_);
    shop_.moveTo(Date::of(2026, 6, 26));
    shop_.end(service);
    // 15 of 30 days of the larger plan: 499.50 and twice 44.96.
    CPPUNIT_ASSERT_EQUAL(inr(589'42), shop_.given());
    shop_.mustAddUp();
  }

  void aTermPaidAheadComesBackWhole() {
    const auto service = shop_.bought({small_}).at(0);
    shop_.settle(shop_.renew(service).id);
    shop_.moveTo(Date::of(2026, 6, 26));
    shop_.end(service);
    CPPUNIT_ASSERT_EQUAL(inr(294'42 + 588'82), shop_.given());
    shop_.mustAddUp();
  }

  void aCouponLowersWhatComesBack() {
    shop_.coupon("HALF", [](Coupon& coupon) {
      coupon.percent = Decimal::of("50");
      coupon.cycles = 1;
    });
    const auto service = shop_.bought({large_}, "HALF").at(0);
    const auto quote = shop_.change(service, small_, true).quote;
    CPPUNIT_ASSERT_EQUAL(inr(499'50), quote.credit);
    CPPUNIT_ASSERT_EQUAL(inr(499'00), quote.charge);
    changed(service, small_);
    CPPUNIT_ASSERT_EQUAL(inr(60), shop_.given());
    shop_.mustAddUp();
  }

  void aTrialGivesNothingBack() {
    const auto trial =
        shop_.plan(999'00, "Trial", [](Product& product) { product.trialDays = 14; });
    const auto service = shop_.bought({trial}).at(0);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.change(service, small_, true).quote.credit);
    shop_.end(service);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.given());
    shop_.mustAddUp();
  }

  void aRefundByHandCountsForItsDays() {
    const auto service = shop_.bought({small_}).at(0);
    const auto invoice = shop_.database->query("SELECT MAX(id) AS id FROM invoices").only();
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.credit(tx, shop_.staff(), invoice.template id<Invoice>("id"), inr(235'53),
                               "Days without power");
    });
    shop_.moveTo(Date::of(2026, 6, 26));
    shop_.end(service);
    // Half of the 299.39 and twice 26.95 that are left.
    CPPUNIT_ASSERT_EQUAL(inr(235'53 + 176'66), shop_.given());
    shop_.mustAddUp();
  }

  void thereAndBackCostsNothing() {
    const auto service = shop_.bought({large_}).at(0);
    changed(service, small_);
    CPPUNIT_ASSERT_EQUAL(inr(590'00), shop_.given());
    const auto back = shop_.change(service, large_).invoice.value();
    CPPUNIT_ASSERT_EQUAL(inr(590'00), back.total);
    shop_.settle(back.id);
    shop_.doJobs();
    shop_.end(service);
    CPPUNIT_ASSERT_EQUAL(inr(590'00 + 1'178'82), shop_.given());
    shop_.mustAddUp();
  }

  void aTermPaidAheadCountsInAChange() {
    const auto service = shop_.bought({small_}).at(0);
    shop_.settle(shop_.renew(service).id);
    shop_.moveTo(Date::of(2026, 6, 26));
    const auto quote = shop_.change(service, large_, true).quote;
    CPPUNIT_ASSERT_EQUAL(inr(249'50 + 499'00), quote.credit);
    CPPUNIT_ASSERT_EQUAL(inr(499'50 + 999'00), quote.charge);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), quote.nextDueDate);
    upgraded(service, large_);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_.now(service).paidUntil.value());
    changed(service, small_);
    CPPUNIT_ASSERT_EQUAL(inr(885'00), shop_.given());
    shop_.moveTo(Date::of(2026, 7, 11));
    shop_.end(service);
    // The smaller plan's whole next term, whichever invoices hold it.
    CPPUNIT_ASSERT_EQUAL(inr(885'00 + 588'82), shop_.given());
    shop_.mustAddUp();
  }

  void aTermPartlyPaidAheadComesBackWhenItIsNotWanted() {
    const auto service = shop_.bought({small_}).at(0);
    const auto renewal = shop_.renew(service);
    const auto payment = shop_.attempt(shop_.owner(), {renewal.id});
    shop_.gateway.book({TermsShop::captured(payment, inr(200'00), "pay_part")});
    CPPUNIT_ASSERT(shop_.now(renewal.id).stored == InvoiceStatus::PartiallyPaid);
    shop_.end(service, "end_of_term");
    CPPUNIT_ASSERT_EQUAL(inr(200'00), shop_.given());
    CPPUNIT_ASSERT(!shop_.now(renewal.id).isOpen());
    shop_.mustAddUp();
  }

 private:
  void changed(Id<Service> service, Id<Product> plan) {
    CPPUNIT_ASSERT(!shop_.change(service, plan).invoice);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == plan);
  }
  void upgraded(Id<Service> service, Id<Product> plan) {
    shop_.settle(shop_.change(service, plan).invoice.value().id);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == plan);
  }

  Engine engine_;
  TermsShop shop_{engine_.url()};
  Id<Product> tiny_, small_, large_, huge_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(PaidDaysTest, "modules/services/paid_days");

}  // namespace hostler

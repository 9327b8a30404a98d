#include "tests/modules/services/terms_shop.h"

namespace hostler {

using testing::inr;
using testing::refused;
using testing::TermsShop;

// What a change of plan means for the terms that follow: the renewal that is invoiced already, and
// the policies that put it off or begin a new term.
class PlanTermsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PlanTermsTest);
  CPPUNIT_TEST(theNextTermIsInvoicedAtTheNewPrice);
  CPPUNIT_TEST(aChangeThatIsNotMadeYetKeepsTheNextTermWaiting);
  CPPUNIT_TEST(aPartlyPaidRenewalHasToBePaidFirst);
  CPPUNIT_TEST(anOverdueRenewalHasToBePaidFirst);
  CPPUNIT_TEST(aPreviewKeepsTheRenewal);
  CPPUNIT_TEST(atRenewalWaitsForTheNextTerm);
  CPPUNIT_TEST(atRenewalIsMadeWhenItsTermBegins);
  CPPUNIT_TEST(atRenewalHoldsThoughCreditPaysAtOnce);
  CPPUNIT_TEST(atRenewalWaitsOnWhenItsInvoiceIsTakenBack);
  CPPUNIT_TEST(anotherChangeTakesThePlaceOfOneThatWaits);
  CPPUNIT_TEST(aFullCycleBeginsItsOwnTerm);
  CPPUNIT_TEST(aFullCycleGivesBackTheDaysOfTheOldTerm);
  CPPUNIT_TEST(anUpgradeWhoseInvoiceIsTakenBackMakesRoomForAnother);
  CPPUNIT_TEST(anEndCallsOffAnUpgradeThatIsNotPaid);
  CPPUNIT_TEST(halfAMonthThatWasPaidGivesHalfBack);
  CPPUNIT_TEST(aMonthThatWasPaidCountsItsOwnDays);
  CPPUNIT_TEST(aYearThatWasPaidCountsItsOwnDays);
  CPPUNIT_TEST(aSmallerPlanGivesBackWhatWasPaidForTheDaysLeft);
  CPPUNIT_TEST(theFirstDayCostsTheWholeDifferenceAndTheLastOneDay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    small_ = shop_.plan(499'00, "Small");
    large_ = shop_.plan(999'00, "Large");
  }

  void theNextTermIsInvoicedAtTheNewPrice() {
    const auto service = shop_.bought({small_}).at(0);
    shop_.moveTo(Date::of(2026, 6, 27));
    const auto renewal = shop_.renew(service);
    const auto upgrade = shop_.change(service, large_).invoice.value();
    CPPUNIT_ASSERT(shop_.now(renewal.id).stored == InvoiceStatus::Cancelled);
    shop_.settle(upgrade.id);
    shop_.doJobs();
    const auto again = shop_.renew(service);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), again.total);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), again.dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_.now(service).billedUntil.value());
    shop_.mustAddUp();
  }

  void aChangeThatIsNotMadeYetKeepsTheNextTermWaiting() {
    const auto service = shop_.bought({small_}).at(0);
    shop_.settle(shop_.change(service, large_).invoice.value().id);
    CPPUNIT_ASSERT(shop_.services.renewals().issue(shop_.staff(), {service}, false).empty());
    shop_.doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), shop_.renew(service).total);
  }

  void aPartlyPaidRenewalHasToBePaidFirst() {
    const auto service = shop_.bought({small_}).at(0);
    const auto renewal = shop_.renew(service);
    const auto payment = shop_.attempt(shop_.owner(), {renewal.id});
    shop_.gateway.book({TermsShop::captured(payment, inr(200'00), "pay_part")});
    refused("renewal_open", [&] { shop_.change(service, large_); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_.count("SELECT COUNT(*) AS n FROM service_changes"));
  }

  void anOverdueRenewalHasToBePaidFirst() {
    const auto service = shop_.bought({small_}).at(0);
    const auto renewal = shop_.renew(service);
    shop_.moveTo(Date::of(2026, 7, 12));
    refused("renewal_due", [&] { shop_.change(service, large_); });
    CPPUNIT_ASSERT(shop_.now(renewal.id).isOpen());
    shop_.settle(renewal.id);
    CPPUNIT_ASSERT(shop_.change(service, large_).invoice.has_value());
  }

  void aPreviewKeepsTheRenewal() {
    const auto service = shop_.bought({small_}).at(0);
    const auto renewal = shop_.renew(service);
    shop_.change(service, large_, true);
    CPPUNIT_ASSERT(shop_.now(renewal.id).stored == InvoiceStatus::Unpaid);
  }

  void atRenewalWaitsForTheNextTerm() {
    const auto service = waiting();
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == slow_);
    CPPUNIT_ASSERT(shop_.now(service).provisioning == ProvisioningState::Idle);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_.given());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_.count("SELECT COUNT(*) AS n FROM invoices WHERE kind = 'upgrade'"));
  }

  void atRenewalIsMadeWhenItsTermBegins() {
    const auto service = waiting();
    shop_.moveTo(Date::of(2026, 6, 27));
    const auto renewal = shop_.renew(service);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), renewal.total);
    shop_.settle(renewal.id);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == slow_);
    CPPUNIT_ASSERT(shop_.now(service).provisioning == ProvisioningState::Idle);
    shop_.moveTo(Date::of(2026, 7, 11), 0, 1);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == large_);
    CPPUNIT_ASSERT_EQUAL(inr(999'00), shop_.now(service).price);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), shop_.renew(service).total);
    shop_.mustAddUp();
  }

  void atRenewalHoldsThoughCreditPaysAtOnce() {
    const auto service = waiting();
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.credit.add(tx, kPlatform, shop_.owner(), inr(2'000'00));
    });
    shop_.services.renewals().issue(shop_.staff(), {service}, true);
    CPPUNIT_ASSERT_EQUAL(inr(821'18), shop_.given());
    shop_.moveTo(Date::of(2026, 7, 11), 0, 1);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(service).product == large_);
  }

  void atRenewalWaitsOnWhenItsInvoiceIsTakenBack() {
    const auto service = waiting();
    const auto renewal = shop_.renew(service);
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.cancel(tx, shop_.staff(), renewal.id, "Wrong address");
    });
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), shop_.renew(service).total);
  }

  void anotherChangeTakesThePlaceOfOneThatWaits() {
    const auto service = waiting();
    const auto other = shop_.plan(100'00, "Other");
    shop_.change(service, other);
    CPPUNIT_ASSERT_EQUAL(inr(118'00), shop_.renew(service).total);
  }

  void aFullCycleBeginsItsOwnTerm() {
    const auto service = bought(Proration::FullCycle);
    shop_.moveTo(Date::of(2026, 6, 26));
    const auto change = shop_.change(service, large_);
    CPPUNIT_ASSERT_EQUAL(inr(999'00), change.quote.charge);
    CPPUNIT_ASSERT_EQUAL(inr(249'50), change.quote.credit);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 26), change.quote.nextDueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_.now(service).paidUntil.value());
    shop_.settle(change.invoice.value().id);
    shop_.doJobs();
    const auto now = shop_.now(service);
    CPPUNIT_ASSERT(now.product == large_);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 26), now.paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(26u, now.anchorDay);
    const auto renewal = shop_.renew(service);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 26), renewal.dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 26), shop_.now(service).billedUntil.value());
    shop_.mustAddUp();
  }

  void aFullCycleGivesBackTheDaysOfTheOldTerm() {
    const auto service = bought(Proration::FullCycle);
    shop_.settle(shop_.renew(service).id);
    shop_.moveTo(Date::of(2026, 6, 26));
    const auto change = shop_.change(service, large_);
    CPPUNIT_ASSERT_EQUAL(inr(249'50 + 499'00), change.quote.credit);
    shop_.settle(change.invoice.value().id);
    shop_.doJobs();
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 26), shop_.now(service).paidUntil.value());
    shop_.end(service);
    // All that was paid.
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), shop_.given());
    shop_.mustAddUp();
  }

  void anUpgradeWhoseInvoiceIsTakenBackMakesRoomForAnother() {
    const auto service = shop_.bought({small_}).at(0);
    const auto upgrade = shop_.change(service, large_).invoice.value();
    shop_.database->transaction([&](db::Transaction& tx) {
      shop_.corrections.cancel(tx, shop_.staff(), upgrade.id, "Not wanted");
    });
    CPPUNIT_ASSERT(shop_.change(service, large_).invoice.has_value());
  }

  void anEndCallsOffAnUpgradeThatIsNotPaid() {
    const auto service = shop_.bought({small_}).at(0);
    const auto upgrade = shop_.change(service, large_).invoice.value();
    shop_.moveTo(Date::of(2026, 6, 13));
    shop_.end(service);
    CPPUNIT_ASSERT(shop_.now(upgrade.id).stored == InvoiceStatus::Cancelled);
    shop_.mustAddUp();
  }

  // What a preview says of a service whose invoice was paid: the credit comes from that invoice,
  // not from the plan's price.

  void halfAMonthThatWasPaidGivesHalfBack() {
    const auto service = boughtOn(Date::of(2027, 4, 1), shop_.plan(500'00, "Five"));
    shop_.moveTo(Date::of(2027, 4, 16));
    previews("250.00 450.00 200.00", service, shop_.plan(900'00, "Nine"));
  }

  void aMonthThatWasPaidCountsItsOwnDays() {
    const auto inFebruary = boughtOn(Date::of(2027, 2, 1), small_);
    shop_.moveTo(Date::of(2027, 2, 15));
    previews("249.50 499.50 250.00", inFebruary, large_);
    // 31 days in March, of which 21 are left; the twelfths of a year would say 350.00.
    const auto inMarch = boughtOn(Date::of(2027, 3, 1), small_);
    shop_.moveTo(Date::of(2027, 3, 11));
    previews("338.03 676.74 338.71", inMarch, large_);
  }

  void aYearThatWasPaidCountsItsOwnDays() {
    // 274 of 365 days are left: the year has no 29 February in it.
    const auto service = boughtOn(Date::of(2028, 4, 1), yearly(5'988'00, "Small year"));
    CPPUNIT_ASSERT_EQUAL(Date::of(2029, 4, 1), shop_.now(service).paidUntil.value());
    shop_.moveTo(Date::of(2028, 7, 1));
    previews("4495.10 8999.21 4504.11", service, yearly(11'988'00, "Large year"));
  }

  void aSmallerPlanGivesBackWhatWasPaidForTheDaysLeft() {
    const auto service = boughtOn(Date::of(2027, 4, 1), large_);
    shop_.moveTo(Date::of(2027, 4, 16));
    previews("499.50 249.50 -250.00", service, small_);
    CPPUNIT_ASSERT(!shop_.change(service, small_).invoice);
    shop_.doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(295'00), shop_.given());  // with its tax
    shop_.mustAddUp();
  }

  void theFirstDayCostsTheWholeDifferenceAndTheLastOneDay() {
    const auto service = boughtOn(Date::of(2027, 4, 1), small_);
    previews("499.00 999.00 500.00", service, large_);
    shop_.moveTo(Date::of(2027, 4, 30));
    previews("16.63 33.30 16.67", service, large_);
    // Past its end there are no days to give back or to charge.
    shop_.moveTo(Date::of(2027, 5, 3));
    previews("0.00 0.00 0.00", service, large_);
  }

 private:
  Id<Product> yearly(std::int64_t paise, const std::string& name) {
    return shop_.plan(paise, name, [&](Product& product) {
      product.prices = {{Cycle::Annually, inr(paise), inr(0)}};
    });
  }
  // Bought, paid and running since a day.
  Id<Service> boughtOn(Date day, Id<Product> plan) {
    shop_.moveTo(day);
    return shop_.bought({plan}).at(0);
  }
  // What a change would give back, charge, and cost.
  void previews(const std::string& expected, Id<Service> service, Id<Product> plan) {
    const auto quote = shop_.change(service, plan, true).quote;
    CPPUNIT_ASSERT_EQUAL(expected, quote.credit.decimalText() + " " + quote.charge.decimalText() +
                                       " " + quote.net.decimalText());
  }
  Id<Service> bought(Proration policy) {
    slow_ = shop_.plan(499'00, "Slow", [&](Product& product) { product.proration = policy; });
    return shop_.bought({slow_}).at(0);
  }
  // One whose change to the large plan was asked for and waits.
  Id<Service> waiting() {
    const auto service = bought(Proration::AtRenewal);
    const auto change = shop_.change(service, large_);
    CPPUNIT_ASSERT(!change.invoice);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), change.quote.nextDueDate);
    return service;
  }

  db::OnSqlite engine_;
  TermsShop shop_{engine_.url()};
  Id<Product> small_, large_, slow_;
};
HOSTLER_SUITE(PlanTermsTest, "modules/services/plan_terms");

}  // namespace hostler

#include "modules/ordering/first_term.h"

#include "tests/modules/billing/money_shop.h"

namespace hostler {

using testing::inr;

class FirstTermTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(FirstTermTest);
  CPPUNIT_TEST(aMonthIsPaidFromTheDayOfPurchase);
  CPPUNIT_TEST(theAnchorOutlivesShortMonths);
  CPPUNIT_TEST(whatIsPaidOnceHasNoTerm);
  CPPUNIT_TEST(aTrialCostsNothingAndEndsWithItsDays);
  CPPUNIT_TEST(theFirstDaysCostTheirShareOfTheMonth);
  CPPUNIT_TEST(lateInTheMonthTheNextOneIsTakenToo);
  CPPUNIT_TEST(onTheDayItselfAWholeMonthIsPaid);
  CPPUNIT_TEST(aDayThatAMonthDoesNotHaveIsItsLast);
  CPPUNIT_TEST(longerCyclesAreNotShared);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aMonthIsPaidFromTheDayOfPurchase() {
    const auto term = of(Product{}, Date::of(2026, 6, 10));
    CPPUNIT_ASSERT(term.period == (Period{Date::of(2026, 6, 10), Date::of(2026, 7, 10)}));
    CPPUNIT_ASSERT_EQUAL(inr(120'00), term.unitPrice);
    CPPUNIT_ASSERT_EQUAL(inr(199'00), term.setupFee);
  }

  void theAnchorOutlivesShortMonths() {
    const auto term = of(Product{}, Date::of(2026, 1, 31));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 2, 28), term.period->end);
    CPPUNIT_ASSERT_EQUAL(31u, term.anchorDay);
  }

  void whatIsPaidOnceHasNoTerm() {
    const auto term =
        firstTermOf(Product{}, {Cycle::OneTime, inr(5'00), inr(0)}, Date::of(2026, 6, 10));
    CPPUNIT_ASSERT(!term.period);
    CPPUNIT_ASSERT_EQUAL(inr(5'00), term.unitPrice);
  }

  void aTrialCostsNothingAndEndsWithItsDays() {
    Product product;
    product.trialDays = 14;
    product.prorataDay = 1;
    const auto term = of(product, Date::of(2026, 6, 20));
    CPPUNIT_ASSERT(term.period == (Period{Date::of(2026, 6, 20), Date::of(2026, 7, 4)}));
    CPPUNIT_ASSERT(term.unitPrice.isZero() && term.setupFee.isZero());
    CPPUNIT_ASSERT_EQUAL(4u, term.anchorDay);
  }

  void theFirstDaysCostTheirShareOfTheMonth() {
    // 13 of the 30 days of April.
    const auto term = of(onTheFirst(), Date::of(2026, 4, 18));
    CPPUNIT_ASSERT(term.period == (Period{Date::of(2026, 4, 18), Date::of(2026, 5, 1)}));
    CPPUNIT_ASSERT_EQUAL(inr(52'00), term.unitPrice);
    CPPUNIT_ASSERT_EQUAL(1u, term.anchorDay);
    // 4 of the 28 days of February.
    CPPUNIT_ASSERT_EQUAL(inr(17'14), of(onTheFirst(), Date::of(2026, 2, 25)).unitPrice);
  }

  void lateInTheMonthTheNextOneIsTakenToo() {
    auto product = onTheFirst();
    product.prorataNextFrom = 25;
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 5, 1), of(product, Date::of(2026, 4, 24)).period->end);
    const auto term = of(product, Date::of(2026, 4, 25));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 1), term.period->end);
    CPPUNIT_ASSERT_EQUAL(inr(24'00 + 120'00), term.unitPrice);
  }

  void onTheDayItselfAWholeMonthIsPaid() {
    const auto term = of(onTheFirst(), Date::of(2026, 5, 1));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 1), term.period->end);
    CPPUNIT_ASSERT_EQUAL(inr(120'00), term.unitPrice);
  }

  void aDayThatAMonthDoesNotHaveIsItsLast() {
    auto product = onTheFirst();
    product.prorataDay = 31;
    auto term = of(product, Date::of(2026, 2, 14));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 2, 28), term.period->end);
    CPPUNIT_ASSERT_EQUAL(inr(60'00), term.unitPrice);  // 14 of 28 days since 31 January
    term = of(product, Date::of(2026, 2, 28));
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 3, 31), term.period->end);
    CPPUNIT_ASSERT_EQUAL(inr(120'00), term.unitPrice);
  }

  void longerCyclesAreNotShared() {
    const auto term =
        firstTermOf(onTheFirst(), {Cycle::Annually, inr(1200'00), inr(0)}, Date::of(2026, 4, 18));
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 4, 18), term.period->end);
    CPPUNIT_ASSERT_EQUAL(inr(1200'00), term.unitPrice);
  }

 private:
  static Product onTheFirst() {
    Product product;
    product.prorataDay = 1;
    return product;
  }
  static FirstTerm of(const Product& product, Date today) {
    return firstTermOf(product, {Cycle::Monthly, inr(120'00), inr(199'00)}, today);
  }
};
HOSTLER_SUITE(FirstTermTest, "modules/ordering/first_term");

}  // namespace hostler

#include "modules/services/plan_change.h"

#include "tests/modules/billing/money_shop.h"

namespace hostler {

using testing::inr;
using testing::Seed;

// What a change of plan costs: by the days of the very term, each side rounded by itself.
class PlanChangeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PlanChangeTest);
  CPPUNIT_TEST(halfAMonth);
  CPPUNIT_TEST(aMonthHasItsOwnNumberOfDays);
  CPPUNIT_TEST(aYearHasItsOwnNumberOfDays);
  CPPUNIT_TEST(aSmallerPlanGivesBack);
  CPPUNIT_TEST(theFirstDayCostsTheWholeDifferenceAndTheLastOneDay);
  CPPUNIT_TEST(daysAreNeverNegative);
  CPPUNIT_TEST(aFullCycleIsChargedWhereThatIsThePolicy);
  CPPUNIT_TEST(atRenewalNothingIsCharged);
  CPPUNIT_TEST(whateverTheDayNeitherSideExceedsItsPrice);
  CPPUNIT_TEST_SUITE_END();

 public:
  void halfAMonth() {
    says("250.00 450.00 200.00", quote(500'00, 900'00, month(2026, 4), Date::of(2026, 4, 16)));
  }

  void aMonthHasItsOwnNumberOfDays() {
    says("338.03 676.74 338.71", quote(499'00, 999'00, month(2026, 3), Date::of(2026, 3, 11)));
    says("249.50 499.50 250.00", quote(499'00, 999'00, month(2026, 2), Date::of(2026, 2, 15)));
    // 29 days in a leap year: 15 of them are left.
    says("258.10 516.72 258.62", quote(499'00, 999'00, month(2028, 2), Date::of(2028, 2, 15)));
  }

  void aYearHasItsOwnNumberOfDays() {
    const Period year{Date::of(2026, 4, 1), Date::of(2027, 4, 1)};
    says("4495.10 8999.21 4504.11", quote(5988'00, 11988'00, year, Date::of(2026, 7, 1)));
  }

  void aSmallerPlanGivesBack() {
    says("499.50 249.50 -250.00", quote(999'00, 499'00, month(2026, 4), Date::of(2026, 4, 16)));
  }

  void theFirstDayCostsTheWholeDifferenceAndTheLastOneDay() {
    says("499.00 999.00 500.00", quote(499'00, 999'00, month(2026, 4), Date::of(2026, 4, 1)));
    says("16.63 33.30 16.67", quote(499'00, 999'00, month(2026, 4), Date::of(2026, 4, 30)));
  }

  void daysAreNeverNegative() {
    says("0.00 0.00 0.00", quote(499'00, 999'00, month(2026, 4), Date::of(2026, 5, 1)));
    says("0.00 0.00 0.00", quote(499'00, 999'00, month(2026, 4), Date::of(2026, 8, 1)));
    says("499.00 999.00 500.00", quote(499'00, 999'00, month(2026, 4), Date::of(2026, 3, 1)));
  }

  void aFullCycleIsChargedWhereThatIsThePolicy() {
    says("250.00 900.00 650.00",
         quote(500'00, 900'00, month(2026, 4), Date::of(2026, 4, 16), Proration::FullCycle));
  }

  void atRenewalNothingIsCharged() {
    says("0.00 0.00 0.00",
         quote(500'00, 900'00, month(2026, 4), Date::of(2026, 4, 16), Proration::AtRenewal));
  }

  void whateverTheDayNeitherSideExceedsItsPrice() {
    const Seed seed;
    std::mt19937_64 random{seed.value};
    const auto upTo = [&](std::int64_t most) {
      return std::uniform_int_distribution<std::int64_t>{0, most}(random);
    };
    for (int i = 0; i < 5'000; ++i) {
      const auto from = Date::of(2024, 1, 1).plusDays(upTo(3'000));
      const Period term = periodFrom(from, upTo(1) == 0 ? Cycle::Monthly : Cycle::Annually,
                                     static_cast<unsigned>(upTo(30) + 1));
      const auto day = from.plusDays(upTo(400) - 10);
      const auto before = inr(upTo(2'000'000)), after = inr(upTo(2'000'000));
      const auto some = quotePlanChange(before, after, term, day, Proration::Days);
      CPPUNIT_ASSERT_MESSAGE(seed.text(), !some.credit.isNegative() && !some.charge.isNegative());
      CPPUNIT_ASSERT_MESSAGE(seed.text(), !before.lessThan(some.credit));
      CPPUNIT_ASSERT_MESSAGE(seed.text(), !after.lessThan(some.charge));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(seed.text(), some.charge.minus(some.credit), some.net);
      // There and back on one day costs nothing.
      const auto back = quotePlanChange(after, before, term, day, Proration::Days);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(seed.text(), inr(0), some.net.plus(back.net));
    }
  }

 private:
  static Period month(int year, unsigned number) {
    const auto start = Date::of(year, number, 1);
    return {start, start.plusMonths(1, 1)};
  }
  static PlanChangeQuote quote(std::int64_t before, std::int64_t after, Period term, Date day,
                               Proration policy = Proration::Days) {
    return quotePlanChange(inr(before), inr(after), term, day, policy);
  }
  static void says(const std::string& expected, const PlanChangeQuote& quote) {
    CPPUNIT_ASSERT_EQUAL(expected, quote.credit.decimalText() + " " + quote.charge.decimalText() +
                                       " " + quote.net.decimalText());
  }
};
HOSTLER_SUITE(PlanChangeTest, "modules/services/plan_change");

}  // namespace hostler

#include "core/time/date.h"

#include "tests/support/suite.h"

namespace hostler {

class DateTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DateTest);
  CPPUNIT_TEST(readsAndWritesTheIsoForm);
  CPPUNIT_TEST(refusesDaysThatNoCalendarHas);
  CPPUNIT_TEST(countsDaysOverMonthsAndLeapYears);
  CPPUNIT_TEST(mondayIsTheFirstDayOfTheWeek);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsAndWritesTheIsoForm() {
    for (std::int64_t day = -40'000; day < 60'000; day += 17) {
      const auto date = Date::ofDaysSinceEpoch(day);
      CPPUNIT_ASSERT_EQUAL(date, Date::parse(date.text()).value());
      CPPUNIT_ASSERT_EQUAL(day, date.daysSinceEpoch());
    }
  }

  void refusesDaysThatNoCalendarHas() {
    for (const auto* bad : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1",
                            "26-01-01", "2026/01/01", "2026-01-01T", "", "2026-01-0a"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !Date::parse(bad));
    }
    CPPUNIT_ASSERT_THROW(Date::of(2026, 2, 29), std::invalid_argument);
  }

  void countsDaysOverMonthsAndLeapYears() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{28}, Date::of(2026, 2, 1).daysUntil(Date::of(2026, 3, 1)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{29}, Date::of(2028, 2, 1).daysUntil(Date::of(2028, 3, 1)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{-365}, Date::of(2027, 4, 1).daysUntil(Date::of(2026, 4, 1)));
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 2, 29), Date::of(2028, 2, 28).plusDays(1));
  }

  void mondayIsTheFirstDayOfTheWeek() {
    CPPUNIT_ASSERT_EQUAL(1U, Date::of(2026, 11, 16).isoWeekday());
    CPPUNIT_ASSERT_EQUAL(7U, Date::of(2026, 11, 22).isoWeekday());
  }
};
HOSTLER_SUITE(DateTest, "core/time/date");

}  // namespace hostler

#include "core/time/period.h"

#include "tests/support/suite.h"

#include <random>

namespace hostler {

class PeriodTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PeriodTest);
  CPPUNIT_TEST(monthEndsKeepTheirAnchor);
  CPPUNIT_TEST(theThirtiethReturnsAfterFebruary);
  CPPUNIT_TEST(aLeapDayReturnsInTheNextLeapYear);
  CPPUNIT_TEST(periodsOfAnyAnchorTileTwentyYearsWithoutGap);
  CPPUNIT_TEST(whatIsPaidOnceHasNoPeriod);
  CPPUNIT_TEST_SUITE_END();

  static std::vector<std::string> dueDates(Date start, Cycle cycle, int count) {
    std::vector<std::string> dates;
    Date at = start;
    for (int i = 0; i < count; ++i)
      dates.push_back((at = periodFrom(at, cycle, start.day()).end).text());
    return dates;
  }

 public:
  void monthEndsKeepTheirAnchor() {
    const auto dates = dueDates(Date::of(2026, 1, 31), Cycle::Monthly, 13);
    const std::vector<std::string> expected{"2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31",
                                            "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30",
                                            "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31",
                                            "2027-02-28"};
    CPPUNIT_ASSERT(expected == dates);
    CPPUNIT_ASSERT((std::vector<std::string>{"2028-02-29", "2028-03-31", "2028-04-30"}) ==
                   dueDates(Date::of(2028, 1, 31), Cycle::Monthly, 3));
  }

  void theThirtiethReturnsAfterFebruary() {
    CPPUNIT_ASSERT((std::vector<std::string>{"2027-02-28", "2027-03-30", "2027-04-30"}) ==
                   dueDates(Date::of(2027, 1, 30), Cycle::Monthly, 3));
  }

  void aLeapDayReturnsInTheNextLeapYear() {
    CPPUNIT_ASSERT(
        (std::vector<std::string>{"2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"}) ==
        dueDates(Date::of(2028, 2, 29), Cycle::Annually, 4));
  }

  void periodsOfAnyAnchorTileTwentyYearsWithoutGap() {
    std::mt19937 random{5};
    for (int i = 0; i < 1'000; ++i) {
      const auto start = Date::of(2020, 1, 1).plusDays(random() % 4000);
      const auto cycle = static_cast<Cycle>(2 + random() % 7);
      const int months = monthsOf(cycle);
      Date at = start;
      for (int n = 1; n * months <= 240; ++n) {
        const auto period = periodFrom(at, cycle, start.day());
        CPPUNIT_ASSERT_EQUAL(at, period.start);
        CPPUNIT_ASSERT(period.days() >= 28 * months);
        CPPUNIT_ASSERT(period.days() <= 31 * months);
        // Counting one by one and counting from the start come to the same day.
        CPPUNIT_ASSERT_EQUAL(start.plusMonths(n * months, start.day()), period.end);
        at = period.end;
      }
    }
  }

  void whatIsPaidOnceHasNoPeriod() {
    CPPUNIT_ASSERT_THROW(periodFrom(Date::of(2026, 1, 1), Cycle::OneTime, 1),
                         std::invalid_argument);
    CPPUNIT_ASSERT(Cycle::SemiAnnually == cycleNamed("semi_annually").value());
    CPPUNIT_ASSERT(!cycleNamed("Monthly"));
  }
};
HOSTLER_SUITE(PeriodTest, "core/time/period");

}  // namespace hostler

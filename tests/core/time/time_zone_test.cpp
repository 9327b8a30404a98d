#include "core/time/time_zone.h"

#include "tests/support/suite.h"

namespace hostler {

class TimeZoneTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TimeZoneTest);
  CPPUNIT_TEST(theFinancialYearEndsAtMidnightInIndiaNotInUtc);
  CPPUNIT_TEST(aSkippedHourMeansTheMomentOfTheSkip);
  CPPUNIT_TEST(anHourThatComesTwiceMeansTheFirst);
  CPPUNIT_TEST(unknownZonesAreRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theFinancialYearEndsAtMidnightInIndiaNotInUtc() {
    const auto kolkata = TimeZone::named("Asia/Kolkata");
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 3, 31),
                         kolkata.dateOf(Instant::parse("2027-03-31T18:29:59Z").value()));
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 4, 1),
                         kolkata.dateOf(Instant::parse("2027-03-31T18:30:00Z").value()));
    CPPUNIT_ASSERT_EQUAL(std::string{"2027-03-31T18:30:00Z"},
                         kolkata.startOf(Date::of(2027, 4, 1)).text());
    CPPUNIT_ASSERT_EQUAL(23 * 60 + 59,
                         kolkata.minuteOfDay(Instant::parse("2027-03-31T18:29:59Z").value()));
  }

  void aSkippedHourMeansTheMomentOfTheSkip() {
    const auto berlin = TimeZone::named("Europe/Berlin");
    CPPUNIT_ASSERT_EQUAL(std::string{"2027-03-28T01:00:00Z"},
                         berlin.at(Date::of(2027, 3, 28), 2, 30).text());
  }

  void anHourThatComesTwiceMeansTheFirst() {
    const auto berlin = TimeZone::named("Europe/Berlin");
    CPPUNIT_ASSERT_EQUAL(std::string{"2027-10-31T00:30:00Z"},
                         berlin.at(Date::of(2027, 10, 31), 2, 30).text());
  }

  void unknownZonesAreRefused() {
    CPPUNIT_ASSERT(!TimeZone::find("Asia/Bombay2"));
    CPPUNIT_ASSERT(!TimeZone::find("../etc/passwd"));
    CPPUNIT_ASSERT_THROW(TimeZone::named(""), std::invalid_argument);
  }
};
HOSTLER_SUITE(TimeZoneTest, "core/time/time_zone");

}  // namespace hostler

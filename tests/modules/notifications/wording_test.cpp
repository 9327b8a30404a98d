#include "modules/notifications/wording.h"

#include "tests/support/suite.h"

namespace hostler {
namespace {

class WordingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(WordingTest);
  CPPUNIT_TEST(daysAndMomentsAreInTheReadersLanguageAndTheSellersZone);
  CPPUNIT_TEST(sumsGroupAsTheirReadersDo);
  CPPUNIT_TEST(devicesAreNamedAsPeopleKnowThem);
  CPPUNIT_TEST(whatIsTooLongIsCutBetweenCharacters);
  CPPUNIT_TEST_SUITE_END();

 public:
  void daysAndMomentsAreInTheReadersLanguageAndTheSellersZone() {
    const auto lateInUtc = *Instant::parse("2026-03-31T20:44:09Z");
    CPPUNIT_ASSERT_EQUAL(std::string{"1 Apr 2026"}, wording::day(Date::of(2026, 4, 1), "en"));
    CPPUNIT_ASSERT_EQUAL(std::string{"1 अप्रैल 2026"}, wording::day(Date::of(2026, 4, 1), "hi-IN"));
    CPPUNIT_ASSERT_EQUAL(std::string{"1 Apr 2026, 02:14 (Asia/Kolkata)"},
                         wording::moment(lateInUtc, TimeZone::named("Asia/Kolkata"), "en"));
  }

  void sumsGroupAsTheirReadersDo() {
    const auto rupees = Money::ofMinor(12'345'650, Currency::of("INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"₹1,23,456.50"}, wording::sum(rupees, MessageChannel::Email));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rs 1,23,456.50"}, wording::sum(rupees, MessageChannel::Sms));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"−$1,234.50"},
        wording::sum(Money::ofMinor(-123'450, Currency::of("USD")), MessageChannel::Email));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"JPY 1,200"},
        wording::sum(Money::ofMinor(1'200, Currency::of("JPY")), MessageChannel::Email));
  }

  void devicesAreNamedAsPeopleKnowThem() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Firefox on Windows"},
        wording::device("Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Edge on Windows"},
                         wording::device("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 "
                                         "Safari/537.36 Edg/120.0"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Safari on iPhone"},
        wording::device("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"my script 1.0"}, wording::device("my script\r\n1.0"));
    CPPUNIT_ASSERT_EQUAL(std::string{"cut ??"}, wording::device("cut \xE0\xA4"));
  }

  void whatIsTooLongIsCutBetweenCharacters() {
    CPPUNIT_ASSERT_EQUAL(std::string{"नमस"}, wording::cutTo("नमस", 3));
    CPPUNIT_ASSERT_EQUAL(std::string{"नम…"}, wording::cutTo("नमस्ते", 3));
    CPPUNIT_ASSERT_EQUAL(std::string{"…"}, wording::cutTo("ab", 1));
    CPPUNIT_ASSERT_EQUAL(std::string{}, wording::cutTo("", 3));
  }
};
HOSTLER_SUITE(WordingTest, "modules/notifications/wording");

}  // namespace
}  // namespace hostler

#include "amounts.h"

#include "tests/support/suite.h"
#include "times.h"

using namespace hostler::godaddy;
using hostler::sdk::Cost;
using hostler::sdk::Outcome;

class GodaddyAmountsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyAmountsTest);
  CPPUNIT_TEST(microUnitsAreExactDecimals);
  CPPUNIT_TEST(decimalsAreReadWithoutRoundingUp);
  CPPUNIT_TEST(otherTextIsNoAmount);
  CPPUNIT_TEST(aCapCountsByTheYear);
  CPPUNIT_TEST(aCapNeedsAPriceInItsCurrency);
  CPPUNIT_TEST(pointsInTimeAreReadStrictly);
  CPPUNIT_TEST(aYearLaterIsTheSameDay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void microUnitsAreExactDecimals() {
    CPPUNIT_ASSERT_EQUAL(std::string{"11.99"}, decimalOf(11'990'000));
    CPPUNIT_ASSERT_EQUAL(std::string{"12.00"}, decimalOf(12'000'000));
    CPPUNIT_ASSERT_EQUAL(std::string{"0.000001"}, decimalOf(1));
    CPPUNIT_ASSERT_EQUAL(std::string{"0.00"}, decimalOf(0));
    CPPUNIT_ASSERT_EQUAL(std::string{"1.995"}, decimalOf(1'995'000));
    // Neither fits a binary fraction.
    CPPUNIT_ASSERT_EQUAL(std::string{"90071992547.409931"}, decimalOf(90'071'992'547'409'931));
  }

  void decimalsAreReadWithoutRoundingUp() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{11'990'000}, *microsOf("11.99"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{11'000'000}, *microsOf("11"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{11'999'999}, *microsOf("11.99999999"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{99'999'999'999'999'999}, *microsOf("99999999999.999999"));
  }

  void otherTextIsNoAmount() {
    for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", " 1", "1.2.3",
                             "999999999999", "nan", "0x1"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !microsOf(text));
    }
  }

  void aCapCountsByTheYear() {
    CPPUNIT_ASSERT(!refusedBy(std::nullopt, std::nullopt));
    CPPUNIT_ASSERT(!refusedBy(usd("11.99", 1), Price{11'990'000, "USD", 1}));
    CPPUNIT_ASSERT_EQUAL(std::string{"cost_raised"},
                         refusedBy(usd("11.99", 1), Price{11'990'001, "USD", 1})->code);
    CPPUNIT_ASSERT(!refusedBy(usd("24.00", 2), Price{11'990'000, "USD", 1}));
    CPPUNIT_ASSERT(refusedBy(usd("24.00", 3), Price{11'990'000, "USD", 1}));
    CPPUNIT_ASSERT(refusedBy(usd("0", 1), Price{1, "USD", 10}));
    CPPUNIT_ASSERT(!refusedBy(usd("99999999999", 10), Price{kLargestMicros / 20, "USD", 10}));
  }

  void aCapNeedsAPriceInItsCurrency() {
    const auto unknown = refusedBy(usd("11.99", 1), std::nullopt);
    CPPUNIT_ASSERT(unknown->outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"price_unknown"}, unknown->code);
    CPPUNIT_ASSERT_EQUAL(std::string{"currency_differs"},
                         refusedBy(usd("11.99", 1), Price{1, "INR", 1})->code);
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"},
                         refusedBy(usd("much", 1), Price{1, "USD", 1})->code);
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"},
                         refusedBy(usd("1", 0), Price{1, "USD", 1})->code);
  }

  void pointsInTimeAreReadStrictly() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'608'430}, *secondsOf("2026-01-05T10:20:30Z"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'608'430}, *secondsOf("2026-01-05T10:20:30.123Z"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1'767'608'430}, *secondsOf("2026-01-05T15:50:30+05:30"));
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-01-05T10:20:30Z"}, isoOf(1'767'608'430));
    for (const char* text :
         {"", "2026-01-05", "2026-01-05T10:20:30", "2026-02-30T10:20:30Z", "2026-01-05T25:20:30Z",
          "2026-01-05 10:20:30Z", "2026-01-05T10:20:30.Z", "2026-01-05T10:20:30Zx", "yesterday",
          "-026-01-05T10:20:30Z"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !secondsOf(text));
    }
  }

  void aYearLaterIsTheSameDay() {
    const auto later = [](const char* from, int years) {
      return isoOf(yearsLater(*secondsOf(from), years));
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"2027-01-05T10:20:30Z"}, later("2026-01-05T10:20:30Z", 1));
    CPPUNIT_ASSERT_EQUAL(std::string{"2029-02-28T23:59:59Z"}, later("2028-02-29T23:59:59Z", 1));
    CPPUNIT_ASSERT_EQUAL(std::string{"2032-02-29T00:00:00Z"}, later("2028-02-29T00:00:00Z", 4));
  }

 private:
  static Cost usd(const char* amount, int years) { return {amount, "USD", years}; }
};

HOSTLER_SUITE(GodaddyAmountsTest, "plugins/registrar/godaddy/amounts");

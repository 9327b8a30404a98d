#include "core/money/decimal.h"

#include "tests/support/suite.h"

namespace hostler {

class DecimalTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DecimalTest);
  CPPUNIT_TEST(keepsWhatWasWritten);
  CPPUNIT_TEST(comparesByValue);
  CPPUNIT_TEST(refusesWhatIsNoPlainDecimal);
  CPPUNIT_TEST(arithmeticIsExactOrAnError);
  CPPUNIT_TEST_SUITE_END();

 public:
  void keepsWhatWasWritten() {
    CPPUNIT_ASSERT_EQUAL(std::string{"0.00743999984115362"},
                         Decimal::of("0.00743999984115362").text());
    CPPUNIT_ASSERT_EQUAL(std::string{"12.5"}, Decimal::of("12.50").text());
    CPPUNIT_ASSERT_EQUAL(std::string{"-0.5"}, Decimal::of("-0.5").text());
    CPPUNIT_ASSERT_EQUAL(std::string{"18"}, Decimal{18}.text());
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, Decimal::of("-0.0").text());
  }

  void comparesByValue() {
    CPPUNIT_ASSERT(Decimal::of("1.50") == Decimal::of("1.5"));
    CPPUNIT_ASSERT(Decimal::of("1.49") < Decimal::of("1.5"));
    CPPUNIT_ASSERT(Decimal::of("-2") < Decimal::of("1"));
  }

  void refusesWhatIsNoPlainDecimal() {
    for (const auto* bad : {"", "-", ".", ".5", "5.", "1e3", "+1", " 1", "1 ", "1,5", "0x1",
                            "1.2.3", "NaN", "99999999999999999999", "0.1234567890123456789"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !Decimal::parse(bad));
    }
  }

  void arithmeticIsExactOrAnError() {
    CPPUNIT_ASSERT_EQUAL(Decimal::of("0.3"), Decimal::of("0.1").plus(Decimal::of("0.2")));
    CPPUNIT_ASSERT_EQUAL(Decimal::of("-0.1"), Decimal::of("0.1").minus(Decimal::of("0.2")));
    CPPUNIT_ASSERT_EQUAL(Decimal::of("1.25"), Decimal::of("2.5").times(Decimal::of("0.5")));
    CPPUNIT_ASSERT_THROW(Decimal{INT64_MAX}.plus(1), std::overflow_error);
    CPPUNIT_ASSERT_THROW(Decimal::of("0.1234567891").times(Decimal::of("0.1234567891")),
                         std::overflow_error);
  }
};
HOSTLER_SUITE(DecimalTest, "core/money/decimal");

}  // namespace hostler

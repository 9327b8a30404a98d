#include "amounts.h"

#include "tests/plugins/support/conformance.h"

#include <limits>

using namespace hostler::stripe;
using hostler::sdk::Money;

class StripeAmountsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StripeAmountsTest);
  CPPUNIT_TEST(mostAmountsAreTheSameThere);
  CPPUNIT_TEST(icelandsKronaIsSentWithTwoDecimals);
  CPPUNIT_TEST(ariaryAreCountedWhole);
  CPPUNIT_TEST(thousandthsAreNotTaken);
  CPPUNIT_TEST(whatIsNotCertainIsNotSent);
  CPPUNIT_TEST(whatIsNoWholeNumberOfOursIsNotRead);
  CPPUNIT_TEST(everyAmountThatIsSentReadsTheSame);
  CPPUNIT_TEST_SUITE_END();

 public:
  void mostAmountsAreTheSameThere() {
    for (const auto& money : {Money{118'000, "INR"}, Money{1'180, "USD"}, Money{500, "JPY"},
                              Money{99'990, "KWD"}, Money{0, "EUR"}}) {
      CPPUNIT_ASSERT_EQUAL(money.minor, toStripe(money).value());
    }
  }

  void icelandsKronaIsSentWithTwoDecimals() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, toStripe({5, "ISK"}).value());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, fromStripe(500, "isk")->minor);
    CPPUNIT_ASSERT(!toStripe({std::numeric_limits<std::int64_t>::max() / 10, "ISK"}));
  }

  void ariaryAreCountedWhole() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, toStripe({500, "MGA"}).value());
    CPPUNIT_ASSERT(!toStripe({520, "MGA"}));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{500}, fromStripe(5, "mga")->minor);
  }

  void thousandthsAreNotTaken() {
    for (const char* dinar : {"BHD", "JOD", "KWD", "OMR", "TND"}) {
      CPPUNIT_ASSERT_MESSAGE(dinar, !toStripe({99'991, dinar}));
      CPPUNIT_ASSERT_MESSAGE(dinar, toStripe({99'990, dinar}).has_value());
    }
  }

  void whatIsNotCertainIsNotSent() {
    for (const char* currency : {"UGX", "usd", "RUPEES", ""}) {
      CPPUNIT_ASSERT_MESSAGE(currency, !toStripe({1'000, currency}));
    }
    CPPUNIT_ASSERT(!isCounted("UGX") && isCounted("USD"));
  }

  void whatIsNoWholeNumberOfOursIsNotRead() {
    CPPUNIT_ASSERT(!fromStripe(550, "isk"));
    CPPUNIT_ASSERT(!fromStripe(1'000, "ugx"));
    CPPUNIT_ASSERT(!fromStripe(1'000, "usdc"));
    CPPUNIT_ASSERT(!fromStripe(std::numeric_limits<std::int64_t>::max(), "mga"));
  }

  void everyAmountThatIsSentReadsTheSame() {
    for (const char* currency :
         {"INR", "JPY", "ISK", "MGA", "KWD", "HUF", "TWD", "CLP", "XPF", "VND"}) {
      const Money money{1'200'000, currency};
      const auto read = fromStripe(toStripe(money).value(), lowerCase(currency));
      CPPUNIT_ASSERT_MESSAGE(currency, read && *read == money);
    }
  }
};

HOSTLER_SUITE(StripeAmountsTest, "plugins/gateway/stripe/amounts");

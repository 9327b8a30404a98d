#include "core/money/money.h"

#include "tests/support/suite.h"

#include <numeric>
#include <random>

namespace hostler {
namespace {

Money inr(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR"));
}

}  // namespace

class MoneyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MoneyTest);
  CPPUNIT_TEST(gstOfEachComponentIsRoundedHalfUpByItself);
  CPPUNIT_TEST(aDayShareUsesTheRealLengthOfThePeriod);
  CPPUNIT_TEST(partsAlwaysAddUpToTheWhole);
  CPPUNIT_TEST(currenciesNeverMix);
  CPPUNIT_TEST(overflowIsAnErrorAndNeverWraps);
  CPPUNIT_TEST(everyCurrencyKeepsItsOwnNumberOfDecimals);
  CPPUNIT_TEST(indianAmountsAreGroupedInLakhs);
  CPPUNIT_TEST(roundingModesAgreeWithExactArithmetic);
  CPPUNIT_TEST_SUITE_END();

 public:
  void gstOfEachComponentIsRoundedHalfUpByItself() {
    CPPUNIT_ASSERT_EQUAL(inr(44'91), inr(499'00).percent(9, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(89'82), inr(499'00).percent(18, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(9'00), inr(100'03).percent(9, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(18'01), inr(100'03).percent(18, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(90), inr(10'03).percent(9, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(143'86), inr(799'20).percent(18, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(-44'91), inr(-499'00).percent(9, Rounding::HalfUp));
  }

  void aDayShareUsesTheRealLengthOfThePeriod() {
    CPPUNIT_ASSERT_EQUAL(inr(338'03), inr(499'00).fraction(21, 31, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(676'74), inr(999'00).fraction(21, 31, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(4495'10), inr(5988'00).fraction(274, 365, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(8999'21), inr(11988'00).fraction(274, 365, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(52'00), inr(120'00).fraction(13, 30, Rounding::HalfUp));
    CPPUNIT_ASSERT_THROW(inr(1).fraction(1, 0, Rounding::Down), std::domain_error);
  }

  void partsAlwaysAddUpToTheWhole() {
    std::mt19937_64 random{11};
    for (int i = 0; i < 10'000; ++i) {
      const auto whole = inr(static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000);
      std::vector<int> weights(1 + random() % 7);
      for (auto& weight : weights) weight = static_cast<int>(random() % 100);
      weights[0] += 1;

      const auto parts = whole.split(weights);

      const auto sum = std::accumulate(parts.begin(), parts.end(), inr(0),
                                       [](Money a, Money b) { return a.plus(b); });
      CPPUNIT_ASSERT_EQUAL(whole, sum);
    }
    const int equal[] = {1, 1};
    CPPUNIT_ASSERT_EQUAL(inr(2), inr(3).split(equal)[0]);
    CPPUNIT_ASSERT_EQUAL(inr(1), inr(3).split(equal)[1]);
    const int none[] = {0, 0};
    CPPUNIT_ASSERT_THROW(inr(3).split(none), std::invalid_argument);
  }

  void currenciesNeverMix() {
    const auto usd = Money::ofMinor(100, Currency::of("USD"));
    CPPUNIT_ASSERT_THROW(inr(100).plus(usd), CurrencyMismatch);
    CPPUNIT_ASSERT_THROW(inr(100).lessThan(usd), CurrencyMismatch);
    CPPUNIT_ASSERT(!(inr(100) == usd));
  }

  void overflowIsAnErrorAndNeverWraps() {
    CPPUNIT_ASSERT_THROW(inr(INT64_MAX).plus(inr(1)), std::overflow_error);
    CPPUNIT_ASSERT_THROW(inr(INT64_MAX / 2 + 1).times(2), std::overflow_error);
    CPPUNIT_ASSERT_THROW(inr(INT64_MAX).percent(200, Rounding::Down), std::overflow_error);
    CPPUNIT_ASSERT_EQUAL(inr(INT64_MAX), inr(INT64_MAX).fraction(7, 7, Rounding::HalfUp));
  }

  void everyCurrencyKeepsItsOwnNumberOfDecimals() {
    CPPUNIT_ASSERT_EQUAL(std::string{"1234 JPY"}, Money::ofMinor(1234, Currency::of("JPY")).text());
    CPPUNIT_ASSERT_EQUAL(std::string{"1.234 KWD"},
                         Money::ofMinor(1234, Currency::of("KWD")).text());
    CPPUNIT_ASSERT_EQUAL(std::string{"-0.05 INR"}, inr(-5).text());
    CPPUNIT_ASSERT_EQUAL(5, Currency::of("CHF").cashStep());
    CPPUNIT_ASSERT(!Currency::find("inr"));
    CPPUNIT_ASSERT(!Currency::find("ZZZ"));
    for (const auto code : Currency::codes())
      CPPUNIT_ASSERT_EQUAL(std::string{code}, std::string{Currency::of(code).code()});
  }

  void indianAmountsAreGroupedInLakhs() {
    CPPUNIT_ASSERT_EQUAL(std::string{"1,23,456.50"}, groupedText(inr(123'456'50)));
    CPPUNIT_ASSERT_EQUAL(std::string{"-12,34,567.00"}, groupedText(inr(-1'234'567'00)));
    CPPUNIT_ASSERT_EQUAL(std::string{"999.00"}, groupedText(inr(999'00)));
    CPPUNIT_ASSERT_EQUAL(std::string{"1,234,567.00"},
                         groupedText(Money::ofMinor(1'234'567'00, Currency::of("USD"))));
    CPPUNIT_ASSERT_EQUAL(std::string{"1,234,567"},
                         groupedText(Money::ofMinor(1'234'567, Currency::of("JPY"))));
  }

  void roundingModesAgreeWithExactArithmetic() {
    for (std::int64_t minor = -50; minor <= 50; ++minor) {
      for (std::int64_t below = 1; below <= 12; ++below) {
        const auto down = inr(minor).fraction(1, below, Rounding::Down).minor();
        const auto up = inr(minor).fraction(1, below, Rounding::Up).minor();
        const auto half = inr(minor).fraction(1, below, Rounding::HalfUp).minor();
        const auto even = inr(minor).fraction(1, below, Rounding::HalfEven).minor();
        CPPUNIT_ASSERT_EQUAL(minor / below, down);
        CPPUNIT_ASSERT(up == down || std::abs(up) == std::abs(down) + 1);
        CPPUNIT_ASSERT_EQUAL(minor % below == 0, up == down);
        CPPUNIT_ASSERT(2 * std::abs(half * below - minor) <= below);
        CPPUNIT_ASSERT(2 * std::abs(even * below - minor) <= below);
        if (2 * std::abs(minor % below) == below) {
          CPPUNIT_ASSERT_EQUAL(up, half);
          CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, even % 2);
        }
      }
    }
    CPPUNIT_ASSERT_EQUAL(inr(91'00), inr(90'50).roundedTo(100, Rounding::HalfUp));
    CPPUNIT_ASSERT_EQUAL(inr(90'00), inr(90'49).roundedTo(100, Rounding::HalfUp));
  }
};
HOSTLER_SUITE(MoneyTest, "core/money/money");

}  // namespace hostler

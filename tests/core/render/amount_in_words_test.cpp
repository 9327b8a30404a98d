#include "core/render/amount_in_words.h"

#include "tests/support/suite.h"

#include <limits>

namespace hostler::render {
namespace {

std::string words(std::int64_t minor, std::string_view currency, std::string_view locale = "en") {
  return amountInWords(Money::ofMinor(minor, Currency::of(currency)), locale);
}

}  // namespace

class AmountInWordsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AmountInWordsTest);
  CPPUNIT_TEST(rupeesCountInLakhsAndCrores);
  CPPUNIT_TEST(hindiHasItsOwnWordForEachNumberBelowAHundred);
  CPPUNIT_TEST(oneIsSingularAndNothingIsZero);
  CPPUNIT_TEST(otherCurrenciesCountInMillions);
  CPPUNIT_TEST(currenciesWithoutWordsGoByTheirCode);
  CPPUNIT_TEST(everyAmountHasWords);
  CPPUNIT_TEST_SUITE_END();

 public:
  void rupeesCountInLakhsAndCrores() {
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupees One Lakh Twenty Three Thousand Four Hundred Fifty Six "
                                     "and Fifty Paise Only"},
                         words(1'23'456'50, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupees Five Hundred Eighty Eight and Eighty Two Paise Only"},
                         words(588'82, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupees Ten Crore Only"}, words(10'00'00'000'00, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupees Ninety Nine Crore Ninety Nine Lakh Ninety Nine "
                                     "Thousand Nine Hundred Ninety Nine Only"},
                         words(99'99'99'999'00, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupees Two Lakh Five Thousand Crore Seven Only"},
                         words(205'000'0'000'007'00, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"एक लाख तेईस हज़ार चार सौ छप्पन रुपये और पचास पैसे मात्र"},
                         words(1'23'456'50, "INR", "hi"));
    CPPUNIT_ASSERT_EQUAL(std::string{"बारह करोड़ पाँच रुपये मात्र"},
                         words(12'00'00'005'00, "INR", "hi-IN"));
  }

  void hindiHasItsOwnWordForEachNumberBelowAHundred() {
    std::set<std::string> seen;
    for (int n = 0; n < 100; ++n) seen.insert(words(n * 100, "INR", "hi"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{100}, seen.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"उन्यासी रुपये और नवासी पैसे मात्र"}, words(79'89, "INR", "hi"));
    CPPUNIT_ASSERT_EQUAL(std::string{"निन्यानवे रुपये मात्र"}, words(99'00, "INR", "hi"));
  }

  void oneIsSingularAndNothingIsZero() {
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupees Zero Only"}, words(0, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupee One Only"}, words(100, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"One Paisa Only"}, words(1, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rupee One and One Paisa Only"}, words(101, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"शून्य रुपये मात्र"}, words(0, "INR", "hi"));
    CPPUNIT_ASSERT_EQUAL(std::string{"एक रुपया और एक पैसा मात्र"}, words(101, "INR", "hi"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Minus Rupees Twelve Only"}, words(-12'00, "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"ऋण बारह रुपये मात्र"}, words(-12'00, "INR", "hi"));
  }

  void otherCurrenciesCountInMillions() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{"US Dollars One Million Two Hundred Thousand Five and Ten Cents Only"},
        words(1'200'005'10, "USD"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Japanese Yen One Hundred Twenty Only"}, words(120, "JPY"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Kuwaiti Dinar One and Two Hundred Fifty Fils Only"},
                         words(1'250, "KWD"));
    CPPUNIT_ASSERT_EQUAL(std::string{"बारह लाख पाँच अमेरिकी डॉलर और दस सेंट मात्र"},
                         words(1'200'005'10, "USD", "hi"));
  }

  void currenciesWithoutWordsGoByTheirCode() {
    CPPUNIT_ASSERT_EQUAL(std::string{"XOF One Hundred Only"}, words(100, "XOF"));
    CPPUNIT_ASSERT_EQUAL(std::string{"BBD Five and 50/100 Only"}, words(5'50, "BBD"));
    CPPUNIT_ASSERT_EQUAL(std::string{"पाँच BBD और 50/100 मात्र"}, words(5'50, "BBD", "hi"));
  }

  void everyAmountHasWords() {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    CPPUNIT_ASSERT(words(most, "INR").starts_with("Rupees Nine Hundred Twenty Two Crore Thirty"));
    CPPUNIT_ASSERT(words(least, "INR", "hi").starts_with("ऋण नौ सौ बाईस करोड़"));
    CPPUNIT_ASSERT(words(most, "JPY").starts_with("Japanese Yen Nine Million Two Hundred"));
  }
};
HOSTLER_SUITE(AmountInWordsTest, "core/render/amount_in_words");

}  // namespace hostler::render

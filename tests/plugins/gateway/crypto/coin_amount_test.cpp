#include "coin_amount.h"

#include "tests/support/suite.h"

#include <set>

using namespace hostler::crypto;

class CoinAmountTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CoinAmountTest);
  CPPUNIT_TEST(anAmountIsWorthSoManyUnitsRoundedUp);
  CPPUNIT_TEST(whatIsNoRateIsWorthNothing);
  CPPUNIT_TEST(twoPaymentsOfOnePriceDiffer);
  CPPUNIT_TEST(aMarkIsASmallShareOfTheWorth);
  CPPUNIT_TEST(everyTurnHasAnotherMark);
  CPPUNIT_TEST(coinsAreWrittenExactly);
  CPPUNIT_TEST(aReferenceTellsAllThatIsNeeded);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anAmountIsWorthSoManyUnitsRoundedUp() {
    is(100'000'000, {5'500'000'00, "INR"}, "5500000", 8);
    is(21'455, {1'180'00, "INR"}, "5500000", 8);  // 21454.54…
    is(1, {1, "INR"}, "5500000", 8);
    is(10'000'000, {10'00, "USD"}, "1.0", 6);
    is(9'990'010, {10'00, "USD"}, "1.001", 6);  // 9990009.99…
    is(1'000, {1'000, "JPY"}, "1", 0);
    is(1, {1'000, "KWD"}, "1", 0);
  }

  void whatIsNoRateIsWorthNothing() {
    for (const char* rate : {"", "0", "0.00", "-1", "1.", ".5", "1,5", "1e3", "1.123456789", "x"})
      CPPUNIT_ASSERT_MESSAGE(rate, !unitsOf({100, "INR"}, rate, 8));
    CPPUNIT_ASSERT(!unitsOf({0, "INR"}, "1", 8));
    CPPUNIT_ASSERT(!unitsOf({INT64_MAX, "INR"}, "1", 8));
    CPPUNIT_ASSERT(!unitsOf({1'000'000'000'000, "INR"}, "0.00000001", 12));
  }

  void twoPaymentsOfOnePriceDiffer() {
    std::set<std::int64_t> marks;
    for (int i = 0; i < 50; ++i) {
      const auto mark = markOf("pay_0c7k2m9qz4f" + std::to_string(i), 9999, 0);
      CPPUNIT_ASSERT(mark >= 1 && mark <= 9999);
      marks.insert(mark);
    }
    CPPUNIT_ASSERT(marks.size() >= 48);
    CPPUNIT_ASSERT_EQUAL(markOf("pay_1", 107, 0), markOf("pay_1", 107, 0));
  }

  void aMarkIsASmallShareOfTheWorth() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{107}, mostMark(21'455));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, mostMark(200));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, mostMark(199));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{9'999}, mostMark(100'000'000'000));
  }

  void everyTurnHasAnotherMark() {
    for (const std::int64_t most : {1, 2, 60, 107}) {
      std::set<std::int64_t> marks;
      for (std::size_t turn = 0; turn < static_cast<std::size_t>(most); ++turn)
        marks.insert(markOf("pay_1", most, turn));
      CPPUNIT_ASSERT_EQUAL(static_cast<std::size_t>(most), marks.size());
      CPPUNIT_ASSERT(*marks.begin() == 1 && *marks.rbegin() == most);
    }
  }

  void coinsAreWrittenExactly() {
    CPPUNIT_ASSERT_EQUAL(std::string{"0.001234"}, coinText(123'400, 8));
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, coinText(100'000'000, 8));
    CPPUNIT_ASSERT_EQUAL(std::string{"0.00000001"}, coinText(1, 8));
    CPPUNIT_ASSERT_EQUAL(std::string{"120"}, coinText(120, 0));
  }

  void aReferenceTellsAllThatIsNeeded() {
    const Reference reference{22'000, {118'000, "INR"}, "PAY0C7"};
    const auto read = Reference::parse(reference.text());
    CPPUNIT_ASSERT(read);
    CPPUNIT_ASSERT(read->units == 22'000 && read->amount == reference.amount &&
                   read->name == "PAY0C7");
    for (const char* wrong :
         {"", "PAY0C7", "A:1:2", "A:-1:2:INR", "A:1:0:INR", "A:1:2:inr", "A:x:2:INR", ":1:2:INR"})
      CPPUNIT_ASSERT_MESSAGE(wrong, !Reference::parse(wrong));
  }

 private:
  static void is(std::int64_t units, const hostler::sdk::Money& amount, const char* rate,
                 int decimals) {
    const auto made = unitsOf(amount, rate, decimals);
    CPPUNIT_ASSERT_MESSAGE(rate, made);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(rate, units, *made);
  }
};

HOSTLER_SUITE(CoinAmountTest, "plugins/gateway/crypto/coin_amount");

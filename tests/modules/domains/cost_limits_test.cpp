#include "modules/domains/availability.h"
#include "tests/support/suite.h"

namespace hostler {
namespace {

Money rupees(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR"));
}
Money dollars(std::int64_t cents) {
  return Money::ofMinor(cents, Currency::of("USD"));
}
RegistrarCost costs(const char* amount, int years = 1) {
  return {Decimal::of(amount), "USD", years};
}
Worths worths(const char* ofADollar = nullptr) {
  std::map<std::string, Decimal> rates;
  if (ofADollar != nullptr) rates["USD"] = Decimal::of(ofADollar);
  return {Currency::of("INR"), rates};
}

}  // namespace

// What a name may cost at its registrar, so that selling it at the table's price is no gift.
class CostLimitsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CostLimitsTest);
  CPPUNIT_TEST(amountsAreConvertedDownAndNeverGuessed);
  CPPUNIT_TEST(whatTheShopStatesDecides);
  CPPUNIT_TEST(elseWhatTheBuyerPaysDecides);
  CPPUNIT_TEST(whatCannotBeComparedIsNotCovered);
  CPPUNIT_TEST(aNameOfUnknownCostIsPremium);
  CPPUNIT_TEST(noMoreIsPaidThanWasSoldOrTold);
  CPPUNIT_TEST_SUITE_END();

 public:
  void amountsAreConvertedDownAndNeverGuessed() {
    const auto known = worths("83.5");
    const auto in = [&](const char* amount, const char* from, const char* to) {
      const auto converted = known.converted(Decimal::of(amount), from, to);
      return converted ? converted->text() : "-";
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"11.976"}, in("1000", "INR", "USD"));
    CPPUNIT_ASSERT_EQUAL(std::string{"835"}, in("10", "USD", "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"7.5"}, in("7.5", "EUR", "EUR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"-"}, in("10", "EUR", "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"-"}, in("999999999999999999", "USD", "INR"));
    CPPUNIT_ASSERT_EQUAL(std::string{"-"}, in("-1", "USD", "INR"));
  }

  void whatTheShopStatesDecides() {
    const CostLimit limit{dollars(35'00), rupees(999'00), 1, worths()};
    CPPUNIT_ASSERT(limit.covers(costs("35.00")));
    CPPUNIT_ASSERT(limit.covers(costs("70", 2)));
    CPPUNIT_ASSERT(!limit.covers(costs("35.000001")));
    // Stated in another currency than the registrar's, as far as there is a rate.
    const CostLimit inRupees{rupees(2'000'00), std::nullopt, 1, worths("80")};
    CPPUNIT_ASSERT(inRupees.covers(costs("25")));
    CPPUNIT_ASSERT(!inRupees.covers(costs("25.01")));
  }

  void elseWhatTheBuyerPaysDecides() {
    const CostLimit limit{std::nullopt, rupees(2'000'00), 2, worths("80")};
    CPPUNIT_ASSERT(limit.covers(costs("12.50")));
    CPPUNIT_ASSERT(!limit.covers(costs("12.51")));
    const CostLimit same{std::nullopt, dollars(10'00), 1, worths()};
    CPPUNIT_ASSERT(same.covers(costs("10")));
    CPPUNIT_ASSERT(!same.covers(costs("1199")));
  }

  void whatCannotBeComparedIsNotCovered() {
    const CostLimit limit{std::nullopt, rupees(999'00), 1, worths()};
    CPPUNIT_ASSERT(!limit.covers(costs("0.01")));
    const CostLimit nothing{std::nullopt, std::nullopt, 1, worths("80")};
    CPPUNIT_ASSERT(!nothing.covers(costs("0.01")));
  }

  void aNameOfUnknownCostIsPremium() {
    const CostLimit limit{dollars(35'00), rupees(999'00), 1, worths()};
    CPPUNIT_ASSERT((NameStatus{NameState::Available, true, {}}).under(limit).state ==
                   NameState::Premium);
    // A quick answer may leave it out: the registry is asked again before anything is paid.
    CPPUNIT_ASSERT((NameStatus{NameState::Available, false, {}}).under(limit).state ==
                   NameState::Available);
    CPPUNIT_ASSERT((NameStatus{NameState::Taken, true, {}}).under(limit).state == NameState::Taken);
  }

  void noMoreIsPaidThanWasSoldOrTold() {
    const auto most = [](const CostLimit& limit) {
      const auto cost = limit.most(costs("11.99"));
      return cost.amount.text() + "/" + std::to_string(cost.years);
    };
    // A rise within the price is borne; one above it is not.
    CPPUNIT_ASSERT_EQUAL(std::string{"12.99/1"},
                         most({dollars(35'00), dollars(12'99), 1, worths()}));
    // A name that is sold below its cost on purpose may cost what it did.
    CPPUNIT_ASSERT_EQUAL(std::string{"11.99/1"},
                         most({dollars(35'00), dollars(2'49), 1, worths()}));
    CPPUNIT_ASSERT_EQUAL(std::string{"35/1"}, most({dollars(35'00), dollars(99'00), 1, worths()}));
    CPPUNIT_ASSERT_EQUAL(std::string{"25/2"},
                         most({std::nullopt, rupees(2'000'00), 2, worths("80")}));
  }
};
HOSTLER_SUITE(CostLimitsTest, "modules/domains/cost_limits");

}  // namespace hostler

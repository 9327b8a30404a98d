#include "modules/billing/pricing.h"

#include "tests/modules/billing/sales.h"

namespace hostler {

using testing::lineOf;
using testing::rupees;
using testing::said;
using testing::saleTo;

// The figures are those that a tax adviser works out by hand: each component of each line rounded
// half up by itself.
class PricingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PricingTest);
  CPPUNIT_TEST(aSaleWithinTheStateBearsBothHalves);
  CPPUNIT_TEST(aSaleToAnotherStateBearsTheWholeAtOnce);
  CPPUNIT_TEST(halvesAreRoundedByThemselves);
  CPPUNIT_TEST(linesAreRoundedByThemselves);
  CPPUNIT_TEST(aQuantityIsTaxedAsOneLine);
  CPPUNIT_TEST(aSetupFeeIsALineOfItsOwn);
  CPPUNIT_TEST(taxIsOnTheDiscountedValue);
  CPPUNIT_TEST(aDiscountIsNeverAboveItsLine);
  CPPUNIT_TEST(aLateFeeIsTaxedLikeAnySale);
  CPPUNIT_TEST(aPriceThatHoldsItsTaxIsTakenApart);
  CPPUNIT_TEST(whatAnInclusivePriceCannotExpressIsALineOfRounding);
  CPPUNIT_TEST(inclusiveQuantityAndDiscountStillAddUp);
  CPPUNIT_TEST(aTotalIsRoundedToTheWholeRupee);
  CPPUNIT_TEST(currenciesWithoutAndWithThreeDecimals);
  CPPUNIT_TEST(anotherCurrencyOnALineIsRefused);
  CPPUNIT_TEST(whatIsGivenBackBearsItsTaxBack);
  CPPUNIT_TEST(whatIsGivenBackBearsTheRateItWasChargedWith);
  CPPUNIT_TEST(aCompoundTaxIsOnTheValueAndTheOtherTaxes);
  CPPUNIT_TEST(aPriceThatHoldsACompoundTaxIsTakenApart);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aSaleWithinTheStateBearsBothHalves() {
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 44.91, SGST 44.91 = 588.82"},
                         within({lineOf(rupees("499"))}));
  }

  void aSaleToAnotherStateBearsTheWholeAtOnce() {
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 89.82 = 588.82"}, across({lineOf(rupees("499"))}));
  }

  void halvesAreRoundedByThemselves() {
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9.00, SGST 9.00 = 118.03"},
                         within({lineOf(rupees("100.03"))}));
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 18.01 = 118.04"}, across({lineOf(rupees("100.03"))}));
  }

  void linesAreRoundedByThemselves() {
    const auto line = lineOf(rupees("10.03"));
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 2.70, SGST 2.70 = 35.49"}, within({line, line, line}));
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 116.91, SGST 116.91 = 1532.82"},
                         within({lineOf(rupees("800")), lineOf(rupees("499"))}));
  }

  void aQuantityIsTaxedAsOneLine() {
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 134.73, SGST 134.73 = 1766.46"},
                         within({lineOf(rupees("499"), 3)}));
    // Metered: two hours and a half at half a rupee.
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 0.11, SGST 0.11 = 1.47"},
                         within({lineOf(rupees("0.50"), Decimal::of("2.5"))}));
  }

  void aSetupFeeIsALineOfItsOwn() {
    auto setup = lineOf(rupees("199"));
    setup.kind = LineKind::Setup;
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 62.82, SGST 62.82 = 823.64"},
                         within({setup, lineOf(rupees("499"))}));
  }

  void taxIsOnTheDiscountedValue() {
    auto line = lineOf(rupees("999"));
    line.discount = line.unitPrice.percent(20, Rounding::HalfUp);
    const auto priced = priceDocument({line}, Supply::of(saleTo("29")), {});
    CPPUNIT_ASSERT_EQUAL(rupees("799.20"), priced.lines[0].taxable);
    CPPUNIT_ASSERT_EQUAL(rupees("199.80"), priced.discount);
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 143.86 = 943.06"}, said(priced));
  }

  void aDiscountIsNeverAboveItsLine() {
    auto line = lineOf(rupees("10"));
    line.discount = rupees("10.01");
    CPPUNIT_ASSERT_THROW(within({line}), std::invalid_argument);
    line.discount = rupees("-0.01");
    CPPUNIT_ASSERT_THROW(within({line}), std::invalid_argument);
    line.discount = rupees("10");
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 0.00, SGST 0.00 = 0.00"}, within({line}));
  }

  void aLateFeeIsTaxedLikeAnySale() {
    auto fee = lineOf(rupees("999").percent(5, Rounding::HalfUp));
    fee.kind = LineKind::LateFee;
    CPPUNIT_ASSERT_EQUAL(rupees("49.95"), fee.unitPrice);
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 4.50, SGST 4.50 = 58.95"}, within({fee}));
  }

  void aPriceThatHoldsItsTaxIsTakenApart() {
    const auto priced = inclusive("29", {lineOf(rupees("1180"))});
    CPPUNIT_ASSERT_EQUAL(rupees("1000"), priced.subtotal);
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 180.00 = 1180.00"}, said(priced));
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 89.82 = 588.82"},
                         said(inclusive("29", {lineOf(rupees("588.82"))})));
  }

  void whatAnInclusivePriceCannotExpressIsALineOfRounding() {
    const auto priced = inclusive("27", {lineOf(rupees("999"))});
    CPPUNIT_ASSERT_EQUAL(rupees("846.61"), priced.subtotal);
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 76.19, SGST 76.19, rounding 0.01 = 999.00"},
                         said(priced));
  }

  void inclusiveQuantityAndDiscountStillAddUp() {
    auto line = lineOf(rupees("999"), 3);
    line.discount = rupees("299.70");
    const auto priced = inclusive("27", {line, lineOf(rupees("0.01"))});
    CPPUNIT_ASSERT_EQUAL(rupees("2697.31"), priced.total);
    CPPUNIT_ASSERT_EQUAL(
        priced.total,
        priced.subtotal.minus(priced.discount).plus(priced.taxTotal).plus(priced.rounding));
  }

  void aTotalIsRoundedToTheWholeRupee() {
    const auto rounded = [](const std::string& net) {
      PricingRules rules;
      rules.roundToWholeUnit = true;
      auto sale = saleTo("27");
      sale.regime = "none";
      return said(priceDocument({lineOf(rupees(net))}, Supply::of(sale), rules));
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"rounding -0.49 = 90.00"}, rounded("90.49"));
    CPPUNIT_ASSERT_EQUAL(std::string{"rounding 0.50 = 91.00"}, rounded("90.50"));
    CPPUNIT_ASSERT_EQUAL(std::string{"= 90.00"}, rounded("90"));
  }

  void currenciesWithoutAndWithThreeDecimals() {
    const auto yen = [](std::int64_t minor) { return Money::ofMinor(minor, Currency::of("JPY")); };
    PricingRules rules;
    rules.currency = Currency::of("JPY");
    auto priced = priceDocument({lineOf(yen(999))}, Supply::of(saleTo("29")), rules);
    CPPUNIT_ASSERT_EQUAL(yen(180), priced.taxTotal);
    CPPUNIT_ASSERT_EQUAL(yen(1179), priced.total);
    rules.roundToWholeUnit = true;
    CPPUNIT_ASSERT_EQUAL(yen(1179),
                         priceDocument({lineOf(yen(999))}, Supply::of(saleTo("29")), rules).total);

    const auto dinar = [](std::int64_t fils) { return Money::ofMinor(fils, Currency::of("KWD")); };
    rules.currency = Currency::of("KWD");
    priced = priceDocument({lineOf(dinar(12'345))}, Supply::of(saleTo("29")), rules);
    CPPUNIT_ASSERT_EQUAL(dinar(2'222), priced.taxTotal);
    CPPUNIT_ASSERT_EQUAL(dinar(433), priced.rounding);  // 14.567 becomes 15 dinars
    CPPUNIT_ASSERT_EQUAL(dinar(15'000), priced.total);
  }

  void anotherCurrencyOnALineIsRefused() {
    CPPUNIT_ASSERT_THROW(within({lineOf(Money::ofMinor(100, Currency::of("USD")))}),
                         CurrencyMismatch);
  }

  void whatIsGivenBackBearsItsTaxBack() {
    // A change from 499 to 999 with 21 of 31 days left.
    const auto priced = priceDocument({lineOf(rupees("676.74")), lineOf(rupees("-338.03"))},
                                      Supply::of(saleTo("27")), {});
    CPPUNIT_ASSERT_EQUAL(rupees("338.71"), priced.subtotal);
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 30.49, SGST 30.49 = 399.69"}, said(priced));
  }

  void whatIsGivenBackBearsTheRateItWasChargedWith() {
    // The rate fell from 18 to 12 in the middle of the term.
    auto sale = saleTo("27");
    sale.rules[0].rate = 12;
    auto credit = lineOf(rupees("-100"));
    credit.chargedWith = {{"CGST", 9}, {"SGST", 9}};
    const auto priced = priceDocument({lineOf(rupees("200")), credit}, Supply::of(sale), {});
    CPPUNIT_ASSERT_EQUAL(rupees("12"), priced.lines[0].taxes[0].amount);
    CPPUNIT_ASSERT_EQUAL(rupees("-9"), priced.lines[1].taxes[0].amount);
    CPPUNIT_ASSERT_EQUAL(rupees("106"), priced.total);
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, priced.taxes.size());
  }

  void aCompoundTaxIsOnTheValueAndTheOtherTaxes() {
    const auto priced = priceDocument({lineOf(rupees("100"))}, Supply::of(quebec()), {});
    CPPUNIT_ASSERT_EQUAL(std::string{"GST 5.00, QST 9.98 = 114.98"}, said(priced));
  }

  void aPriceThatHoldsACompoundTaxIsTakenApart() {
    PricingRules rules;
    rules.pricesIncludeTax = true;
    const auto priced = priceDocument({lineOf(rupees("114.98"))}, Supply::of(quebec()), rules);
    CPPUNIT_ASSERT_EQUAL(rupees("100"), priced.subtotal);
    CPPUNIT_ASSERT_EQUAL(std::string{"GST 5.00, QST 9.98 = 114.98"}, said(priced));
  }

 private:
  static TaxSituation quebec() {
    auto sale = saleTo("");
    sale.regime = "table";
    sale.seller = sale.buyer = {"CA", "QC", std::nullopt};
    sale.rules = {
        {"CA", "", "", "GST", 5, Date::of(2008, 1, 1), {}},
        {"CA", "QC", "", "QST", Decimal::of("9.5"), Date::of(2012, 1, 1), {}, true, true}};
    return sale;
  }
  static std::string within(const std::vector<LineDraft>& lines) {
    return said(priceDocument(lines, Supply::of(saleTo("27")), {}));
  }
  static std::string across(const std::vector<LineDraft>& lines) {
    return said(priceDocument(lines, Supply::of(saleTo("29")), {}));
  }
  static Priced inclusive(const std::string& state, const std::vector<LineDraft>& lines) {
    PricingRules rules;
    rules.pricesIncludeTax = true;
    return priceDocument(lines, Supply::of(saleTo(state)), rules);
  }
};
HOSTLER_SUITE(PricingTest, "modules/billing/pricing");

}  // namespace hostler

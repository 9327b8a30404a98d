#include "tests/modules/billing/money_shop.h"
#include "tests/modules/billing/sales.h"

namespace hostler {

using testing::Seed;

// Whatever a document is made of, what it says adds up.
class PricingPropertiesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PricingPropertiesTest);
  CPPUNIT_TEST(totalIsLinesAndTaxesAndRounding);
  CPPUNIT_TEST(anInclusiveDocumentCostsWhatItsLinesSay);
  CPPUNIT_TEST(taxIsOffByLessThanAMinorUnitForEachComponentOfALine);
  CPPUNIT_TEST_SUITE_END();

 public:
  void totalIsLinesAndTaxesAndRounding() {
    for (int i = 0; i < 4'000; ++i) {
      const auto rules = anyRules();
      const auto lines = anyLines(rules);
      const auto priced = priceDocument(lines, Supply::of(anySale()), rules);
      const auto zero = Money::zero(rules.currency);
      auto lineTotals = zero, lineTaxes = zero, summary = zero;
      for (const auto& line : priced.lines) {
        auto taxes = zero;
        for (const auto& tax : line.taxes) taxes = taxes.plus(tax.amount);
        equal(line.total, line.taxable.plus(taxes));
        equal(line.taxable, line.price.minus(line.draft.discount));
        lineTotals = lineTotals.plus(line.total);
        lineTaxes = lineTaxes.plus(taxes);
      }
      for (const auto& tax : priced.taxes) summary = summary.plus(tax.amount);
      equal(priced.taxTotal, lineTaxes);
      equal(priced.taxTotal, summary);
      equal(priced.total, lineTotals.plus(priced.rounding));
      equal(priced.total,
            priced.subtotal.minus(priced.discount).plus(priced.taxTotal).plus(priced.rounding));
    }
  }

  void anInclusiveDocumentCostsWhatItsLinesSay() {
    for (int i = 0; i < 4'000; ++i) {
      auto rules = anyRules();
      rules.pricesIncludeTax = true;
      rules.roundToWholeUnit = false;
      const auto lines = anyLines(rules);
      auto asked = Money::zero(rules.currency);
      for (const auto& line : lines)
        asked =
            asked.plus(line.unitPrice.share(line.quantity, Rounding::HalfUp)).minus(line.discount);
      equal(asked, priceDocument(lines, Supply::of(anySale()), rules).total);
    }
  }

  void taxIsOffByLessThanAMinorUnitForEachComponentOfALine() {
    for (int i = 0; i < 4'000; ++i) {
      auto rules = anyRules();
      rules.pricesIncludeTax = rules.roundToWholeUnit = false;
      const auto lines = anyLines(rules);
      const auto priced = priceDocument(lines, Supply::of(testing::saleTo("27")), rules);
      const auto exact = priced.subtotal.minus(priced.discount).minor() * 18;
      const auto off = std::abs(priced.taxTotal.minor() * 100 - exact);
      // Half a unit for each of two components of each line.
      CPPUNIT_ASSERT_MESSAGE(seed_.text(), off <= static_cast<std::int64_t>(lines.size()) * 2 * 50);
    }
  }

 private:
  void equal(Money expected, Money actual) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed_.text(), expected, actual);
  }
  std::int64_t upTo(std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>{0, most}(random_);
  }
  bool coin() { return upTo(1) == 1; }

  PricingRules anyRules() {
    PricingRules rules;
    rules.currency = Currency::of(std::array{"INR", "USD", "JPY", "KWD"}[upTo(3)]);
    rules.roundToWholeUnit = coin();
    rules.pricesIncludeTax = coin();
    return rules;
  }

  TaxSituation anySale() {
    auto sale = testing::saleTo(std::array{"27", "29", "26", "04"}[upTo(3)]);
    sale.rules.push_back({"IN", "", "8471", "GST", Decimal::of("0.25"), Date::of(2017, 7, 1), {}});
    sale.rules.push_back({"IN", "", "9983", "GST", Decimal::of("28"), Date::of(2017, 7, 1), {}});
    if (coin()) sale.seller.region = "26";
    if (upTo(9) == 0) sale.buyer.country = "US";
    if (upTo(9) == 0) sale.buyerIsExempt = true;
    return sale;
  }

  std::vector<LineDraft> anyLines(const PricingRules& rules) {
    std::vector<LineDraft> lines;
    for (auto left = upTo(11) + 1; left > 0; --left) {
      auto line =
          testing::lineOf(Money::ofMinor(upTo(500'000), rules.currency),
                          coin() ? Decimal{upTo(9) + 1} : Decimal::ofScaled(upTo(99'999), 3));
      line.taxClass = std::array{"998315", "8471", "9983"}[upTo(2)];
      if (coin()) {
        const auto price = line.unitPrice.share(line.quantity, Rounding::HalfUp);
        line.discount = Money::ofMinor(upTo(price.minor()), rules.currency);
      } else if (upTo(7) == 0) {
        line.unitPrice = line.unitPrice.negated();
      }
      lines.push_back(std::move(line));
    }
    return lines;
  }

  Seed seed_;
  std::mt19937_64 random_{seed_.value};
};
HOSTLER_SUITE(PricingPropertiesTest, "modules/billing/pricing_properties");

}  // namespace hostler

#include "modules/billing/tax.h"
#include "tests/modules/billing/sales.h"

namespace hostler {

using testing::lineOf;
using testing::rupees;
using testing::said;
using testing::saleTo;

class PlaceOfSupplyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PlaceOfSupplyTest);
  CPPUNIT_TEST(theAddressOnRecordDecidesForAConsumer);
  CPPUNIT_TEST(withoutAnAddressItIsTheSellersState);
  CPPUNIT_TEST(theStateOfAGstinDecidesForABusiness);
  CPPUNIT_TEST(unionTerritoriesWithoutALegislatureBearUtgst);
  CPPUNIT_TEST(territoriesWithALegislatureBearSgst);
  CPPUNIT_TEST(exportUnderALetterIsZeroRated);
  CPPUNIT_TEST(exportWithoutALetterBearsIgst);
  CPPUNIT_TEST(anExemptClientPaysNothingAndItSaysWhy);
  CPPUNIT_TEST(theRateOfTheDayApplies);
  CPPUNIT_TEST(theClosestRuleApplies);
  CPPUNIT_TEST(consumersInTheUnionPayTheirCountrysRate);
  CPPUNIT_TEST(aBusinessInAnotherMemberStateAccountsForItself);
  CPPUNIT_TEST(aBusinessAtHomePaysAsAnyone);
  CPPUNIT_TEST(aSellerWithoutARegimeChargesNothing);
  CPPUNIT_TEST(aSpecialZoneIsZeroRatedUnderALetter);
  CPPUNIT_TEST(aSpecialZoneWithoutALetterBearsIgstWhateverItsState);
  CPPUNIT_TEST(aZoneWithoutItsGstinIsTaxedAsAnyone);
  CPPUNIT_TEST(abroadInRupeesIsNoExport);
  CPPUNIT_TEST(whatAddsToADocumentIsSuppliedAsItWas);
  CPPUNIT_TEST(aCompositionSellerCollectsNoTaxAndSaysSo);
  CPPUNIT_TEST(aNumberThatIsNotValidIsTaxedAsAConsumer);
  CPPUNIT_TEST(aNumberThatCouldNotBeCheckedCountsWhereTheSellerTrustsIt);
  CPPUNIT_TEST(whatLeavesTheUnionBearsNoVat);
  CPPUNIT_TEST(aCessComesBesideTheMainRate);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theAddressOnRecordDecidesForAConsumer() {
    const auto supply = Supply::of(saleTo("33"));
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::InterState);
    CPPUNIT_ASSERT_EQUAL(std::string{"33"}, supply.place());
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 18"}, taxes(supply));
  }

  void withoutAnAddressItIsTheSellersState() {
    const auto supply = Supply::of(saleTo(""));
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::Domestic);
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, supply.place());
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9, SGST 9"}, taxes(supply));
  }

  void theStateOfAGstinDecidesForABusiness() {
    auto supply = Supply::of(saleTo("27", "29AAGCB7383J1Z4"));
    CPPUNIT_ASSERT_EQUAL(std::string{"29"}, supply.place());
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 18"}, taxes(supply));
    supply = Supply::of(saleTo("29", "27AAPFU0939F1ZV"));
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9, SGST 9"}, taxes(supply));
  }

  void unionTerritoriesWithoutALegislatureBearUtgst() {
    for (const auto* state : {"04", "26", "31", "35", "38"}) {
      auto sale = saleTo(state);
      sale.seller.region = state;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(state, std::string{"CGST 9, UTGST 9"}, taxes(Supply::of(sale)));
      sale.seller.region = "27";
      CPPUNIT_ASSERT_EQUAL_MESSAGE(state, std::string{"IGST 18"}, taxes(Supply::of(sale)));
    }
  }

  void territoriesWithALegislatureBearSgst() {
    for (const auto* state : {"01", "07", "34"}) {  // Jammu and Kashmir, Delhi, Puducherry
      auto sale = saleTo(state);
      sale.seller.region = state;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(state, std::string{"CGST 9, SGST 9"}, taxes(Supply::of(sale)));
    }
  }

  void exportUnderALetterIsZeroRated() {
    auto sale = abroad();
    sale.lutNumber = "AD270426000123X";
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::ExportUnderLut);
    CPPUNIT_ASSERT_EQUAL(std::string{"96"}, supply.place());
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(supply));
    CPPUNIT_ASSERT(supply.endorsement().find("AD270426000123X") != std::string::npos);
  }

  void exportWithoutALetterBearsIgst() {
    const auto supply = Supply::of(abroad());
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::ExportWithTax);
    CPPUNIT_ASSERT_EQUAL(std::string{"96"}, supply.place());
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 18"}, taxes(supply));
    CPPUNIT_ASSERT(!supply.endorsement().empty());
  }

  void anExemptClientPaysNothingAndItSaysWhy() {
    auto sale = saleTo("27");
    sale.buyerIsExempt = true;
    sale.exemptionReason = "SEZ unit";
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::Exempt);
    CPPUNIT_ASSERT_EQUAL(std::string{"SEZ unit"}, supply.endorsement());
    CPPUNIT_ASSERT_EQUAL(std::string{"= 499.00"},
                         said(priceDocument({lineOf(rupees("499"))}, supply, {})));
  }

  void theRateOfTheDayApplies() {
    auto sale = saleTo("29");
    sale.rules[0].validUntil = Date::of(2026, 7, 1);
    sale.rules.push_back({"IN", "", "", "GST", Decimal::of("12"), Date::of(2026, 7, 1), {}});
    sale.day = Date::of(2026, 6, 30);
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 18"}, taxes(Supply::of(sale)));
    sale.day = Date::of(2026, 7, 1);
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 12"}, taxes(Supply::of(sale)));
    // Before there was any rate there was no tax.
    sale.day = Date::of(2017, 6, 30);
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(Supply::of(sale)));
  }

  void theClosestRuleApplies() {
    auto sale = saleTo("29");
    sale.rules.push_back({"IN", "", "8471", "GST", Decimal::of("5"), Date::of(2017, 7, 1), {}});
    sale.rules.push_back({"US", "", "", "Tax", Decimal::of("99"), Date::of(2017, 7, 1), {}});
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 5"}, taxes(supply, "8471"));
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 18"}, taxes(supply, "998315"));
    // Of two for everything the later one is the change.
    sale.rules.push_back({"IN", "", "", "GST", Decimal::of("20"), Date::of(2026, 1, 1), {}});
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 20"}, taxes(Supply::of(sale)));
  }

  void consumersInTheUnionPayTheirCountrysRate() {
    const std::vector<std::array<std::string, 3>> countries{{"DE", "19", "1.90"},
                                                            {"FR", "20", "2.00"},
                                                            {"IE", "23", "2.30"},
                                                            {"HU", "27", "2.70"},
                                                            {"LU", "17", "1.70"}};
    for (const auto& [country, rate, tax] : countries) {
      auto sale = inEurope(country);
      sale.rules = {{country, "", "", "VAT", Decimal::of(rate), Date::of(2020, 1, 1), {}}};
      PricingRules rules;
      rules.currency = Currency::of("EUR");
      const auto ten = Money::ofMinor(10'00, rules.currency);
      const auto priced = priceDocument({lineOf(ten)}, Supply::of(sale), rules);
      CPPUNIT_ASSERT_EQUAL(tax, priced.taxTotal.decimalText());
      CPPUNIT_ASSERT_EQUAL(std::string{"VAT"}, priced.taxes.at(0).name);
    }
  }

  void aBusinessInAnotherMemberStateAccountsForItself() {
    auto sale = inEurope("FR");
    sale.buyer.taxId = "FR40303265045";
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::ReverseCharge);
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(supply));
    CPPUNIT_ASSERT(supply.endorsement().find("everse charge") != std::string::npos);
  }

  void aBusinessAtHomePaysAsAnyone() {
    auto sale = inEurope("DE");
    sale.buyer.taxId = "DE136695976";
    sale.rules = {{"DE", "", "", "VAT", Decimal::of("19"), Date::of(2020, 1, 1), {}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"VAT 19"}, taxes(Supply::of(sale)));
  }

  void aSellerWithoutARegimeChargesNothing() {
    auto sale = saleTo("27");
    sale.regime = "none";
    CPPUNIT_ASSERT(Supply::of(sale).kind() == SupplyKind::OutsideScope);
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(Supply::of(sale)));
  }

  void aSpecialZoneIsZeroRatedUnderALetter() {
    auto sale = saleTo("27", "27AAPFU0939F1ZV");
    sale.buyer.sez = true;
    sale.lutNumber = "AD270426000123X";
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::SezUnderLut);
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(supply));
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, supply.place());
    CPPUNIT_ASSERT(supply.endorsement().find("AD270426000123X") != std::string::npos);
    CPPUNIT_ASSERT(supply.endorsement().find("SEZ") != std::string::npos);
  }

  void aSpecialZoneWithoutALetterBearsIgstWhateverItsState() {
    for (const auto* gstin : {"27AAPFU0939F1ZV", "29AAGCB7383J1Z4"}) {
      auto sale = saleTo(std::string{gstin}.substr(0, 2), gstin);
      sale.buyer.sez = true;
      const auto supply = Supply::of(sale);
      CPPUNIT_ASSERT(supply.kind() == SupplyKind::SezWithTax);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(gstin, std::string{"IGST 18"}, taxes(supply));
    }
  }

  void aZoneWithoutItsGstinIsTaxedAsAnyone() {
    auto sale = saleTo("27");
    sale.buyer.sez = true;
    sale.lutNumber = "AD270426000123X";
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::Domestic);
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9, SGST 9"}, taxes(supply));
  }

  void abroadInRupeesIsNoExport() {
    auto sale = abroad();
    sale.lutNumber = "AD270426000123X";
    CPPUNIT_ASSERT(Supply::of(sale).kind() == SupplyKind::ExportUnderLut);
    sale.paidInRupees = true;
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::InterState);
    CPPUNIT_ASSERT_EQUAL(std::string{"96"}, supply.place());
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST 18"}, taxes(supply));
    CPPUNIT_ASSERT(supply.endorsement().find("AD270426000123X") == std::string::npos);
  }

  void whatAddsToADocumentIsSuppliedAsItWas() {
    const auto here = Supply::of(saleTo("27"));
    const auto moved = Supply::of(abroad()).asOn(here.kind(), here.place(), here.endorsement());
    CPPUNIT_ASSERT(moved.kind() == SupplyKind::Domestic);
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, moved.place());
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9, SGST 9"}, taxes(moved));
    const auto island = Supply::of(saleTo("29")).asOn(SupplyKind::Domestic, "35", "");
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9, UTGST 9"}, taxes(island));
  }

  void aCompositionSellerCollectsNoTaxAndSaysSo() {
    auto sale = saleTo("27");
    sale.regime = "composition";
    const auto supply = Supply::of(sale);
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(supply));
    CPPUNIT_ASSERT(supply.endorsement().starts_with("Composition taxable person"));
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, supply.place());
  }

  void aNumberThatIsNotValidIsTaxedAsAConsumer() {
    auto sale = inEurope("FR");
    sale.rules = {{"FR", "", "", "VAT", Decimal::of("20"), Date::of(2020, 1, 1), {}}};
    sale.buyer.taxId = "FR40303265045";
    sale.buyer.standing = TaxIdStanding::Invalid;
    CPPUNIT_ASSERT_EQUAL(std::string{"VAT 20"}, taxes(Supply::of(sale)));
    sale.buyer.standing = TaxIdStanding::Valid;
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(Supply::of(sale)));
  }

  void aNumberThatCouldNotBeCheckedCountsWhereTheSellerTrustsIt() {
    auto sale = inEurope("FR");
    sale.rules = {{"FR", "", "", "VAT", Decimal::of("20"), Date::of(2020, 1, 1), {}}};
    sale.buyer.taxId = "FR40303265045";
    sale.buyer.standing = TaxIdStanding::Pending;
    CPPUNIT_ASSERT_EQUAL(std::string{"VAT 20"}, taxes(Supply::of(sale)));
    sale.trustPendingIds = true;
    CPPUNIT_ASSERT(Supply::of(sale).kind() == SupplyKind::ReverseCharge);
  }

  void whatLeavesTheUnionBearsNoVat() {
    auto sale = inEurope("US");
    auto supply = Supply::of(sale);
    CPPUNIT_ASSERT(supply.kind() == SupplyKind::OutsideScope);
    CPPUNIT_ASSERT_EQUAL(std::string{}, taxes(supply));
    CPPUNIT_ASSERT(!supply.endorsement().empty());
    // A seller that is registered there charges what it has a rate for.
    sale.rules = {{"US", "", "", "Sales tax", Decimal::of("8.875"), Date::of(2020, 1, 1), {}}};
    CPPUNIT_ASSERT_EQUAL(std::string{"Sales tax 8.875"}, taxes(Supply::of(sale)));
  }

  void aCessComesBesideTheMainRate() {
    auto sale = saleTo("27");
    sale.rules.push_back(
        {"IN", "27", "", "State cess", Decimal::of("1"), Date::of(2019, 8, 1), {}, true});
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9, SGST 9, State cess 1"}, taxes(Supply::of(sale)));
    sale.day = Date::of(2019, 7, 31);
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST 9, SGST 9"}, taxes(Supply::of(sale)));
  }

 private:
  static std::string taxes(const Supply& supply, const std::string& taxClass = "998315") {
    std::string text;
    for (const auto& component : supply.componentsOf(taxClass))
      text += (text.empty() ? "" : ", ") + component.name + " " + component.rate.text();
    return text;
  }
  static TaxSituation abroad() {
    auto sale = saleTo("");
    sale.buyer = {"US", "CA", std::nullopt};
    return sale;
  }
  static TaxSituation inEurope(const std::string& country) {
    auto sale = saleTo("");
    sale.regime = "table";
    sale.seller = {"DE", "", "DE811907980"};
    sale.buyer = {country, "", std::nullopt};
    return sale;
  }
};
HOSTLER_SUITE(PlaceOfSupplyTest, "modules/billing/place_of_supply");

}  // namespace hostler

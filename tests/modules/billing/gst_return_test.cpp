#include "modules/billing/gst_return.h"

#include "modules/billing/gst_documents.h"
#include "tests/support/suite.h"

namespace hostler {

using gst_return::Document;
using gst_return::Item;
using gst_return::Kind;
using gst_return::Return;
using gst_return::Table;

// A month's documents in the tables of the portal's return.
class GstReturnTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GstReturnTest);
  CPPUNIT_TEST(aRegisteredBuyerIsListedByItsNumber);
  CPPUNIT_TEST(aZoneIsListedWithItsKind);
  CPPUNIT_TEST(consumersAreAddedUpByStateAndRate);
  CPPUNIT_TEST(aCreditNoteLowersWhatConsumersBought);
  CPPUNIT_TEST(aLargeSaleToAnotherStateIsListed);
  CPPUNIT_TEST(exportsAreApartByPayment);
  CPPUNIT_TEST(aNoteOnAnExportIsAnUnregisteredNote);
  CPPUNIT_TEST(whatIsExemptIsAddedUpApart);
  CPPUNIT_TEST(whyItIsExemptIsSaid);
  CPPUNIT_TEST(classesAreAddedUpForBothKindsOfBuyers);
  CPPUNIT_TEST(seriesSayTheirFirstAndLastNumbers);
  CPPUNIT_TEST(aNoteThatCameTooLateIsADocumentAndNoAmount);
  CPPUNIT_TEST(amountsReadAsRupeesWithTwoDecimals);
  CPPUNIT_TEST(aNoteSharesItsInvoicesRatesAndLosesNothing);
  CPPUNIT_TEST(namesThatASpreadsheetWouldRunAreHarmless);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aRegisteredBuyerIsListedByItsNumber() {
    const auto json = filed({registered("HST/2627/0000001", SupplyKind::Domestic)});
    const auto& invoice = json["b2b"][0]["inv"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"27AAPFU0939F1ZV"}, textOf(json["b2b"][0]["ctin"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"10-06-2026"}, textOf(invoice["idt"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, textOf(invoice["pos"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"R"}, textOf(invoice["inv_typ"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"588.82"}, dump(invoice["val"]));
    CPPUNIT_ASSERT_EQUAL(
        std::string{R"({"camt":44.91,"csamt":0,"rt":18,"samt":44.91,"txval":499})"},
        dump(invoice["itms"][0]["itm_det"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"062026"}, textOf(json["fp"]));
  }

  void aZoneIsListedWithItsKind() {
    auto zone = registered("HST/2627/0000001", SupplyKind::SezUnderLut);
    zone.items = {{"998315", 0, 499'00}};
    const auto json = filed({zone});
    CPPUNIT_ASSERT_EQUAL(std::string{"SEWOP"}, textOf(json["b2b"][0]["inv"][0]["inv_typ"]));
  }

  void consumersAreAddedUpByStateAndRate() {
    const auto json = filed({consumer("HST/2627/0000001", "27"), consumer("HST/2627/0000002", "27"),
                             consumer("HST/2627/0000003", "29")});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, json["b2cs"].size());
    const auto& other = json["b2cs"][0];
    const auto& home = json["b2cs"][1];
    CPPUNIT_ASSERT_EQUAL(std::string{"INTER"}, textOf(other["sply_ty"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"89.82"}, dump(other["iamt"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"INTRA"}, textOf(home["sply_ty"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"998"}, dump(home["txval"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"89.82"}, dump(home["camt"]));
    CPPUNIT_ASSERT(json["b2cl"].empty());
  }

  void aCreditNoteLowersWhatConsumersBought() {
    auto note = consumer("CN/2627/00000001", "27");
    note.kind = Kind::CreditNote;
    note.originalValue = 588'82;
    const auto json =
        filed({consumer("HST/2627/0000001", "27"), consumer("HST/2627/0000002", "27"), note});
    CPPUNIT_ASSERT_EQUAL(std::string{"499"}, dump(json["b2cs"][0]["txval"]));
    CPPUNIT_ASSERT(json["cdnr"].empty());
    CPPUNIT_ASSERT(json["cdnur"].empty());
  }

  void aLargeSaleToAnotherStateIsListed() {
    auto large = consumer("HST/2627/0000001", "29");
    large.value = large.originalValue = 1'00'000'01;
    CPPUNIT_ASSERT(gst_return::tableOf(large) == Table::B2cl);
    large.value = 1'00'000'00;
    CPPUNIT_ASSERT(gst_return::tableOf(large) == Table::B2cs);
    // It was two and a half lakh before August 2024.
    large.value = 2'50'000'00;
    large.date = Date::of(2024, 7, 31);
    CPPUNIT_ASSERT(gst_return::tableOf(large) == Table::B2cs);
    large.value = 2'50'000'01;
    CPPUNIT_ASSERT_EQUAL(std::string{"29"}, textOf(filed({large})["b2cl"][0]["pos"]));
  }

  void exportsAreApartByPayment() {
    auto letter = consumer("HST/2627/0000001", "96");
    letter.supply = SupplyKind::ExportUnderLut;
    auto taxed = consumer("HST/2627/0000002", "96");
    taxed.supply = SupplyKind::ExportWithTax;
    const auto json = filed({letter, taxed});
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, json["exp"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"WOPAY"}, textOf(json["exp"][0]["exp_typ"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"89.82"}, dump(json["exp"][1]["inv"][0]["itms"][0]["iamt"]));
  }

  void aNoteOnAnExportIsAnUnregisteredNote() {
    auto note = consumer("CN/2627/00000001", "96");
    note.kind = Kind::CreditNote;
    note.supply = SupplyKind::ExportUnderLut;
    const auto json = filed({note});
    CPPUNIT_ASSERT_EQUAL(std::string{"EXPWOP"}, textOf(json["cdnur"][0]["typ"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"C"}, textOf(json["cdnur"][0]["ntty"]));
  }

  void whatIsExemptIsAddedUpApart() {
    auto exempt = consumer("HST/2627/0000001", "29");
    exempt.supply = SupplyKind::Exempt;
    exempt.items = {{"998315", 0, 499'00}};
    const auto nil = filed({exempt})["nil"]["inv"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"INTRB2C"}, textOf(nil["sply_ty"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"499"}, dump(nil["expt_amt"]));
  }

  void whyItIsExemptIsSaid() {
    auto exempt = consumer("HST/2627/0000001", "29");
    exempt.supply = SupplyKind::Exempt;
    exempt.items = {{"998315", 0, 499'00}};
    exempt.exemption = "Notification 12/2017, entry 66";
    const auto csv = gst_return::toCsv(returnOf({exempt}), Table::Nil);
    CPPUNIT_ASSERT(csv.find(",exemption_reason\r\n") != std::string::npos);
    CPPUNIT_ASSERT(csv.find("Notification 12/2017, entry 66") != std::string::npos);
    CPPUNIT_ASSERT(gst_return::toCsv(returnOf({exempt}), Table::B2b).find("exemption") ==
                   std::string::npos);
  }

  void classesAreAddedUpForBothKindsOfBuyers() {
    const auto hsn = filed({registered("HST/2627/0000001", SupplyKind::Domestic),
                            consumer("HST/2627/0000002", "29")})["hsn"];
    CPPUNIT_ASSERT_EQUAL(std::string{"998315"}, textOf(hsn["hsn_b2b"][0]["hsn_sc"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"89.82"}, dump(hsn["hsn_b2c"][0]["iamt"]));
    // Together before May 2025.
    Return old = returnOf(
        {registered("HST/2425/0000001", SupplyKind::Domestic), consumer("HST/2425/0000002", "27")});
    old.to = Date::of(2025, 4, 30);
    const auto together = gst_return::toPortalJson(old)["hsn"]["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, together.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"998"}, dump(together[0]["txval"]));
  }

  void seriesSayTheirFirstAndLastNumbers() {
    auto note = consumer("CN/2627/00000001", "27");
    note.kind = Kind::CreditNote;
    const auto issued = filed({consumer("HST/2627/0000002", "27"),
                               consumer("HST/2627/0000001", "27"), note})["doc_issue"]["doc_det"];
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, textOf(issued[0]["docs"][0]["from"]));
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, textOf(issued[0]["docs"][0]["to"]));
    CPPUNIT_ASSERT_EQUAL(2, issued[0]["docs"][0]["net_issue"].get<int>());
    CPPUNIT_ASSERT_EQUAL(5, issued[1]["doc_num"].get<int>());
  }

  // Its number lies between those of others: without it the series had a hole.
  void aNoteThatCameTooLateIsADocumentAndNoAmount() {
    auto note = consumer("CN/2627/00000001", "27");
    note.kind = Kind::CreditNote;
    auto plain = returnOf({consumer("HST/2627/0000001", "27"), note});
    auto withLate = plain;
    withLate.lateNotes = {"CN/2627/00000003", "CN/2627/00000002"};
    auto before = gst_return::toPortalJson(plain), after = gst_return::toPortalJson(withLate);
    const auto notes = after["doc_issue"]["doc_det"][1];
    CPPUNIT_ASSERT_EQUAL(5, notes["doc_num"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"CN/2627/00000003"}, textOf(notes["docs"][0]["to"]));
    CPPUNIT_ASSERT_EQUAL(3, notes["docs"][0]["net_issue"].get<int>());
    before.erase("doc_issue");
    after.erase("doc_issue");
    CPPUNIT_ASSERT_EQUAL(dump(before), dump(after));
    CPPUNIT_ASSERT(gst_return::toCsv(withLate, Table::DocIssue)
                       .find("credit_notes,CN/2627/00000001,CN/2627/00000003,3,0,3") !=
                   std::string::npos);
  }

  void amountsReadAsRupeesWithTwoDecimals() {
    auto one = registered("HST/2627/0000001", SupplyKind::Domestic);
    for (const std::int64_t paise : {1LL, 10LL, 99LL, 100LL, 117'882LL, 9'007'199'254'740'99LL}) {
      one.value = paise;
      const auto text = dump(filed({one})["b2b"][0]["inv"][0]["val"]);
      const auto expected = Money::ofMinor(paise, Currency::of("INR")).decimalText();
      CPPUNIT_ASSERT_EQUAL(Decimal::of(expected).text(), Decimal::of(text).text());
    }
  }

  void aNoteSharesItsInvoicesRatesAndLosesNothing() {
    const std::vector<Item> items{{"998315", 18, 100'00, 18'00}, {"8471", 5, 33'33, 1'67}};
    Item taxes;
    taxes.igst = 7'01;
    const auto shares = gst_documents::shareOf(items, 44'45, taxes);
    std::int64_t taxable = 0, tax = 0;
    for (const auto& share : shares) {
      taxable += share.taxable;
      tax += share.igst;
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{44'45}, taxable);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{7'01}, tax);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{33'34}, shares[0].taxable);
  }

  void namesThatASpreadsheetWouldRunAreHarmless() {
    auto one = registered("HST/2627/0000001", SupplyKind::Domestic);
    one.buyer = "=HYPERLINK(\"http://x.example\")";
    const auto csv = gst_return::toCsv(returnOf({one}), Table::B2b);
    CPPUNIT_ASSERT(csv.find(",\"'=HYPERLINK(\"\"http://x.example\"\")\",") != std::string::npos);
    CPPUNIT_ASSERT(csv.ends_with("\r\n"));
  }

 private:
  static std::string textOf(const Json& value) { return value.get<std::string>(); }
  static Document registered(const std::string& number, SupplyKind supply) {
    Document document;
    document.series = "HST";
    document.number = number;
    document.date = Date::of(2026, 6, 10);
    document.supply = supply;
    document.place = "27";
    document.gstin = "27AAPFU0939F1ZV";
    document.buyer = "Umbrella Traders";
    document.value = document.originalValue = 588'82;
    document.items = {{"998315", 18, 499'00, 0, 44'91, 44'91}};
    return document;
  }
  static Document consumer(const std::string& number, const std::string& place) {
    auto document = registered(number, SupplyKind::Domestic);
    document.gstin.reset();
    document.place = place;
    if (place == "27") return document;
    document.supply = SupplyKind::InterState;
    document.items = {{"998315", 18, 499'00, 89'82}};
    return document;
  }
  static Return returnOf(std::vector<Document> documents) {
    return {"27AAPFU0939F1ZV",    "27", Date::of(2026, 6, 1), Date::of(2026, 6, 30),
            std::move(documents), {}};
  }
  static Json filed(std::vector<Document> documents) {
    return gst_return::toPortalJson(returnOf(std::move(documents)));
  }
};
HOSTLER_SUITE(GstReturnTest, "modules/billing/gst_return");

}  // namespace hostler

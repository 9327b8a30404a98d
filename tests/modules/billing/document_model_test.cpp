#include "modules/billing/document_model.h"

#include "modules/billing/credited_part.h"
#include "modules/billing/document_words.h"
#include "modules/billing/qr_png.h"
#include "tests/modules/billing/sales.h"

namespace hostler {

using testing::lineOf;
using testing::rupees;
using testing::saleTo;

// What invoices and credit notes print, before any template.
class DocumentModelTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DocumentModelTest);
  CPPUNIT_TEST(eachTaxNamesTheValueThatItIsOn);
  CPPUNIT_TEST(thePlaceIsThatOfItsCode);
  CPPUNIT_TEST(hindiDocumentsSpeakHindi);
  CPPUNIT_TEST(hindiEndorsementsKeepTheWordingOfTheLaw);
  CPPUNIT_TEST(anExemptionIsSaidAsTheSellerWroteIt);
  CPPUNIT_TEST(anOpenInvoiceIsPaidByItsCode);
  CPPUNIT_TEST(aPaidInvoiceAsksForNothing);
  CPPUNIT_TEST(whatLoweredTheBalanceIsNamedApart);
  CPPUNIT_TEST(aForeignDocumentIsNoTaxInvoice);
  CPPUNIT_TEST(aForeignDocumentNamesItsRate);
  CPPUNIT_TEST(aCreditNoteNamesItsInvoice);
  CPPUNIT_TEST(aCreditNoteShowsEachRateByItself);
  CPPUNIT_TEST(aCreditNoteWithoutTaxSaysItsValueAlone);
  CPPUNIT_TEST(aSellersNumbersStandUnderTheirNames);
  CPPUNIT_TEST(theSameInvoiceGivesTheSameModel);
  CPPUNIT_TEST(aCodeIsAPictureAndAlwaysTheSame);
  CPPUNIT_TEST_SUITE_END();

 public:
  void eachTaxNamesTheValueThatItIsOn() {
    auto sale = saleTo("27");
    sale.rules.push_back({"IN", "", "8471", "GST", 5, Date::of(2017, 7, 1), {}});
    auto cheap = lineOf(rupees("100"));
    cheap.taxClass = "8471";
    const auto model = invoiceModel(invoiceOf(sale, {lineOf(rupees("499")), cheap}), setting());
    const auto& totals = model["tax_totals"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, totals.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"499.00"}, totals[0]["taxable"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"100.00"}, totals[2]["taxable"].get<std::string>());
  }

  void thePlaceIsThatOfItsCode() {
    // The GSTIN's state decides, whatever the postal address says.
    const auto model =
        invoiceModel(invoiceOf(saleTo("27", "29AAGCB7383J1Z4"), {lineOf(rupees("1"))}), setting());
    CPPUNIT_ASSERT_EQUAL(std::string{"Karnataka"},
                         model["place_of_supply"]["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"29"}, model["place_of_supply"]["code"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"AAPFU0939F"}, model["seller"]["pan"].get<std::string>());
  }

  void aSellersNumbersStandUnderTheirNames() {
    auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("1"))});
    invoice.seller["registration_number"] = "U72900MH2015PTC123456";
    auto seller = invoiceModel(invoice, setting())["seller"];
    CPPUNIT_ASSERT_EQUAL(Json("U72900MH2015PTC123456"), seller["cin"]);
    CPPUNIT_ASSERT_EQUAL(Json("AAPFU0939F"), seller["pan"]);
    CPPUNIT_ASSERT(!seller.contains("registration"));
    // Of somebody without a GSTIN, and of another register.
    invoice.seller.erase("gstin");
    invoice.seller["pan"] = "ABCPE1234F";
    invoice.seller["registration_number"] = "AAB-1234";
    seller = invoiceModel(invoice, setting())["seller"];
    CPPUNIT_ASSERT_EQUAL(Json("ABCPE1234F"), seller["pan"]);
    CPPUNIT_ASSERT_EQUAL(Json("AAB-1234"), seller["registration"]);
    CPPUNIT_ASSERT(!seller.contains("cin"));
  }

  void hindiDocumentsSpeakHindi() {
    auto hindi = setting();
    hindi.locale = "hi";
    auto line = lineOf(rupees("499"));
    line.period = Period{Date::of(2026, 6, 10), Date::of(2026, 7, 10)};
    const auto model = invoiceModel(invoiceOf(saleTo("27"), {line}), hindi);
    CPPUNIT_ASSERT_EQUAL(std::string{"कर बीजक"}, model["document"]["title"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"10 जून 2026"}, model["document"]["date"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"10 जून 2026 से 9 जुलाई 2026 तक"},
                         model["lines"][0]["details"][0].get<std::string>());
  }

  void hindiEndorsementsKeepTheWordingOfTheLaw() {
    auto export_ = saleTo("27");
    export_.buyer = {"US", "", {}};
    auto withLetter = export_;
    withLetter.lutNumber = "AD270426000123X";
    auto inRupees = withLetter;
    inRupees.paidInRupees = true;
    auto zone = saleTo("27", "27AAGCB7383J1Z8");
    zone.buyer.sez = true;
    auto zoneWithLetter = zone;
    zoneWithLetter.lutNumber = withLetter.lutNumber;
    auto composition = saleTo("27");
    composition.regime = "composition";
    for (const auto& sale : {export_, withLetter, inRupees, zone, zoneWithLetter, composition}) {
      const auto english = endorsementOf(sale, "en"), hindi = endorsementOf(sale, "hi");
      CPPUNIT_ASSERT_EQUAL(Supply::of(sale).endorsement(), english);
      CPPUNIT_ASSERT_MESSAGE(hindi, hindi.ends_with(" (" + english + ")"));
    }
    CPPUNIT_ASSERT_EQUAL(
        std::string{"वचन-पत्र (LUT) AD270426000123X के अधीन, एकीकृत कर चुकाए बिना, निर्यात के लिए "
                    "आपूर्ति। (Supply meant for export under letter of undertaking "
                    "AD270426000123X without payment of integrated tax.)"},
        endorsementOf(withLetter, "hi"));
  }

  void anExemptionIsSaidAsTheSellerWroteIt() {
    auto sale = saleTo("27");
    sale.buyerIsExempt = true;
    sale.exemptionReason = "Notification 12/2017";
    CPPUNIT_ASSERT_EQUAL(std::string{"Notification 12/2017"}, endorsementOf(sale, "hi"));
  }

  void anOpenInvoiceIsPaidByItsCode() {
    auto with = setting();
    with.upiId = "deccan@sbi";
    const auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("499"))});
    CPPUNIT_ASSERT_EQUAL(
        std::string{"upi://pay?pa=deccan@sbi&pn=Deccan%20Hosting&am=588.82&cu=INR&tn=HST%2F2627%"
                    "2F0000001&tr=HST26270000001"},
        upiLink(invoice, "Deccan Hosting", "deccan@sbi"));
    const auto model = invoiceModel(invoice, with);
    CPPUNIT_ASSERT(!model["payment"]["upi"]["qr_png"].get<std::string>().empty());
    CPPUNIT_ASSERT(!invoiceModel(invoice, setting())["payment"].contains("upi"));
  }

  void aPaidInvoiceAsksForNothing() {
    auto with = setting();
    with.upiId = "deccan@sbi";
    auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("499"))});
    invoice.stored = InvoiceStatus::Paid;
    invoice.balance = rupees("0");
    const auto model = invoiceModel(invoice, with);
    CPPUNIT_ASSERT(model["payment"].empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"PAID"}, model["document"]["paid_stamp"].get<std::string>());
  }

  void whatLoweredTheBalanceIsNamedApart() {
    auto with = setting();
    with.withheld = rupees("9.98");
    with.credited = rupees("100");
    auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("499"))});
    invoice.stored = InvoiceStatus::PartiallyPaid;
    invoice.balance = rupees("78.84");
    const auto settled = invoiceModel(invoice, with)["settlements"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, settled.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"₹400.00"}, settled[0]["amount"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"₹9.98"}, settled[1]["amount"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"₹100.00"}, settled[2]["amount"].get<std::string>());
  }

  void aForeignDocumentIsNoTaxInvoice() {
    auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("499"))});
    invoice.seller["address"]["country"] = "DE";
    CPPUNIT_ASSERT_EQUAL(std::string{"Invoice"},
                         invoiceModel(invoice, setting())["document"]["title"].get<std::string>());
    invoice.seller["address"]["country"] = "IN";
    invoice.kind = InvoiceKind::DebitNote;
    CPPUNIT_ASSERT_EQUAL(std::string{"Debit Note"},
                         invoiceModel(invoice, setting())["document"]["title"].get<std::string>());
  }

  void aForeignDocumentNamesItsRate() {
    auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("499"))});
    invoice.currency = Currency::of("USD");
    auto its = setting();
    its.rate = exchange_rates::Kept{Currency::of("INR"), Decimal::of("84.1234")};
    const auto model = invoiceModel(invoice, its);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, model["endorsements"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Exchange rate: 1 USD = 84.1234 INR"},
                         model["endorsements"][0].get<std::string>());
    CPPUNIT_ASSERT(invoiceModel(invoice, setting())["endorsements"].empty());
  }

  void aCreditNoteNamesItsInvoice() {
    const auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("499"))});
    CreditNote note;
    note.number = "CN/2627/00000001";
    note.issueDate = Date::of(2026, 6, 12);
    note.reason = "A day without power";
    note.taxable = rupees("199.60");
    note.taxes = {{"CGST", 9, rupees("17.96")}, {"SGST", 9, rupees("17.96")}};
    note.total = rupees("235.52");
    const auto model = creditNoteModel(note, invoice, setting());
    CPPUNIT_ASSERT_EQUAL(invoice.number, model["original"]["number"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"₹235.52"}, model["totals"]["total"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"998315"}, model["lines"][0]["sac"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, model["lines"][0]["taxes"].size());
  }

  void aCreditNoteShowsEachRateByItself() {
    auto sale = saleTo("27");
    sale.rules.push_back({"IN", "", "4901", "GST", 5, Date::of(2017, 7, 1), {}});
    auto book = lineOf(rupees("200"));
    book.taxClass = "4901";
    const auto invoice = invoiceOf(sale, {lineOf(rupees("400")), book});
    CreditNote note;
    note.taxable = rupees("600");
    note.taxes = invoice.taxes;
    note.total = invoice.total;
    const auto model = creditNoteModel(note, invoice, setting());
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, model["lines"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"400.00"}, model["lines"][0]["taxable"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"36.00"},
                         model["lines"][0]["taxes"][0]["amount"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"472.00"}, model["lines"][0]["amount"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"4901"}, model["lines"][1]["sac"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"2.5%"},
                         model["lines"][1]["taxes"][0]["rate"].get<std::string>());
    for (const auto& total : model["tax_totals"]) {
      CPPUNIT_ASSERT_EQUAL(std::string{total["rate"] == "9%" ? "400.00" : "200.00"},
                           total["taxable"].get<std::string>());
    }
    // A part of it, spread to the last paisa.
    note.total = rupees("100.01");
    note.taxes = {{"CGST", 9, rupees("5.29")},
                  {"SGST", 9, rupees("5.29")},
                  {"CGST", Decimal::of("2.5"), rupees("0.73")},
                  {"SGST", Decimal::of("2.5"), rupees("0.73")}};
    note.taxable = rupees("87.97");
    auto sum = rupees("0");
    for (const auto& part : creditedParts(note, invoice.lines)) sum = sum.plus(part.total());
    CPPUNIT_ASSERT_EQUAL(note.total, sum);
  }

  void aCreditNoteWithoutTaxSaysItsValueAlone() {
    const auto invoice = invoiceOf(saleTo("27"), {lineOf(rupees("499"))});
    CreditNote note;
    note.taxable = note.total = rupees("588.82");
    const auto model = creditNoteModel(note, invoice, setting());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, model["lines"].size());
    CPPUNIT_ASSERT(model["tax_columns"].empty() && model["tax_totals"].empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"588.82"}, model["lines"][0]["amount"].get<std::string>());
  }

  void theSameInvoiceGivesTheSameModel() {
    auto with = setting();
    with.upiId = "deccan@sbi";
    const auto invoice = invoiceOf(saleTo("29"), {lineOf(rupees("499"))});
    CPPUNIT_ASSERT_EQUAL(dump(invoiceModel(invoice, with)), dump(invoiceModel(invoice, with)));
  }

  void aCodeIsAPictureAndAlwaysTheSame() {
    const auto png = qrPng("upi://pay?pa=deccan@sbi");
    CPPUNIT_ASSERT(png.starts_with("\x89PNG\r\n\x1a\n"));
    CPPUNIT_ASSERT_EQUAL(png, qrPng("upi://pay?pa=deccan@sbi"));
    CPPUNIT_ASSERT(qrPng(std::string(10'000, 'x')).empty());
  }

 private:
  static DocumentSetting setting() {
    Tenant tenant;
    tenant.name = "Deccan";
    tenant.legalName = "Deccan Hosting";
    tenant.email = "billing@deccan.example";
    tenant.publicUrl = "https://deccan.example";
    return {tenant, "en", "", "", {}, {}, rupees("0"), rupees("0"), {}, {}, {}};
  }
  static std::string endorsementOf(const TaxSituation& sale, const std::string& locale) {
    auto its = setting();
    its.locale = locale;
    auto invoice = invoiceOf(sale, {lineOf(rupees("499"))});
    invoice.endorsement = Supply::of(sale).endorsement();
    return invoiceModel(invoice, its)["endorsements"].at(0).get<std::string>();
  }
  static Invoice invoiceOf(const TaxSituation& sale, const std::vector<LineDraft>& lines) {
    const auto supply = Supply::of(sale);
    const auto priced = priceDocument(lines, supply, {});
    Invoice invoice;
    invoice.number = "HST/2627/0000001";
    invoice.series = "HST";
    invoice.issueDate = invoice.dueDate = Date::of(2026, 6, 10);
    const Json address{{"line1", "1 Fort Road"}, {"city", "Mumbai"},   {"postal_code", "400001"},
                       {"state", "Maharashtra"}, {"state_code", "27"}, {"country", "IN"}};
    invoice.seller = {
        {"legal_name", "Deccan Hosting"}, {"gstin", "27AAPFU0939F1ZV"}, {"address", address}};
    invoice.buyer = {{"name", "Asha Rao"}, {"address", address}};
    invoice.supply = supply.kind();
    invoice.placeOfSupply = supply.place();
    invoice.subtotal = priced.subtotal;
    invoice.discount = priced.discount;
    invoice.taxes = priced.taxes;
    invoice.rounding = priced.rounding;
    invoice.total = invoice.balance = priced.total;
    for (const auto& line : priced.lines) invoice.lines.push_back({Id<InvoiceLine>::of(1), line});
    return invoice;
  }
};
HOSTLER_SUITE(DocumentModelTest, "modules/billing/document_model");

}  // namespace hostler

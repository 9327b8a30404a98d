#include "core/render/template_library.h"
#include "modules/accounts/account_repository.h"
#include "modules/billing/invoice_document.h"
#include "modules/billing/tax_rules.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::Buyer;
using testing::inr;
using testing::MoneyShop;

// Invoices and credit notes as they are issued: frozen, numbered, and taken back only by another
// document.
template <class Engine>
class DocumentsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(DocumentsTest);
  CPPUNIT_TEST(anIssuedInvoiceKeepsTheNamesAndAddressesOfItsDay);
  CPPUNIT_TEST(whatIsPrintedLaterIsWhatWasPrintedOnItsDay);
  CPPUNIT_TEST(aClientsInvoiceSaysThatNoTaxIsOnReverseCharge);
  CPPUNIT_TEST(theDatabaseItselfRefusesToChangeWhatWasIssued);
  CPPUNIT_TEST(aGstinThatComesLaterChangesTheNextInvoiceAlone);
  CPPUNIT_TEST(aRateThatChangesLeavesOldInvoicesAlone);
  CPPUNIT_TEST(anExportSaysItsPlaceAndIsFreeOfTax);
  CPPUNIT_TEST(withoutLinesOrBelowZeroNothingIsIssued);
  CPPUNIT_TEST(aFreeInvoiceIsPaidAtOnce);
  CPPUNIT_TEST(aPartialCreditNoteTakesBackItsShareOfEachTax);
  CPPUNIT_TEST(creditNotesTogetherTakeBackExactlyTheTaxThatWasCharged);
  CPPUNIT_TEST(noMoreIsTakenBackThanTheInvoiceSays);
  CPPUNIT_TEST(anUnpaidInvoiceIsCancelledByItsNote);
  CPPUNIT_TEST(onePartlyPaidIsNotCancelled);
  CPPUNIT_TEST(whatWasPaidAndCreditedIsTheClientsCredit);
  CPPUNIT_TEST(anInvoiceCreditedBelowWhatWasPaidIsPaid);
  CPPUNIT_TEST(nothingIsGivenBackOnWhatWasWrittenOff);
  CPPUNIT_TEST_SUITE_END();

 public:
  DocumentsTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void anIssuedInvoiceKeepsTheNamesAndAddressesOfItsDay() {
    const auto client = shop_->client();
    const auto invoice = shop_->issue(client, inr(499'00));
    auto seller = shop_->tenants.get(kPlatform);
    seller.legalName = "Another Name Limited";
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->tenants.save(tx, seller);
      auto account = account_repository::find(tx, kPlatform, client).value();
      account.lastName = "Rao-Iyer";
      account.address.city = "Nagpur";
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
    const auto kept = shop_->now(invoice.id);
    CPPUNIT_ASSERT_EQUAL(dump(invoice.buyer), dump(kept.buyer));
    CPPUNIT_ASSERT_EQUAL(dump(invoice.seller), dump(kept.seller));
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha Rao-Iyer"},
                         shop_->issue(client, inr(1'00)).buyer["name"].template get<std::string>());
  }

  void whatIsPrintedLaterIsWhatWasPrintedOnItsDay() {
    const auto client = shop_->client();
    const auto invoice = shop_->issue(client, inr(499'00));
    const auto note = credit(invoice.id, inr(59'00));
    const auto before = printed(invoice.id) + printed(note.id);
    shop_->moveTo(Date::of(2027, 4, 2));
    auto seller = shop_->tenants.get(kPlatform);
    seller.name = "Another Brand";
    seller.legalName = "Another Name Limited";
    seller.address.line1 = "2 New Street";
    seller.email = "money@another.example";
    seller.phone = "+912240000000";
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->tenants.save(tx, seller);
      auto account = account_repository::find(tx, kPlatform, client).value();
      account.lastName = "Rao-Iyer";
      account.company = "Rao Web Works";
      account.address = {"1 High Street", "", "Bengaluru", "560001", "Karnataka", "29", "IN"};
      account.gstin = "29AAGCB7383J1Z4";
      account.currency = Currency::of("USD");
      account.language = "hi";
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
    CPPUNIT_ASSERT_EQUAL(before, printed(invoice.id) + printed(note.id));
    // What is issued from now on says all of it.
    const auto next = printed(shop_->issue(client, inr(1'00)).id);
    for (const auto* word : {"Rao Web Works", "Bengaluru", "29AAGCB7383J1Z4",
                             "Another Name Limited", "money@another.example", "कर बीजक"})
      CPPUNIT_ASSERT_MESSAGE(word, next.find(word) != std::string::npos);
  }

  void aClientsInvoiceSaysThatNoTaxIsOnReverseCharge() {
    const auto html = printed(shop_->issue(shop_->client(), inr(499'00)).id);
    const auto label = html.find("Tax payable on reverse charge");
    CPPUNIT_ASSERT(label != std::string::npos);
    const std::string value = "<div class=\"value\">";
    const auto at = html.find(value, label);
    CPPUNIT_ASSERT(at != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"No<"}, html.substr(at + value.size(), 3));
  }

  void theDatabaseItselfRefusesToChangeWhatWasIssued() {
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    for (const auto* sql :
         {"UPDATE invoices SET total = 1", "DELETE FROM invoices", "DELETE FROM invoice_lines",
          "UPDATE invoice_lines SET taxable = 1", "UPDATE postings SET amount = 0",
          "DELETE FROM postings", "UPDATE parties SET document = '{}'"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(sql, shop_->tamper(sql), std::exception);
    }
    shop_->mustAddUp();
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(invoice.id).total);
  }

  void aGstinThatComesLaterChangesTheNextInvoiceAlone() {
    const auto client = shop_->client();
    const auto before = shop_->issue(client, inr(499'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, client).value();
      account.gstin = "29AAGCB7383J1Z4";
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"CGST"}, shop_->now(before.id).taxes.at(0).name);
    const auto after = shop_->issue(client, inr(499'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"IGST"}, after.taxes.at(0).name);
    CPPUNIT_ASSERT_EQUAL(std::string{"29"}, after.placeOfSupply);
    CPPUNIT_ASSERT_EQUAL(inr(89'82), after.taxes.at(0).amount);
  }

  void aRateThatChangesLeavesOldInvoicesAlone() {
    const auto client = shop_->client();
    const auto before = shop_->issue(client, inr(100'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      tax_rules::insert(tx, kPlatform, shop_->ids.template next<TaxRate>(),
                        {"IN", "", "", "GST", Decimal::of("12"), Date::of(2026, 7, 1), {}},
                        shop_->clock.now());
    });
    CPPUNIT_ASSERT_EQUAL(inr(118'00), shop_->issue(client, inr(100'00)).total);
    shop_->moveTo(Date::of(2026, 7, 1));
    CPPUNIT_ASSERT_EQUAL(inr(112'00), shop_->issue(client, inr(100'00)).total);
    // What is given back on the old one bears the rate that it was charged with.
    const auto note = credit(before.id, inr(59'00));
    CPPUNIT_ASSERT_EQUAL(inr(50'00), note.taxable);
    CPPUNIT_ASSERT_EQUAL(inr(4'50), note.taxes.at(0).amount);
  }

  void anExportSaysItsPlaceAndIsFreeOfTax() {
    shop_->set("tax.lut_number", "AD270426000123X");
    Buyer buyer;
    buyer.country = "US";
    buyer.state = "CA";
    buyer.currency = Currency::of("USD");
    const auto invoice =
        shop_->issue(shop_->client(buyer), Money::ofMinor(10'00, Currency::of("USD")));
    CPPUNIT_ASSERT_EQUAL(std::string{"96"}, invoice.placeOfSupply);
    CPPUNIT_ASSERT_EQUAL(std::string{"10.00 USD"}, invoice.total.text());
    CPPUNIT_ASSERT(shop_->now(invoice.id).endorsement.find("AD270426000123X") != std::string::npos);
  }

  void withoutLinesOrBelowZeroNothingIsIssued() {
    const auto client = shop_->client();
    InvoiceRequest request;
    request.account = client;
    CPPUNIT_ASSERT_THROW(shop_->database->transaction([&](db::Transaction& tx) {
      shop_->billing.issue(tx, shop_->staff(), request);
    }),
                         InvoiceEmpty);
    CPPUNIT_ASSERT_THROW(
        shop_->issue(client, {MoneyShop::line(inr(10'00)), MoneyShop::line(inr(-10'01))}),
        InvoiceNegative);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM invoices"));
  }

  void aFreeInvoiceIsPaidAtOnce() {
    const auto invoice = shop_->issue(shop_->client(), inr(0));
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::Paid);
    shop_->mustAddUp();
  }

  void aPartialCreditNoteTakesBackItsShareOfEachTax() {
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    const auto note = credit(invoice.id, inr(235'52));
    CPPUNIT_ASSERT_EQUAL(inr(199'60), note.taxable);
    CPPUNIT_ASSERT_EQUAL(inr(17'96), note.taxes.at(0).amount);
    CPPUNIT_ASSERT_EQUAL(inr(17'96), note.taxes.at(1).amount);
    CPPUNIT_ASSERT_EQUAL(inr(353'30), shop_->now(invoice.id).balance);
    shop_->mustAddUp();
  }

  void creditNotesTogetherTakeBackExactlyTheTaxThatWasCharged() {
    shop_->set("invoice.round_to_whole_unit", true);
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    CPPUNIT_ASSERT_EQUAL(inr(589'00), invoice.total);
    auto left = invoice.total;
    auto cgst = inr(0), taxable = inr(0);
    while (left.isPositive()) {
      const auto note = credit(invoice.id, Money::min(left, inr(7'77)));
      left = left.minus(note.total);
      CPPUNIT_ASSERT(!note.taxable.isNegative());
      for (const auto& tax : note.taxes) CPPUNIT_ASSERT(!tax.amount.isNegative());
      cgst = cgst.plus(note.taxes.at(0).amount);
      taxable = taxable.plus(note.taxable);
    }
    CPPUNIT_ASSERT_EQUAL(inr(44'91), cgst);
    CPPUNIT_ASSERT_EQUAL(inr(499'18), taxable);  // the rounding of the document is in it
    for (const auto* book : {"tax:CGST", "tax:SGST", "revenue", "rounding", "receivable"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(book, inr(0), shop_->database->read([&](db::Reader& reader) {
        return shop_->ledger.balance(reader, kPlatform, invoice.account, book, Currency::of("INR"));
      }));
    }
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::Cancelled);
    shop_->mustAddUp();
  }

  void noMoreIsTakenBackThanTheInvoiceSays() {
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    credit(invoice.id, inr(588'81));
    refused("credit_exceeds_invoice", [&] { credit(invoice.id, inr(2)); });
    refused("credit_exceeds_invoice", [&] { credit(invoice.id, inr(0)); });
    refused("credit_exceeds_invoice",
            [&] { credit(invoice.id, Money::ofMinor(1, Currency::of("USD"))); });
    credit(invoice.id, inr(1));
    refused("credit_exceeds_invoice", [&] { credit(invoice.id, inr(1)); });
  }

  void anUnpaidInvoiceIsCancelledByItsNote() {
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    cancel(invoice.id);
    const auto now = shop_->now(invoice.id);
    CPPUNIT_ASSERT(now.stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(0), now.balance);
    refused("invoice_not_cancellable", [&] { cancel(invoice.id); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    shop_->mustAddUp();
  }

  void onePartlyPaidIsNotCancelled() {
    const auto invoice = shop_->issue(shop_->client(), inr(499'00));
    shop_->payments.markPaid(shop_->staff(), invoice.id, "bank_transfer", "UTR1", inr(1));
    refused("invoice_not_cancellable", [&] { cancel(invoice.id); });
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::PartiallyPaid);
  }

  void whatWasPaidAndCreditedIsTheClientsCredit() {
    const auto client = shop_->client();
    const auto invoice = shop_->issue(client, inr(499'00));
    shop_->pay(invoice, "pay_1");
    credit(invoice.id, inr(235'52));
    CPPUNIT_ASSERT_EQUAL(inr(235'52), shop_->creditOf(client));
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::Paid);
    credit(invoice.id, inr(353'30));
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->creditOf(client));
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::Refunded);
    shop_->mustAddUp();
  }

  void anInvoiceCreditedBelowWhatWasPaidIsPaid() {
    const auto client = shop_->client();
    const auto invoice = shop_->issue(client, inr(499'00));
    shop_->payments.markPaid(shop_->staff(), invoice.id, "bank_transfer", "UTR1", inr(300'00));
    credit(invoice.id, inr(400'00));
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(111'18), shop_->creditOf(client));
    shop_->mustAddUp();
  }

  void nothingIsGivenBackOnWhatWasWrittenOff() {
    const auto client = shop_->client();
    const auto invoice = shop_->issue(client, inr(499'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.writeOff(tx, shop_->staff(), invoice.id, "Gone away");
    });
    refused("credit_exceeds_invoice", [&] { credit(invoice.id, inr(588'82)); });
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client));
    shop_->mustAddUp();
  }

 private:
  // What the PDF is made of, by the templates that are shipped.
  template <class Document>
  std::string printed(Id<Document> id) {
    InvoiceDocuments documents{
        *shop_->database,
        shop_->billing,
        shop_->corrections,
        shop_->accounts,
        shop_->tenants,
        [this](Id<Tenant>, const std::string& name, const std::string& locale, const Json& model) {
          const render::TemplateEngine engine{shop_->clock};
          return library_.find({"invoice", name, locale}).render(engine, model).html;
        },
        [](const std::string& html) { return html; }};
    return documents.pdfOf(Scope::ofTenant(kPlatform), id).bytes;
  }
  CreditNote credit(Id<Invoice> id, Money amount) {
    return shop_->database->transaction([&](db::Transaction& tx) {
      return shop_->corrections.credit(tx, shop_->staff(), id, amount, "Not as ordered");
    });
  }
  void cancel(Id<Invoice> id) {
    shop_->database->transaction(
        [&](db::Transaction& tx) { shop_->corrections.cancel(tx, shop_->staff(), id, "Wrong"); });
  }
  static void refused(const std::string& code, const std::function<void()>& act) {
    try {
      act();
      CPPUNIT_FAIL("it was not refused: " + code);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.code());
    }
  }

  render::TemplateLibrary library_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DocumentsTest, "modules/billing/documents");

}  // namespace hostler

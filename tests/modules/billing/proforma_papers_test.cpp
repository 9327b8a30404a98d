#include "core/render/template_library.h"
#include "modules/billing/client_statement.h"
#include "modules/billing/e_invoice.h"
#include "modules/billing/exchange_rates.h"
#include "modules/billing/gst_documents.h"
#include "modules/billing/invoice_document.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/money_report.h"
#include "tests/modules/billing/proforma_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::PaperBuyer;
using testing::Till;

// What returns, reports and documents say of proforma invoices, and of the tax invoices that they
// become.
template <class Engine>
class ProformaPapersTest : public testing::InProformaShop<Engine> {
  CPPUNIT_TEST_SUITE(ProformaPapersTest);
  CPPUNIT_TEST(theReturnHoldsWhatWasPaid);
  CPPUNIT_TEST(thePortalTakesTaxInvoicesAlone);
  CPPUNIT_TEST(theDocumentIsCalledWhatItIs);
  CPPUNIT_TEST(theDocumentIsCalledSoInHindi);
  CPPUNIT_TEST(theProformaCanBeReadAfterIt);
  CPPUNIT_TEST(whatNeverWasOneHasNone);
  CPPUNIT_TEST(theBooksTellWhatIsAskedFromWhatIsEarned);
  CPPUNIT_TEST(aStatementNamesBothDocuments);
  CPPUNIT_TEST(itIsFoundByBothNumbers);
  CPPUNIT_TEST(theRateIsOfTheDayOfThePayment);
  CPPUNIT_TEST(itsSeriesIsItsOwn);
  CPPUNIT_TEST(anIssuedNumberDoesNotChange);
  CPPUNIT_TEST(whatDoesNotAddUpIsFound);
  CPPUNIT_TEST_SUITE_END();

  using Base = testing::InProformaShop<Engine>;
  using Base::shop_, Base::client_, Base::ordered, Base::pay, Base::cancel;

 public:
  void theReturnHoldsWhatWasPaid() {
    const auto unpaid = ordered(inr(100'00));
    const auto late = ordered(inr(200'00)), paid = ordered(inr(400'00));
    pay(paid);
    shop_->moveTo(Date::of(2026, 7, 2));
    pay(late);
    cancel(unpaid);
    const auto june = returnOf(6), july = returnOf(7);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, june.documents.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, june.documents[0].number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST"}, june.documents[0].series);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{472'00}, june.documents[0].value);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{400'00}, june.documents[0].items.at(0).taxable);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, july.documents.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, july.documents[0].number);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 2), july.documents[0].date);
    const auto issued = gst_return::toCsv(june, gst_return::Table::DocIssue);
    CPPUNIT_ASSERT_MESSAGE(
        issued, issued.find("HST/2627/0000001,HST/2627/0000001,1,0,1") != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(issued, issued.find("PF/") == std::string::npos);
  }

  void thePortalTakesTaxInvoicesAlone() {
    PaperBuyer buyer;
    buyer.gstin = "27AAGCB7383J1Z4";
    client_ = shop_->client(buyer);
    const auto asked = ordered(inr(1000'00));
    CPPUNIT_ASSERT_THROW(e_invoice::documentOf(withLines(asked.id), std::nullopt),
                         e_invoice::NotForPortal);
    shop_->moveTo(Date::of(2026, 6, 12));
    pay(asked);
    const auto document = e_invoice::documentOf(withLines(asked.id), std::nullopt);
    const auto& named = document.at("DocDtls");
    CPPUNIT_ASSERT(named.at("No") == "HST/2627/0000001" && named.at("Dt") == "12/06/2026");
  }

  void theDocumentIsCalledWhatItIs() {
    const auto asked = ordered(inr(999'00));
    const auto before = papers().htmlOf(Scope::ofTenant(kPlatform), asked.id);
    for (const auto* word : {"Proforma Invoice", "PF/2627/00000001", "10 Jun 2026",
                             "Not valid for claiming input tax credit"})
      CPPUNIT_ASSERT_MESSAGE(word, before.find(word) != std::string::npos);
    for (const auto* word : {"Tax Invoice", "Original for recipient"})
      CPPUNIT_ASSERT_MESSAGE(word, before.find(word) == std::string::npos);
    shop_->moveTo(Date::of(2026, 6, 12));
    pay(asked);
    const auto after = papers().htmlOf(Scope::ofTenant(kPlatform), asked.id);
    for (const auto* word :
         {"Tax Invoice", "HST/2627/0000001", "12 Jun 2026", "Original for recipient", "PAID"})
      CPPUNIT_ASSERT_MESSAGE(word, after.find(word) != std::string::npos);
    for (const auto* word : {"Proforma", "PF/2627"})
      CPPUNIT_ASSERT_MESSAGE(word, after.find(word) == std::string::npos);
  }

  void theDocumentIsCalledSoInHindi() {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, client_).value();
      account.language = "hi";
      account_repository::saveProfile(tx, account, shop_->clock.now());
    });
    const auto asked = ordered(inr(999'00));
    const auto html = papers().htmlOf(Scope::ofTenant(kPlatform), asked.id);
    CPPUNIT_ASSERT(html.find("प्रोफ़ॉर्मा बीजक") != std::string::npos);
    CPPUNIT_ASSERT(html.find("कर बीजक") == std::string::npos);
  }

  void theProformaCanBeReadAfterIt() {
    const auto asked = ordered(inr(999'00));
    shop_->moveTo(Date::of(2026, 6, 12));
    pay(asked);
    const auto html = papers().proformaHtmlOf(Scope::ofTenant(kPlatform), asked.id);
    for (const auto* word : {"Proforma Invoice", "PF/2627/00000001", "10 Jun 2026", "1,178.82",
                             "Invoiced as HST/2627/0000001 of 12 Jun 2026."})
      CPPUNIT_ASSERT_MESSAGE(word, html.find(word) != std::string::npos);
    for (const auto* word : {"Tax Invoice", "Pay this invoice"})
      CPPUNIT_ASSERT_MESSAGE(word, html.find(word) == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"PF-2627-00000001.pdf"},
                         papers().proformaOf(Scope::ofTenant(kPlatform), asked.id).fileName);
  }

  void whatNeverWasOneHasNone() {
    shop_->set("invoice.proforma", false);
    const auto invoice = ordered(inr(10'00));
    CPPUNIT_ASSERT_THROW(papers().proformaOf(Scope::ofTenant(kPlatform), invoice.id), NotFound);
    // Nor has one of others' for a client.
    shop_->set("invoice.proforma", true);
    const auto asked = ordered(inr(10'00));
    CPPUNIT_ASSERT_THROW(
        papers().proformaOf(Scope::ofAccount(kPlatform, shop_->client()), asked.id), NotFound);
  }

  void theBooksTellWhatIsAskedFromWhatIsEarned() {
    pay(ordered(inr(400'00)));
    ordered(inr(100'00));
    const auto [balance, debts] = shop_->database->read([&](db::Reader& reader) {
      const auto tenant = shop_->tenants.get(kPlatform);
      const ReportWish wish{shop_->today(), shop_->today(), ""};
      return std::pair{TrialBalanceReport{}.csv(reader, tenant, wish),
                       ReceivablesReport{}.csv(reader, tenant, wish)};
    });
    for (const auto* line :
         {"receivable,INR,118.00,", "proforma,INR,,118.00", "revenue,INR,,400.00"})
      CPPUNIT_ASSERT_MESSAGE(balance, balance.find(line) != std::string::npos);
    // What is asked for is chased like any other debt.
    CPPUNIT_ASSERT_MESSAGE(debts,
                           debts.find("118.00,0.00,0.00,0.00,0.00,118.00") != std::string::npos);
  }

  void aStatementNamesBothDocuments() {
    const auto asked = ordered(inr(100'00)), refused = ordered(inr(200'00));
    pay(asked);
    cancel(refused);
    const auto rows = shop_->database
                          ->read([&](db::Reader& reader) {
                            return ClientStatement::of(reader, shop_->tenants.get(kPlatform),
                                                       client_, Currency::of("INR"),
                                                       Date::of(2026, 6, 1), Date::of(2026, 6, 30));
                          })
                          .rows;
    std::string told;
    for (const auto& row : rows) told += row.what + " " + row.document + "\n";
    CPPUNIT_ASSERT_EQUAL(std::string{"proforma.issued PF/2627/00000001\n"
                                     "proforma.issued PF/2627/00000002\n"
                                     "payment.received HST/2627/0000001\n"
                                     "proforma.cancelled PF/2627/00000002\n"},
                         told);
    CPPUNIT_ASSERT_EQUAL(inr(0), rows.back().balance);
  }

  void itIsFoundByBothNumbers() {
    const auto asked = ordered(inr(1000'00));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("pf/2627").size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("hst/2627").size());
    pay(asked);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("pf/2627").size());
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, found("hst/2627").at(0).number);
  }

  void theRateIsOfTheDayOfThePayment() {
    shop_->set("tax.lut_number", "AD270426000123X");
    client_ = shop_->client({"US", "CA", {}, Currency::of("USD")});
    rateOn(Date::of(2026, 6, 1), "84");
    rateOn(Date::of(2026, 7, 1), "90");
    const auto asked = ordered(Money::ofMinor(10'00, Currency::of("USD")));
    CPPUNIT_ASSERT(!rateOf(asked.id));
    shop_->moveTo(Date::of(2026, 7, 3));
    pay(asked);
    CPPUNIT_ASSERT(rateOf(asked.id) == Decimal::of("90"));
    const auto used = shop_->database->read([&](db::Reader& reader) {
      const auto rates = exchange_rates::list(reader, kPlatform);
      return std::pair{exchange_rates::isUsed(reader, kPlatform, rates, rates.at(0)),
                       exchange_rates::isUsed(reader, kPlatform, rates, rates.at(1))};
    });
    CPPUNIT_ASSERT(!used.first && used.second);
    shop_->mustAddUp();
  }

  void itsSeriesIsItsOwn() {
    shop_->set("invoice.proforma_series", "HST");
    Till::refused("proforma_series_shared", [&] { ordered(inr(10'00)); });
    shop_->set("invoice.proforma_series", "EST");
    CPPUNIT_ASSERT_EQUAL(std::string{"EST/2627/0000001"}, ordered(inr(10'00)).number);
    shop_->mustAddUp();
  }

  void anIssuedNumberDoesNotChange() {
    pay(ordered(inr(1000'00)));
    for (const auto* sql : {"UPDATE tax_invoices SET number = 2", "DELETE FROM tax_invoices"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(
          sql, shop_->database->transaction([&](db::Transaction& tx) { tx.execute(sql); }),
          std::exception);
    }
  }

  void whatDoesNotAddUpIsFound() {
    const auto asked = ordered(inr(1000'00));
    faulty("UPDATE invoice_states SET status = 'cancelled', balance = 0", asked, "as a proforma");
    faulty("UPDATE invoice_states SET tax_number = 'HST/2627/0000001'", asked,
           "does not bear the number");
  }

 private:
  gst_return::Return returnOf(unsigned month) {
    return shop_->database->read([&](db::Reader& reader) {
      return gst_documents::between(reader, shop_->tenants.get(kPlatform), Date::of(2026, month, 1),
                                    Date::of(2026, month, 30));
    });
  }
  Invoice withLines(Id<Invoice> id) {
    auto invoice = shop_->now(id);
    invoice.lines = shop_->database->read(
        [&](db::Reader& reader) { return shop_->billing.lines(reader, invoice); });
    return invoice;
  }
  // Of what a PDF is made, by the templates that are shipped.
  InvoiceDocuments papers() {
    return {
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
  }
  std::vector<Invoice> found(const std::string& text) {
    invoice_repository::Filter filter;
    filter.text = text;
    return shop_->database->read([&](db::Reader& reader) {
      return invoice_repository::list(reader, Scope::ofTenant(kPlatform), filter, {}, 50);
    });
  }
  void rateOn(Date day, const std::string& rate) {
    shop_->database->transaction([&](db::Transaction& tx) {
      exchange_rates::add(tx, kPlatform, {Currency::of("USD"), day, Decimal::of(rate)},
                          shop_->clock.now());
    });
  }
  std::optional<Decimal> rateOf(Id<Invoice> id) {
    return shop_->database->read(
        [&](db::Reader& reader) { return exchange_rates::of(reader, id); });
  }
  // What `ledger verify` says of books in which this was done behind its back.
  void faulty(const std::string& sql, const Invoice& invoice, const std::string& word) {
    shop_->database->transaction([&](db::Transaction& tx) { tx.execute(sql); });
    std::string faults;
    for (const auto& fault : Ledger::verify(*shop_->database).faults) faults += fault + "\n";
    CPPUNIT_ASSERT_MESSAGE(faults,
                           faults.find("invoice " + invoice.id.text()) != std::string::npos);
    CPPUNIT_ASSERT_MESSAGE(faults, faults.find(word) != std::string::npos);
  }

  render::TemplateLibrary library_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ProformaPapersTest, "modules/billing/proforma_papers");

}  // namespace hostler

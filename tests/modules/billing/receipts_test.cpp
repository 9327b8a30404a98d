#include "core/render/template_library.h"
#include "modules/billing/gst_documents.h"
#include "modules/billing/invoice_document.h"
#include "modules/billing/receipt.h"
#include "tests/modules/billing/paper_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::PaperBuyer;
using testing::Till;

// What is put into a wallet has a receipt voucher under GST, and what the wallet then pays is taxed
// once: by its invoice.
template <class Engine>
class ReceiptsTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(ReceiptsTest);
  CPPUNIT_TEST(aTopUpHasOneVoucher);
  CPPUNIT_TEST(vouchersAreNumberedByThemselves);
  CPPUNIT_TEST(whatPaysAnInvoiceHasNone);
  CPPUNIT_TEST(outsideGstThereIsNone);
  CPPUNIT_TEST(anIssuedVoucherDoesNotChange);
  CPPUNIT_TEST(whatAWalletPaysIsTaxedOnce);
  CPPUNIT_TEST(aVoucherSaysWhatTheLawWants);
  CPPUNIT_TEST(aVoucherIsPrintedAsOnItsDay);
  CPPUNIT_TEST(theReturnCountsAMonthsVouchers);
  CPPUNIT_TEST_SUITE_END();

  using testing::InPaperShop<Engine>::shop_;

 public:
  void setUp() override {
    testing::InPaperShop<Engine>::setUp();
    desk_ = std::make_unique<ReceiptDesk>(ReceiptDesk::Parts{
        shop_->clock, shop_->ids, shop_->tenants, shop_->accounts, shop_->audit});
    desk_->subscribe(shop_->bus);
    shop_->moveTo(Date::of(2026, 6, 10));
  }
  void tearDown() override {
    testing::InPaperShop<Engine>::tearDown();
    desk_.reset();
  }

  void aTopUpHasOneVoucher() {
    const auto client = shop_->client();
    const auto payment = toppedUp(client, inr(1'000'00), "pay_1");
    shop_->desk.book({Till::captured(payment, inr(1'000'00), "pay_1")});  // told again
    const auto receipt = only(client);
    CPPUNIT_ASSERT_EQUAL(std::string{"RV/2627/00000001"}, receipt.number);
    CPPUNIT_ASSERT_EQUAL(inr(1'000'00), receipt.amount);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 10), receipt.issueDate);
    CPPUNIT_ASSERT_EQUAL(std::string{"27"}, receipt.placeOfSupply);
    CPPUNIT_ASSERT_EQUAL(std::string{"bank"}, receipt.gateway);
    CPPUNIT_ASSERT_EQUAL(inr(1'000'00), shop_->creditOf(client));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'receipt.issued'"));
    shop_->mustAddUp();
  }

  void vouchersAreNumberedByThemselves() {
    const auto client = shop_->client();
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->issue(client, inr(499'00)).number);
    toppedUp(client, inr(100'00), "pay_1");
    toppedUp(client, inr(200'00), "pay_2");
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, shop_->issue(client, inr(499'00)).number);
    shop_->set("invoice.receipt_series", "ADV");
    toppedUp(client, inr(300'00), "pay_3");
    CPPUNIT_ASSERT_THROW(shop_->set("invoice.receipt_series", "TOO/LONG"), ValidationError);
    std::string numbers;
    for (const auto& one : all(client)) numbers += one.number + " ";
    CPPUNIT_ASSERT_EQUAL(std::string{"ADV/2627/0000001 RV/2627/00000002 RV/2627/00000001 "},
                         numbers);
  }

  void whatPaysAnInvoiceHasNone() {
    const auto client = shop_->client();
    const auto invoice = shop_->issue(client, inr(499'00));
    const auto payment = shop_->attempt(client, {invoice.id});
    // More than it was for: the rest is credit, and an overpayment.
    shop_->desk.book({Till::captured(payment, inr(600'00), "pay_1")});
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, all(client).size());
  }

  void outsideGstThereIsNone() {
    const auto client = shop_->client();
    shop_->set("tax.regime", "none");
    toppedUp(client, inr(100'00), "pay_1");
    shop_->set("tax.regime", "gst");
    auto seller = shop_->tenants.get(kPlatform);
    seller.gstin.reset();
    shop_->database->transaction([&](db::Transaction& tx) { shop_->tenants.save(tx, seller); });
    toppedUp(client, inr(100'00), "pay_2");
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, all(client).size());
    CPPUNIT_ASSERT_EQUAL(inr(200'00), shop_->creditOf(client));
  }

  void anIssuedVoucherDoesNotChange() {
    toppedUp(shop_->client(), inr(100'00), "pay_1");
    for (const auto* sql : {"UPDATE receipts SET amount = 1", "DELETE FROM receipts"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(
          sql, shop_->database->transaction([&](db::Transaction& tx) { tx.execute(sql); }),
          std::exception);
    }
  }

  void whatAWalletPaysIsTaxedOnce() {
    const auto client = shop_->client();
    toppedUp(client, inr(1'000'00), "pay_1");
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book("tax:CGST", client));
    const auto invoice = shop_->issue(client, inr(499'00));
    CPPUNIT_ASSERT_EQUAL(inr(588'82), invoice.total);
    shop_->payments.start(Till::actorOf(client), {invoice.id}, "wallet");
    CPPUNIT_ASSERT(shop_->now(invoice.id).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(411'18), shop_->creditOf(client));
    CPPUNIT_ASSERT_EQUAL(inr(-44'91), shop_->book("tax:CGST", client));
    CPPUNIT_ASSERT_EQUAL(inr(-44'91), shop_->book("tax:SGST", client));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all(client).size());
    shop_->mustAddUp();
  }

  void aVoucherSaysWhatTheLawWants() {
    PaperBuyer buyer;
    buyer.state = "29";
    buyer.gstin = "29AAGCB7383J1Z4";
    const auto client = shop_->client(buyer);
    toppedUp(client, inr(1'000'00), "pay_1");
    const auto html = printed(only(client).id);
    for (const auto* word :
         {"Receipt Voucher", "RV/2627/00000001", "10 Jun 2026", "27AAPFU0939F1ZV",
          "29AAGCB7383J1Z4", "Karnataka", "Advance for services", "₹1,000.00",
          "Rupees One Thousand Only", "No tax is charged on this advance",
          "Tax payable on reverse charge</div><div class=\"value\">No<"})
      CPPUNIT_ASSERT_MESSAGE(word, html.find(word) != std::string::npos);
  }

  void aVoucherIsPrintedAsOnItsDay() {
    const auto client = shop_->client();
    toppedUp(client, inr(1'000'00), "pay_1");
    const auto id = only(client).id;
    const auto before = printed(id);
    shop_->database->transaction([&](db::Transaction& tx) {
      auto account = account_repository::find(tx, kPlatform, client).value();
      account.lastName = "Rao-Iyer";
      account.language = "hi";
      account_repository::saveProfile(tx, account, shop_->clock.now());
      auto seller = shop_->tenants.get(kPlatform);
      seller.name = "Another Brand";
      seller.legalName = "Another Name Limited";
      shop_->tenants.save(tx, seller);
    });
    CPPUNIT_ASSERT_EQUAL(before, printed(id));
    toppedUp(client, inr(1'000'00), "pay_2");
    const auto now = printed(all(client).front().id);
    CPPUNIT_ASSERT(now.find("प्राप्ति वाउचर") != std::string::npos);
    CPPUNIT_ASSERT(now.find("Another Name Limited") != std::string::npos);
  }

  void theReturnCountsAMonthsVouchers() {
    const auto client = shop_->client();
    shop_->issue(client, inr(499'00));
    toppedUp(client, inr(100'00), "pay_1");
    toppedUp(client, inr(200'00), "pay_2");
    shop_->moveTo(Date::of(2026, 7, 1));
    toppedUp(client, inr(300'00), "pay_3");
    const auto filed = shop_->database->read([&](db::Reader& reader) {
      return gst_documents::between(reader, shop_->tenants.get(kPlatform), Date::of(2026, 6, 1),
                                    Date::of(2026, 6, 30));
    });
    const auto json = gst_return::toPortalJson(filed);
    const auto& issued = json.at("doc_issue").at("doc_det");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, issued.size());
    CPPUNIT_ASSERT_EQUAL(1, issued[0].at("doc_num").template get<int>());
    CPPUNIT_ASSERT_EQUAL(6, issued[1].at("doc_num").template get<int>());
    const auto& docs = issued[1].at("docs").at(0);
    CPPUNIT_ASSERT_EQUAL(std::string{"RV/2627/00000001"},
                         docs.at("from").template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"RV/2627/00000002"},
                         docs.at("to").template get<std::string>());
    CPPUNIT_ASSERT_EQUAL(2, docs.at("totnum").template get<int>());
    const auto csv = gst_return::toCsv(filed, gst_return::Table::DocIssue);
    CPPUNIT_ASSERT_MESSAGE(
        csv,
        csv.find("receipt_vouchers,RV/2627/00000001,RV/2627/00000002,2,0,2") != std::string::npos);
  }

 private:
  Payment toppedUp(Id<Account> client, Money amount, const std::string& id) {
    const auto started = shop_->payments.topUp(Till::actorOf(client), amount, "bank");
    const auto payment = shop_->database->transaction([&](db::Transaction& tx) {
      auto one = shop_->paymentRows.lock(tx, started.id).value();
      one.reference = "order_" + id;
      one.status = PaymentStatus::Processing;
      shop_->paymentRows.save(tx, one);
      return one;
    });
    shop_->desk.book({Till::captured(payment, amount, id)});
    return payment;
  }
  std::vector<Receipt> all(Id<Account> client) {
    return shop_->database->read([&](db::Reader& reader) {
      return receipts::list(reader, Scope::ofAccount(kPlatform, client), {}, 50);
    });
  }
  Receipt only(Id<Account> client) {
    auto some = all(client);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, some.size());
    return some.front();
  }
  // What its PDF is made of, by the template that is shipped.
  std::string printed(Id<Receipt> id) {
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

  std::unique_ptr<ReceiptDesk> desk_;
  render::TemplateLibrary library_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ReceiptsTest, "modules/billing/receipts");

}  // namespace hostler

#include "modules/billing/billing_events.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

using namespace std::chrono_literals;

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class InvoiceMailsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(InvoiceMailsTest);
  CPPUNIT_TEST(anIssuedInvoiceIsMailedWithItsPdf);
  CPPUNIT_TEST(aProformaIsCalledOneUntilItIsPaid);
  CPPUNIT_TEST(aReminderOfAProformaCallsItOne);
  CPPUNIT_TEST(aPaidProformaBringsItsTaxInvoice);
  CPPUNIT_TEST(proformasThatArePaidTogetherBringAllTheirTaxInvoices);
  CPPUNIT_TEST(aRenewalSaysWhatRenewsAndWhen);
  CPPUNIT_TEST(anInvoiceThatWasPaidMeanwhileIsStillMailedAndAsksForNothing);
  CPPUNIT_TEST(aPdfThatCannotBeMadeDelaysTheMailAndThenGoesWithout);
  CPPUNIT_TEST(aReminderGoesOncePerKindAndDay);
  CPPUNIT_TEST(whoHasPaidIsNotReminded);
  CPPUNIT_TEST(aPaymentIsConfirmedWithWhatIsStillOpen);
  CPPUNIT_TEST(aFailedPaymentTellsThePayerWhatHelps);
  CPPUNIT_TEST(creditThatWasAddedIsConfirmed);
  CPPUNIT_TEST(creditThatWasAddedBringsItsVoucher);
  CPPUNIT_TEST_SUITE_END();

  static bool remind(Shop& shop, Id<Invoice> invoice, Reminder kind) {
    const auto actor = Actor::system(kPlatform, "rule:remind");
    return shop.inTransaction([&](db::Transaction& tx) {
      return shop.notifications->remind(tx, actor, invoice, kind, Date::of(2026, 4, 25));
    });
  }
  static Money rupees(std::int64_t paise) { return Money::ofMinor(paise, Currency::of("INR")); }

 public:
  void anIssuedInvoiceIsMailedWithItsPdf() {
    Shop shop;
    const auto invoice = shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    shop.work();

    const auto sent = shop.message("invoice");
    CPPUNIT_ASSERT(sent.status == MessageStatus::Sent);
    const auto mail = shop.spooled().at(0);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, invoice.number));
    CPPUNIT_ASSERT(holds(mail, "Content-Type: application/pdf"));
    CPPUNIT_ASSERT(holds(mail, "HST-2627-0000001.pdf"));
    CPPUNIT_ASSERT(holds(mail, "Your invoice is attached as a PDF."));
    CPPUNIT_ASSERT(holds(mail, "https://my.acme.example/invoices/" + invoice.id.text()));
    CPPUNIT_ASSERT(holds(mail, "15 Apr 2026"));
  }

  void aProformaIsCalledOneUntilItIsPaid() {
    Shop shop;
    shop.inTransaction([&](db::Transaction& tx) {
      shop.tenants.change(tx, kPlatform, "invoice.proforma", true);
      return true;
    });
    shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    shop.work();
    const auto mail = shop.spooled().at(0);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Proforma invoice: PF/2627/00000001"));
    CPPUNIT_ASSERT(holds(mail, "PF-2627-00000001.pdf"));
  }

  void aReminderOfAProformaCallsItOne() {
    Shop shop;
    shop.inTransaction([&](db::Transaction& tx) {
      shop.tenants.change(tx, kPlatform, "invoice.proforma", true);
      return true;
    });
    const auto invoice = shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    CPPUNIT_ASSERT(remind(shop, invoice.id, Reminder::Overdue1));
    shop.work();
    const auto mail = shop.spooled().at(1);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Proforma invoice: PF/2627/00000001"));
    CPPUNIT_ASSERT(holds(mail, "Subject: Proforma invoice PF/2627/00000001 is overdue"));
  }

  void aPaidProformaBringsItsTaxInvoice() {
    Shop shop;
    shop.inTransaction([&](db::Transaction& tx) {
      shop.tenants.change(tx, kPlatform, "invoice.proforma", true);
      return true;
    });
    const auto account = shop.client("Meera", "meera@example.in");
    const auto invoice = shop.issueInvoice(account);
    const PaymentReceived part{Id<Transaction>::of(4711), std::nullopt,  account,
                               "bank_transfer",           rupees(50'00), {invoice.id}};
    shop.announce(account, part);
    shop.work();
    CPPUNIT_ASSERT(!holds(shop.spooled().at(1), "application/pdf"));
    shop.markPaid(invoice.id);
    const PaymentReceived rest{Id<Transaction>::of(4712), std::nullopt,  account,
                               "bank_transfer",           rupees(50'00), {invoice.id}};
    shop.announce(account, rest);
    shop.work();
    const auto mail = shop.spooled().at(2);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "HST-2627-0000001.pdf"));
    CPPUNIT_ASSERT(holds(mail, "Your invoice is attached as a PDF."));
  }

  void proformasThatArePaidTogetherBringAllTheirTaxInvoices() {
    Shop shop;
    shop.inTransaction([&](db::Transaction& tx) {
      shop.tenants.change(tx, kPlatform, "invoice.proforma", true);
      return true;
    });
    const auto account = shop.client("Meera", "meera@example.in");
    const auto one = shop.issueInvoice(account), other = shop.issueInvoice(account);
    shop.markPaid(one.id);
    shop.markPaid(other.id);
    const PaymentReceived both{Id<Transaction>::of(4711), std::nullopt,   account,
                               "bank_transfer",           rupees(100'00), {one.id, other.id}};
    shop.announce(account, both);
    shop.work();
    const auto mail = shop.spooled().at(2);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "HST-2627-0000001.pdf"));
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "HST-2627-0000002.pdf"));
    CPPUNIT_ASSERT(holds(mail, "Your invoices are attached as PDFs."));
  }

  void aRenewalSaysWhatRenewsAndWhen() {
    Shop shop;
    Service service;
    service.name = "Business Hosting";
    service.domain = "deshmukhtextiles.in";
    shop.services.emplace(Id<Service>::of(77), service);
    shop.issueInvoice(shop.client("Meera", "meera@example.in"), InvoiceKind::Renewal);
    shop.work();

    CPPUNIT_ASSERT(shop.message("renewal_invoice").status == MessageStatus::Sent);
    CPPUNIT_ASSERT(holds(shop.spooled().at(0),
                         "Business Hosting (deshmukhtextiles.in) renews on 15 Apr 2026."));
  }

  void anInvoiceThatWasPaidMeanwhileIsStillMailedAndAsksForNothing() {
    Shop shop;
    const auto meera = shop.client("Meera", "meera@example.in");
    // In one transaction, so that the mail is written after both.
    const auto invoice = shop.database->transaction([&](db::Transaction&) {
      const auto issued = shop.issueInvoice(meera);
      shop.markPaid(issued.id);
      return issued;
    });
    shop.work();

    const auto mail = shop.spooled().at(0);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Subject: Invoice " + invoice.number + "\r\n"));
    CPPUNIT_ASSERT(holds(mail, "application/pdf"));
    CPPUNIT_ASSERT(!holds(mail, "Amount due"));
    CPPUNIT_ASSERT(holds(mail, "See the invoice"));
  }

  void aPdfThatCannotBeMadeDelaysTheMailAndThenGoesWithout() {
    Shop shop;
    shop.press.broken = true;
    shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    shop.work();
    CPPUNIT_ASSERT(shop.message("invoice").status == MessageStatus::Queued);
    CPPUNIT_ASSERT_EQUAL(std::string{"no PDF: out of paper"}, shop.message("invoice").answer);

    for (int i = 0; i < 8; ++i) shop.pass(20min);

    CPPUNIT_ASSERT(shop.message("invoice").status == MessageStatus::Sent);
    const auto mail = shop.spooled().at(0);
    CPPUNIT_ASSERT(!holds(mail, "application/pdf"));
    CPPUNIT_ASSERT(!holds(mail, "attached"));
    CPPUNIT_ASSERT(holds(mail, "You find your invoice in the client area."));
  }

  void aReminderGoesOncePerKindAndDay() {
    Shop shop;
    const auto invoice = shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    shop.work();

    CPPUNIT_ASSERT(remind(shop, invoice.id, Reminder::Overdue2));
    for (int i = 0; i < 288; ++i) CPPUNIT_ASSERT(!remind(shop, invoice.id, Reminder::Overdue2));
    CPPUNIT_ASSERT(remind(shop, invoice.id, Reminder::Overdue3));
    shop.pass(24h);
    CPPUNIT_ASSERT(remind(shop, invoice.id, Reminder::Overdue2));
    shop.work();

    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, shop.spooled().size());
    CPPUNIT_ASSERT(holds(shop.spooled().at(1), "will be suspended on 25 Apr 2026"));
  }

  void whoHasPaidIsNotReminded() {
    Shop shop{plainSmtp(closedPort())};
    const auto invoice = shop.issueInvoice(shop.client("Meera", "meera@example.in"));
    CPPUNIT_ASSERT(remind(shop, invoice.id, Reminder::Overdue1));
    shop.work();
    shop.markPaid(invoice.id);
    CPPUNIT_ASSERT(!remind(shop, invoice.id, Reminder::Overdue3));

    shop.restart({});
    shop.pass(1h);

    CPPUNIT_ASSERT(shop.message("invoice_overdue_1").status == MessageStatus::Skipped);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop.spooled().size());
  }

  void aPaymentIsConfirmedWithWhatIsStillOpen() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    const auto invoice = shop.issueInvoice(account);
    const PaymentReceived part{Id<Transaction>::of(4711), std::nullopt,  account,
                               "bank_transfer",           rupees(50'00), {invoice.id}};
    shop.announce(account, part);
    shop.announce(account, part);
    shop.work();

    CPPUNIT_ASSERT(shop.message("payment_received").status == MessageStatus::Sent);
    const auto mail = shop.spooled().at(1);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Paid by: Bank transfer"));
    CPPUNIT_ASSERT(holds(mail, Id<Transaction>::of(4711).text()));
    CPPUNIT_ASSERT(holds(mail, "of this invoice is still open."));
  }

  void aFailedPaymentTellsThePayerWhatHelps() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    const auto invoice = shop.issueInvoice(account);
    shop.announce(account, PaymentFailed{Id<Payment>::of(9),
                                         account,
                                         "razorpay",
                                         "insufficient_funds",
                                         "BAD_REQUEST_ERROR at node 7",
                                         {invoice.id}});
    shop.announce(account,
                  PaymentFailed{Id<Payment>::of(10), account, "razorpay", "x", "top-up", {}});
    shop.work();

    const auto mail = shop.spooled().at(1);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "there was not enough money"));
    CPPUNIT_ASSERT(!holds(mail, "BAD_REQUEST_ERROR"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, shop.spooled().size());
  }

  void creditThatWasAddedIsConfirmed() {
    Shop shop;
    const auto account = shop.client("मीरा", "meera@example.in", "hi");
    shop.announce(
        account,
        PaymentReceived{
            Id<Transaction>::of(4711), std::nullopt, account, "razorpay", rupees(500'00), {}});
    shop.work();
    CPPUNIT_ASSERT(shop.message("credit_added").status == MessageStatus::Sent);
    CPPUNIT_ASSERT_EQUAL(std::string{"hi"}, shop.message("credit_added").language);
    CPPUNIT_ASSERT(!holds(shop.spooled().at(0), "application/pdf"));
  }

  void creditThatWasAddedBringsItsVoucher() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    const auto invoice = shop.issueInvoice(account);  // whose parties the voucher has too
    shop.inTransaction([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO receipts (id, tenant_id, account_id, transaction_id, series, fiscal_year, "
          "number, number_text, issue_date, seller_id, buyer_id, supply, place_of_supply, gateway, "
          "currency, amount, created_at) SELECT 9, tenant_id, account_id, 4711, 'RV', '2627', 1, "
          "'RV/2627/00000001', issue_date, seller_id, buyer_id, supply, place_of_supply, "
          "'razorpay', 'INR', 50000, issued_at FROM invoices WHERE id = ?",
          invoice.id);
    });
    shop.announce(
        account,
        PaymentReceived{
            Id<Transaction>::of(4711), std::nullopt, account, "razorpay", rupees(500'00), {}});
    shop.work();
    CPPUNIT_ASSERT(shop.message("credit_added").status == MessageStatus::Sent);
    const auto mail = shop.spooled().at(1);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "RV-2627-00000001.pdf"));
    CPPUNIT_ASSERT(holds(mail, "Your receipt voucher is attached as a PDF."));
  }
};
HOSTLER_SUITE(InvoiceMailsTest, "modules/notifications/invoice_mails");

}  // namespace
}  // namespace hostler

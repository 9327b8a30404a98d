#include "modules/billing/invoice_repository.h"
#include "modules/billing/reissue.h"
#include "modules/billing/tds_desk.h"
#include "tests/modules/billing/proforma_shop.h"

#include <latch>
#include <thread>
#include <vector>

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::Till;

// A seller who sends proforma invoices issues tax invoices for what was paid, and for that alone.
template <class Engine>
class ProformasTest : public testing::InProformaShop<Engine> {
  CPPUNIT_TEST_SUITE(ProformasTest);
  CPPUNIT_TEST(whatIsPaidBecomesATaxInvoiceOfThatDay);
  CPPUNIT_TEST(whereItIsNotChosenEveryInvoiceIsOne);
  CPPUNIT_TEST(whatIsNeverPaidLeavesNoGap);
  CPPUNIT_TEST(aPartOfItIsNotEnough);
  CPPUNIT_TEST(aNumberIsOfTheYearOfThePayment);
  CPPUNIT_TEST(twoPaymentsAtOnceMakeOneTaxInvoice);
  CPPUNIT_TEST(whatCreditPaysAtOnceIsATaxInvoice);
  CPPUNIT_TEST(taxWithheldCountsAsPaid);
  CPPUNIT_TEST(aCancelledOneHasNoCreditNote);
  CPPUNIT_TEST(creditThatPaidAPartComesBackWhenItIsCancelled);
  CPPUNIT_TEST(aRefundAfterItTakesACreditNote);
  CPPUNIT_TEST(aRefundOfAPartBeforeItTakesNone);
  CPPUNIT_TEST(whatTheBankTakesBackIsOwedOnTheTaxInvoice);
  CPPUNIT_TEST(whatIsTakenBackInPartIsInvoicedFirst);
  CPPUNIT_TEST(whatWasUsedAndWhatIsFreeAreInvoicedAtOnce);
  CPPUNIT_TEST(onlyATaxInvoiceIsAddedToOrWrittenOff);
  CPPUNIT_TEST(whatIsMissingOfOneIsWrittenOff);
  CPPUNIT_TEST(whatWasRefundedBesideTaxWithheldIsWrittenOffOrCredited);
  CPPUNIT_TEST_SUITE_END();

  using Base = testing::InProformaShop<Engine>;
  using Base::shop_, Base::client_, Base::requestOf, Base::issue, Base::ordered, Base::pay,
      Base::captured, Base::cancel;

 public:
  void whatIsPaidBecomesATaxInvoiceOfThatDay() {
    const auto asked = ordered(inr(999'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2627/00000001"}, asked.number);
    CPPUNIT_ASSERT(asked.isProforma && asked.stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), shop_->book(book::kReceivable, client_));
    CPPUNIT_ASSERT_EQUAL(inr(-1178'82), shop_->book(book::kProforma, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kRevenue, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book("tax:CGST", client_));
    shop_->mustAddUp();

    shop_->moveTo(Date::of(2026, 6, 20));
    shop_->pay(asked.id, inr(1178'82), "UTR1");
    const auto paid = shop_->now(asked.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, paid.number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST"}, paid.series);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 20), paid.issueDate);
    CPPUNIT_ASSERT(!paid.isProforma && paid.stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(asked.number, paid.proforma.value().number);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 6, 10), paid.proforma.value().issueDate);
    CPPUNIT_ASSERT_EQUAL(asked.total, paid.total);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kReceivable, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kProforma, client_));
    CPPUNIT_ASSERT_EQUAL(inr(-999'00), shop_->book(book::kRevenue, client_));
    CPPUNIT_ASSERT_EQUAL(inr(-89'91), shop_->book("tax:CGST", client_));
    CPPUNIT_ASSERT_EQUAL(inr(-89'91), shop_->book("tax:SGST", client_));
    shop_->mustAddUp();
  }

  void whereItIsNotChosenEveryInvoiceIsOne() {
    shop_->set("invoice.proforma", nullptr);
    const auto invoice = ordered(inr(999'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, invoice.number);
    CPPUNIT_ASSERT(!invoice.isProforma && !invoice.proforma);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kProforma, client_));
    // What was sent before stays what it is, whatever is chosen later.
    shop_->set("invoice.proforma", true);
    const auto asked = ordered(inr(10'00));
    shop_->set("invoice.proforma", false);
    pay(asked);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, shop_->now(asked.id).number);
    shop_->mustAddUp();
  }

  void whatIsNeverPaidLeavesNoGap() {
    const auto first = ordered(inr(100'00)), second = ordered(inr(200'00)),
               third = ordered(inr(300'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2627/00000003"}, third.number);
    cancel(second);
    pay(third);
    pay(first);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(third.id).number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, shop_->now(first.id).number);
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2627/00000002"}, shop_->now(second.id).number);
    shop_->mustAddUp();
  }

  void aPartOfItIsNotEnough() {
    const auto asked = ordered(inr(1000'00));
    shop_->pay(asked.id, inr(1179'99), "UTR1");
    const auto partly = shop_->now(asked.id);
    CPPUNIT_ASSERT(partly.isProforma && partly.stored == InvoiceStatus::PartiallyPaid);
    CPPUNIT_ASSERT_EQUAL(asked.number, partly.number);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kRevenue, client_));
    CPPUNIT_ASSERT_EQUAL(inr(1), shop_->book(book::kReceivable, client_));
    shop_->mustAddUp();
    shop_->pay(asked.id, inr(1), "UTR2");
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(asked.id).number);
    CPPUNIT_ASSERT_EQUAL(inr(-1000'00), shop_->book(book::kRevenue, client_));
    shop_->mustAddUp();
  }

  void aNumberIsOfTheYearOfThePayment() {
    shop_->moveTo(Date::of(2027, 3, 30));
    const auto asked = ordered(inr(100'00));
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2627/00000001"}, asked.number);
    shop_->moveTo(Date::of(2027, 4, 1));
    pay(asked);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2728/0000001"}, shop_->now(asked.id).number);
    shop_->mustAddUp();
  }

  void twoPaymentsAtOnceMakeOneTaxInvoice() {
    std::vector<Invoice> asked;
    for (int i = 0; i < 5; ++i) asked.push_back(ordered(inr(1000'00)));
    std::latch both{2};
    const auto payHalves = [&](const std::string& who) {
      both.arrive_and_wait();
      for (const auto& one : asked) shop_->pay(one.id, inr(590'00), who + one.id.text());
    };
    {
      std::jthread one{[&] { payHalves("A"); }};
      std::jthread other{[&] { payHalves("B"); }};
    }
    for (const auto& one : asked) {
      const auto paid = shop_->now(one.id);
      CPPUNIT_ASSERT(paid.stored == InvoiceStatus::Paid && !paid.isProforma);
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, shop_->count("SELECT COUNT(*) AS n FROM tax_invoices"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5},
                         shop_->count("SELECT MAX(number) AS n FROM tax_invoices"));
    CPPUNIT_ASSERT_EQUAL(inr(-5000'00), shop_->book(book::kRevenue, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void whatCreditPaysAtOnceIsATaxInvoice() {
    shop_->payments.addCredit(Till::staff(), client_, inr(2000'00), "Welcome");
    auto request = requestOf(inr(1000'00));
    request.kind = InvoiceKind::Renewal;
    request.payFromCredit = true;
    const auto invoice = issue(request);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, invoice.number);
    CPPUNIT_ASSERT(!invoice.isProforma && invoice.stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2627/00000001"}, invoice.proforma.value().number);
    CPPUNIT_ASSERT_EQUAL(invoice.number, shop_->now(invoice.id).number);
    CPPUNIT_ASSERT_EQUAL(inr(820'00), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void taxWithheldCountsAsPaid() {
    const auto asked = ordered(inr(1000'00));
    shop_->pay(asked.id, inr(1160'00), "UTR1");
    TdsDesk desk{{shop_->clock, shop_->ids, shop_->billing, shop_->ledger, shop_->audit}};
    shop_->database->transaction([&](db::Transaction& tx) {
      desk.withhold(tx, Till::staff(), asked.id, {"194C", inr(20'00), Decimal{2}, std::nullopt},
                    shop_->today());
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(asked.id).number);
    shop_->mustAddUp();
  }

  void aCancelledOneHasNoCreditNote() {
    const auto asked = ordered(inr(999'00));
    cancel(asked);
    const auto now = shop_->now(asked.id);
    CPPUNIT_ASSERT(now.stored == InvoiceStatus::Cancelled && now.isProforma);
    CPPUNIT_ASSERT_EQUAL(inr(0), now.balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kReceivable, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kProforma, client_));
    shop_->mustAddUp();
  }

  void creditThatPaidAPartComesBackWhenItIsCancelled() {
    shop_->payments.addCredit(Till::staff(), client_, inr(100'00), "Welcome");
    const auto asked = ordered(inr(1000'00));
    shop_->database->transaction([&](db::Transaction& tx) {
      auto locked = invoice_repository::lock(tx, Scope::ofTenant(kPlatform), asked.id).value();
      shop_->billing.payFromCredit(tx, Till::staff(), locked);
    });
    CPPUNIT_ASSERT_EQUAL(inr(1080'00), shop_->now(asked.id).balance);
    CPPUNIT_ASSERT(shop_->now(asked.id).isProforma);
    cancel(asked);
    CPPUNIT_ASSERT_EQUAL(inr(100'00), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kProforma, client_));
    shop_->mustAddUp();
  }

  void aRefundAfterItTakesACreditNote() {
    const auto asked = ordered(inr(1000'00));
    const auto payment = captured(asked, asked.total, "pay_1");
    shop_->refund(payment.id, std::nullopt);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(asked.id).stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM credit_notes WHERE number_text LIKE 'CN/%'"));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kRevenue, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book("tax:CGST", client_));
    shop_->mustAddUp();
  }

  void aRefundOfAPartBeforeItTakesNone() {
    const auto asked = ordered(inr(1000'00));
    const auto payment =
        shop_->payments.markPaid(Till::staff(), asked.id, "cash", "R1", inr(500'00));
    Till::refused("invoice_not_cancellable", [&] { cancel(asked); });
    shop_->refund(payment.id, std::nullopt);
    shop_->doJobs();
    const auto now = shop_->now(asked.id);
    CPPUNIT_ASSERT(now.isProforma && now.stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(asked.total, now.balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    shop_->mustAddUp();
    cancel(asked);
    shop_->mustAddUp();
  }

  void whatTheBankTakesBackIsOwedOnTheTaxInvoice() {
    const auto asked = ordered(inr(1000'00));
    captured(asked, asked.total, "pay_1");
    shop_->desk.book(
        {Till::about(GatewayNotice::Kind::DisputeLost, "pay_1", "dis_1", asked.total)});
    const auto owed = shop_->now(asked.id);
    CPPUNIT_ASSERT_EQUAL(asked.total, owed.balance);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, owed.number);
    CPPUNIT_ASSERT(!owed.isProforma);
    shop_->mustAddUp();
    pay(owed);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, shop_->now(asked.id).number);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM tax_invoices"));
    shop_->mustAddUp();
  }

  // As where a service ends in the middle of a term that nobody has paid: its days are owed.
  void whatIsTakenBackInPartIsInvoicedFirst() {
    const auto asked = ordered(inr(1000'00));
    shop_->creditNote(asked.id, inr(590'00));
    const auto now = shop_->now(asked.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, now.number);
    CPPUNIT_ASSERT_EQUAL(inr(590'00), now.balance);
    CPPUNIT_ASSERT_EQUAL(inr(-500'00), shop_->book(book::kRevenue, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kProforma, client_));
    shop_->mustAddUp();
  }

  void whatWasUsedAndWhatIsFreeAreInvoicedAtOnce() {
    auto used = requestOf(inr(100'00));
    used.kind = InvoiceKind::Usage;
    used.lines.front().kind = LineKind::Usage;
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, issue(used).number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000002"}, ordered(inr(0)).number);
    // Both kinds together, as a night's renewals are.
    const auto made = shop_->database->transaction([&](db::Transaction& tx) {
      return shop_->billing.issueAll(tx, Till::staff(), {requestOf(inr(10'00)), used});
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"PF/2627/00000001"}, made.at(0).number);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000003"}, made.at(1).number);
    shop_->mustAddUp();
  }

  void onlyATaxInvoiceIsAddedToOrWrittenOff() {
    const auto asked = ordered(inr(1000'00));
    auto note = requestOf(inr(10'00));
    note.kind = InvoiceKind::DebitNote;
    note.addsTo = asked.id;
    note.reason = "One day more";
    Till::refused("invoice_not_debitable", [&] { issue(note); });
    Till::refused("proforma_not_written_off", [&] { writeOff(asked); });
    Till::refused("invoice_not_reissuable", [&] {
      Reissue reissue{{shop_->billing, shop_->corrections, shop_->accounts, shop_->tenants,
                       shop_->audit, shop_->bus}};
      shop_->database->transaction([&](db::Transaction& tx) {
        reissue.reissue(tx, Till::staff(), asked.id, "Another address");
      });
    });
    pay(asked);
    CPPUNIT_ASSERT_EQUAL(std::string{"DN/2627/00000001"}, issue(note).number);
    shop_->mustAddUp();
  }

  // Its payer's bank kept 0.50 for itself.
  void whatIsMissingOfOneIsWrittenOff() {
    const auto asked = ordered(inr(1000'00));
    shop_->pay(asked.id, inr(1179'50), "UTR1");
    writeOff(asked);
    const auto now = shop_->now(asked.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"HST/2627/0000001"}, now.number);
    CPPUNIT_ASSERT(!now.isProforma && now.stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(50), shop_->book(book::kWriteOff, client_));
    CPPUNIT_ASSERT_EQUAL(inr(-1000'00), shop_->book(book::kRevenue, client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kProforma, client_));
    shop_->mustAddUp();
  }

  // Paid 500, 20 withheld; the 500 are refunded: it is not cancelled, for 20 are still paid on it.
  void whatWasRefundedBesideTaxWithheldIsWrittenOffOrCredited() {
    TdsDesk desk{{shop_->clock, shop_->ids, shop_->billing, shop_->ledger, shop_->audit}};
    for (const bool isCredited : {false, true}) {
      const auto asked = ordered(inr(1000'00));
      const auto payment = shop_->payments.markPaid(Till::staff(), asked.id, "cash",
                                                    "R" + asked.id.text(), inr(500'00));
      shop_->database->transaction([&](db::Transaction& tx) {
        desk.withhold(tx, Till::staff(), asked.id, {"194C", inr(20'00), Decimal{2}, std::nullopt},
                      shop_->today());
      });
      shop_->refund(payment.id, std::nullopt);
      shop_->doJobs();
      CPPUNIT_ASSERT_EQUAL(inr(1160'00), shop_->now(asked.id).balance);
      Till::refused("invoice_not_cancellable", [&] { cancel(asked); });
      isCredited ? shop_->creditNote(asked.id, inr(1160'00)) : writeOff(asked);
      const auto now = shop_->now(asked.id);
      CPPUNIT_ASSERT(!now.isProforma && now.balance.isZero() && !now.isOpen());
      shop_->mustAddUp();
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, shop_->count("SELECT COUNT(*) AS n FROM tax_invoices"));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->book(book::kProforma, client_));
  }

 private:
  void writeOff(const Invoice& invoice) {
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.writeOff(tx, Till::staff(), invoice.id, "Gone");
    });
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ProformasTest, "modules/billing/proformas");

}  // namespace hostler

#include "tests/modules/billing/money_shop.h"

namespace hostler {

using testing::inr;
using testing::MoneyShop;

// Each kind of damage that a ledger can take, planted behind its back, is found and named.
class LedgerVerifyTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(LedgerVerifyTest);
  CPPUNIT_TEST(aSoundLedgerHasNoFaults);
  CPPUNIT_TEST(aJournalThatDoesNotAddUpIsNotWritten);
  CPPUNIT_TEST(onePaisaMoreOnAPosting);
  CPPUNIT_TEST(aPostingThatIsGone);
  CPPUNIT_TEST(aJournalThatIsGone);
  CPPUNIT_TEST(amountsOfTwoCurrenciesDoNotEvenOut);
  CPPUNIT_TEST(aPostingOnNoInvoice);
  CPPUNIT_TEST(anotherBalanceThanThePostingsSay);
  CPPUNIT_TEST(anInvoiceWithoutABalance);
  CPPUNIT_TEST(aPaidInvoiceThatIsOwed);
  CPPUNIT_TEST(aTotalThatItsLinesDoNotMake);
  CPPUNIT_TEST(aLineThatIsGone);
  CPPUNIT_TEST(creditOutOfNothing);
  CPPUNIT_TEST(creditThatVanished);
  CPPUNIT_TEST(aNumberThatIsMissing);
  CPPUNIT_TEST(aNumberThatWasGivenTwice);
  CPPUNIT_TEST(aNumberThatAProformaHas);
  CPPUNIT_TEST(aCounterThatIsAhead);
  CPPUNIT_TEST(aCounterThatIsGone);
  CPPUNIT_TEST(aPaymentThatGaveBackTooMuch);
  CPPUNIT_TEST_SUITE_END();

 public:
  void opened() override {
    client_ = shop_->client();
    paid_ = shop_->issue(client_, inr(499'00)).id;
    open_ = shop_->issue(client_, inr(999'00)).id;
    shop_->pay(shop_->now(paid_), "pay_1");
    shop_->payments.addCredit(shop_->staff(), client_, inr(100'00), "Sorry");
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.credit(tx, shop_->staff(), paid_, inr(10'00), "Half a day down");
    });
    for (const auto* table : {"postings", "invoices", "invoice_lines"}) {
      shop_->tamper("DROP TRIGGER " + std::string{table} + "_no_update");
      shop_->tamper("DROP TRIGGER " + std::string{table} + "_no_delete");
    }
  }

  void aSoundLedgerHasNoFaults() {
    const auto verdict = Ledger::verify(*shop_->database);
    CPPUNIT_ASSERT(verdict.faults.empty());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{2}, verdict.invoices);
    CPPUNIT_ASSERT(verdict.journals >= 5 && verdict.postings > 2 * verdict.journals);
  }

  void aJournalThatDoesNotAddUpIsNotWritten() {
    const auto post = [&](const std::vector<Posting>& postings) {
      shop_->database->transaction([&](db::Transaction& tx) {
        shop_->ledger.post(tx, {kPlatform, client_, "test", "test", postings});
      });
    };
    const auto before = shop_->count("SELECT COUNT(*) AS n FROM postings");
    CPPUNIT_ASSERT_THROW(post({{"revenue", inr(1'00)}, {"receivable", inr(-99)}}),
                         std::logic_error);
    CPPUNIT_ASSERT_THROW(
        post({{"revenue", inr(1'00)}, {"receivable", Money::ofMinor(-1'00, Currency::of("USD"))}}),
        std::logic_error);
    CPPUNIT_ASSERT_EQUAL(before, shop_->count("SELECT COUNT(*) AS n FROM postings"));
  }

  void onePaisaMoreOnAPosting() {
    finds("journal",
          "UPDATE postings SET amount = amount + 1 WHERE book = 'revenue' AND amount < 0");
  }
  void aPostingThatIsGone() { finds("journal", "DELETE FROM postings WHERE book = 'tax:CGST'"); }
  void aJournalThatIsGone() {
    finds("invoice " + paid_.text(), "DELETE FROM postings WHERE what = 'payment.received'");
  }
  void amountsOfTwoCurrenciesDoNotEvenOut() {
    finds("journal", "UPDATE postings SET currency = 'USD' WHERE book = 'receivable'");
  }
  void aPostingOnNoInvoice() {
    finds("posting", "UPDATE postings SET invoice_id = 12345 WHERE book = 'tax:CGST'");
  }
  void anotherBalanceThanThePostingsSay() {
    finds("invoice " + open_.text(),
          "UPDATE invoice_states SET balance = balance - 1 WHERE invoice_id = " + number(open_));
  }
  void anInvoiceWithoutABalance() {
    finds("has no balance", "DELETE FROM invoice_states WHERE invoice_id = " + number(open_));
  }
  void aPaidInvoiceThatIsOwed() {
    finds("is called paid",
          "UPDATE invoice_states SET status = 'paid' WHERE invoice_id = " + number(open_));
  }
  void aTotalThatItsLinesDoNotMake() {
    finds("its lines say",
          "UPDATE invoices SET total = total - 1, tax_total = tax_total - 1 "
          "WHERE id = " +
              number(open_));
  }
  void aLineThatIsGone() {
    finds("its lines say", "DELETE FROM invoice_lines WHERE invoice_id = " + number(open_));
  }
  void creditOutOfNothing() {
    finds("account " + client_.text(), "UPDATE credit_balances SET amount = amount + 1");
  }
  void creditThatVanished() { finds("account " + client_.text(), "DELETE FROM credit_balances"); }
  void aNumberThatIsMissing() { finds("series HST/2627", "DELETE FROM invoices WHERE number = 1"); }
  void aNumberThatWasGivenTwice() {
    shop_->tamper("DROP INDEX ux_invoices_number");
    finds("series HST/2627", "UPDATE invoices SET number = 2");
  }
  void aNumberThatAProformaHas() {
    finds("series HST/2627", "UPDATE invoices SET proforma = 1 WHERE number = 1");
  }
  void aCounterThatIsAhead() {
    finds("series CN/2627", "UPDATE series_counters SET last_number = 2 WHERE series = 'CN'");
  }
  void aCounterThatIsGone() {
    finds("no counter", "DELETE FROM series_counters WHERE series = 'HST'");
  }
  void aPaymentThatGaveBackTooMuch() {
    finds("gave back more", "UPDATE payments SET refunded = paid + 1");
  }

 private:
  template <class Entity>
  static std::string number(Id<Entity> id) {
    return std::to_string(id.value());
  }
  void finds(const std::string& fault, const std::string& damage) {
    shop_->mustAddUp();
    shop_->tamper(damage);
    std::string said;
    for (const auto& one : Ledger::verify(*shop_->database).faults) said += one + "\n";
    CPPUNIT_ASSERT_MESSAGE(damage + " was told as:\n" + said,
                           said.find(fault) != std::string::npos);
  }

  Id<Account> client_;
  Id<Invoice> paid_, open_;
};
HOSTLER_SUITE(LedgerVerifyTest, "modules/billing/ledger_verify");

}  // namespace hostler

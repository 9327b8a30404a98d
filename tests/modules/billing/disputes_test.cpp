#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;
using Kind = GatewayNotice::Kind;

// A chargeback and a refund take from the same money, and know of each other.
template <class Engine>
class DisputesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DisputesTest);
  CPPUNIT_TEST(whatTheBankTookIsNotRefunded);
  CPPUNIT_TEST(whatCreditNotesTookBackIsNotOwedAgain);
  CPPUNIT_TEST(whatANoteTookOffIsNoPayment);
  CPPUNIT_TEST(onlyWhatWasTakenComesBack);
  CPPUNIT_TEST(afterAWinItCanBeRefundedAgain);
  CPPUNIT_TEST(aLateWordOfTheLossDoesNotUndoTheWin);
  CPPUNIT_TEST(aWinThatComesFirstStays);
  CPPUNIT_TEST(whatIsToldInAnotherCurrencyIsHeld);
  CPPUNIT_TEST(whatTheGatewayKeepsForADisputeIsBooked);
  CPPUNIT_TEST(aSecondCaptureIsRefundedFromItself);
  CPPUNIT_TEST(aRefundOfBothCapturesIsTwoRefunds);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    client_ = till_.client();
    invoice_ = till_.issue(client_, rupees(1000'00)).id;
    payment_ = till_.attempt(client_, {invoice_});
    till_.desk.book({Till::captured(payment_, rupees(1000'00), "pay_1")});
    till_.doJobs();
  }

  void whatTheBankTookIsNotRefunded() {
    lose(rupees(1000'00));
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), till_.now(payment_.id).chargedBack);
    till_.payments.addCredit(Till::staff(), client_, rupees(1000'00), "Sorry");
    Till::refused("refund_exceeds_payment", [&] { till_.refund(payment_.id, rupees(1)); });
    till_.mustAddUp();
  }

  void whatCreditNotesTookBackIsNotOwedAgain() {
    till_.creditNote(invoice_, rupees(400'00));
    lose(rupees(1000'00));
    CPPUNIT_ASSERT_EQUAL(rupees(600'00), till_.now(invoice_).balance);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    till_.mustAddUp();
  }

  // A part of the invoice was taken off by a note, and the bank takes all back that was paid on the
  // rest: it is an unpaid invoice then, which may be overdue, and no partly paid one.
  void whatANoteTookOffIsNoPayment() {
    const auto id = till_.issue(client_, rupees(1000'00)).id;
    till_.creditNote(id, rupees(400'00));
    const auto payment = till_.attempt(client_, {id});
    till_.desk.book({Till::captured(payment, rupees(600'00), "pay_2")});
    CPPUNIT_ASSERT(till_.now(id).stored == InvoiceStatus::Paid);
    till_.desk.book({Till::about(Kind::DisputeLost, "pay_2", "dp_2", rupees(100'00))});
    CPPUNIT_ASSERT(till_.now(id).stored == InvoiceStatus::PartiallyPaid);
    till_.desk.book({Till::about(Kind::DisputeLost, "pay_2", "dp_3", rupees(500'00))});
    const auto open = till_.now(id);
    CPPUNIT_ASSERT_EQUAL(rupees(600'00), open.balance);
    CPPUNIT_ASSERT(open.stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT(open.statusOn(open.dueDate.plusDays(1)) == InvoiceStatus::Overdue);
    till_.mustAddUp();
  }

  void onlyWhatWasTakenComesBack() {
    lose(rupees(300'00));
    CPPUNIT_ASSERT_EQUAL(rupees(300'00), till_.now(invoice_).balance);
    win(rupees(1000'00));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(invoice_).balance);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), till_.book("gateway:bank", client_));
    till_.mustAddUp();
  }

  void afterAWinItCanBeRefundedAgain() {
    lose(rupees(1000'00));
    win(rupees(1000'00));
    win(rupees(1000'00));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment_.id).chargedBack);
    till_.refund(payment_.id, std::nullopt);
    till_.doJobs();
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Refunded);
    till_.mustAddUp();
  }

  void aLateWordOfTheLossDoesNotUndoTheWin() {
    tell(Kind::DisputeOpen, "open");
    tell(Kind::DisputeLost, "under_review");
    tell(Kind::DisputeWon, "won");
    tell(Kind::DisputeLost, "under_review");
    tell(Kind::DisputeLost, "lost");
    mustBeWon();
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        till_.count("SELECT COUNT(*) AS n FROM transactions WHERE type = 'chargeback'"));
  }

  void aWinThatComesFirstStays() {
    tell(Kind::DisputeWon, "won");
    tell(Kind::DisputeLost, "under_review");
    tell(Kind::DisputeOpen, "closed");
    tell(Kind::DisputeLost, "lost");
    mustBeWon();
  }

  void whatIsToldInAnotherCurrencyIsHeld() {
    const auto dollars = Money::ofMinor(12'00, Currency::of("USD"));
    deliver(Till::about(Kind::DisputeLost, "pay_1", "dp_1", dollars));
    deliver(Till::about(Kind::RefundProcessed, "pay_1", "rfnd_1", dollars));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{2},
        till_.count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'held'"));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment_.id).chargedBack);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment_.id).refunded);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(invoice_).balance);
    till_.mustAddUp();
  }

  void whatTheGatewayKeepsForADisputeIsBooked() {
    auto notice = Till::about(Kind::DisputeLost, "pay_1", "dp_1", rupees(1000'00));
    notice.fee = rupees(15'00);
    till_.desk.book({notice});
    till_.desk.book({notice});
    CPPUNIT_ASSERT_EQUAL(rupees(15'00), till_.book("gateway_fees", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(-15'00), till_.book("gateway:bank", client_));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{15'00},
        till_.count("SELECT fee AS n FROM transactions WHERE type = 'chargeback'"));
    notice.kind = Kind::DisputeWon;
    notice.fee = rupees(5'00);
    till_.desk.book({notice});
    CPPUNIT_ASSERT_EQUAL(rupees(5'00), till_.book("gateway_fees", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(995'00), till_.book("gateway:bank", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(invoice_).balance);
    till_.mustAddUp();
  }

  void aSecondCaptureIsRefundedFromItself() {
    till_.desk.book({Till::captured(payment_, rupees(1000'00), "pay_2")});
    till_.refund(payment_.id, rupees(700'00));
    till_.refund(payment_.id, rupees(1000'00));
    till_.doJobs();
    const auto asked = till_.gateway.asked("gateway/1.refund");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, asked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"pay_1"}, asked[0].body["payment_id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"pay_2"}, asked[1].body["payment_id"].get<std::string>());
    till_.mustAddUp();
  }

  void aRefundOfBothCapturesIsTwoRefunds() {
    till_.desk.book({Till::captured(payment_, rupees(1000'00), "pay_2")});
    till_.refund(payment_.id, std::nullopt);
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, till_.gateway.asked("gateway/1.refund").size());
    CPPUNIT_ASSERT_EQUAL(rupees(2000'00), till_.now(payment_.id).refunded);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.book("gateway:bank", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    till_.mustAddUp();
  }

 private:
  void lose(Money amount) {
    till_.desk.book({Till::about(Kind::DisputeLost, "pay_1", "dp_1", amount)});
  }
  void win(Money amount) {
    till_.desk.book({Till::about(Kind::DisputeWon, "pay_1", "dp_1", amount)});
  }

  void tell(Kind kind, const std::string& state) {
    auto notice = Till::about(kind, "pay_1", "dp_1", rupees(1000'00));
    notice.disputeState = state;
    till_.desk.book({notice});
  }
  void deliver(const GatewayNotice& notice) {
    GatewayDelivery delivery;
    delivery.gateway = "bank";
    delivery.eventId = "evt_" + notice.transactionId;
    delivery.providerType = "told";
    delivery.body = "{}";
    delivery.notices = {notice};
    till_.desk.receive(delivery);
  }
  void mustBeWon() {
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(invoice_).balance);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment_.id).chargedBack);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        till_.count("SELECT COUNT(*) AS n FROM disputes WHERE state = 'won' AND deducted = 0"));
    till_.mustAddUp();
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
  Id<Invoice> invoice_;
  Payment payment_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DisputesTest, "modules/billing/disputes");

}  // namespace hostler

#include "tests/core/db/threads.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;
using Kind = GatewayNotice::Kind;

// Money that goes back: never more than came in, each time with its credit note, whatever the
// gateway, the payer's bank and several people do at once.
template <class Engine>
class RefundsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(RefundsTest);
  CPPUNIT_TEST(aPartialRefundBringsItsCreditNote);
  CPPUNIT_TEST(aFullRefundIsGivenOnce);
  CPPUNIT_TEST(neverMoreThanCameInHoweverManyAsk);
  CPPUNIT_TEST(aPaymentOfTwoInvoicesIsGivenBackInTwoParts);
  CPPUNIT_TEST(whatANoteMadeCreditComesBackFromTheCredit);
  CPPUNIT_TEST(creditThatIsSpentIsToldBeforeTheGatewayIsAsked);
  CPPUNIT_TEST(creditThatIsPromisedToARefundCannotBeSpent);
  CPPUNIT_TEST(creditIsNotRefundedToCredit);
  CPPUNIT_TEST(aRefusedRefundFreesItsReservation);
  CPPUNIT_TEST(aLostAnswerBooksNothingUntilItIsFound);
  CPPUNIT_TEST(aRefundMadeAtTheGatewayIsBookedOnce);
  CPPUNIT_TEST(aRefundThatComesBeforeItsCaptureWaitsForIt);
  CPPUNIT_TEST(aRefundWhoseCaptureIsBookedInTheSameMomentIsNotForgotten);
  CPPUNIT_TEST(aRefundInTheSameBatchIsNotForgotten);
  CPPUNIT_TEST(aRefundThatFailedLaterBecomesCredit);
  CPPUNIT_TEST(aGatewayThatGivesBackTooMuchIsHeld);
  CPPUNIT_TEST(whatAGatewayDidAfterAllIsHeldForAPerson);
  CPPUNIT_TEST(aChargebackOpensTheInvoiceAgain);
  CPPUNIT_TEST(aCaseThatIsWonPaysItAgain);
  CPPUNIT_TEST(aChargebackAfterARefundTakesWhatIsLeft);
  CPPUNIT_TEST(whatTheBankTookIsNotRefunded);
  CPPUNIT_TEST_SUITE_END();

 public:
  RefundsTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override {
    client_ = shop_->client();
    shop_->providers.on("gateway/1.refund", [this](const ProviderRequest& request) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"id", "rfnd_" + std::to_string(++given_)},
                             {"state", "processed"},
                             {"refund", request.body["refund"]}}};
    });
  }

  void aPartialRefundBringsItsCreditNote() {
    const auto [invoice, payment] = paid();
    const auto refund = shop_->refund(payment, inr(235'52));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    shop_->doJobs();
    const auto note = shop_->database->query("SELECT total, taxable FROM credit_notes").only();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{235'52}, note.integer("total"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{199'60}, note.integer("taxable"));
    CPPUNIT_ASSERT_EQUAL(inr(235'52), shop_->now(payment).refunded);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(stateOf(refund.id) == RefundStatus::Processed);
    shop_->mustAddUp();
  }

  void aFullRefundIsGivenOnce() {
    const auto [invoice, payment] = paid();
    shop_->refund(payment, std::nullopt);
    refused("refund_exceeds_payment", [&] { shop_->refund(payment, std::nullopt); });
    refused("refund_exceeds_payment", [&] { shop_->refund(payment, inr(1)); });
    shop_->doJobs();
    refused("refund_exceeds_payment", [&] { shop_->refund(payment, inr(1)); });
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->providers.asked("gateway/1.refund").size());
    shop_->mustAddUp();
  }

  void neverMoreThanCameInHoweverManyAsk() {
    const auto [invoice, payment] = paid();
    std::atomic<int> given{0};
    db::inThreads(8, [&, id = payment](int) {
      for (int i = 0; i < 3; ++i) {
        try {
          shop_->refund(id, inr(100'00),
                        i % 2 == 0 ? RefundDestination::Source : RefundDestination::Credit);
          ++given;
        } catch (const DomainError& error) {
          CPPUNIT_ASSERT_EQUAL(std::string{"refund_exceeds_payment"}, error.code());
        }
      }
    });
    CPPUNIT_ASSERT_EQUAL(5, given.load());
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(500'00), shop_->now(payment).refunded);
    shop_->refund(payment, inr(88'82));
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Refunded);
    shop_->mustAddUp();
  }

  void aPaymentOfTwoInvoicesIsGivenBackInTwoParts() {
    const auto first = shop_->issue(client_, inr(499'00)).id;
    const auto second = shop_->issue(client_, inr(499'00)).id;
    const auto payment = shop_->attempt(client_, {first, second});
    shop_->gateway.book({MoneyShop::captured(payment, payment.amount, "pay_1")});
    shop_->refund(payment.id, inr(588'82));
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(first).stored == InvoiceStatus::Refunded);
    shop_->refund(payment.id, inr(588'82));
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(second).stored == InvoiceStatus::Refunded);
    CPPUNIT_ASSERT_EQUAL(payment.amount, shop_->now(payment.id).refunded);
    shop_->mustAddUp();
  }

  void whatANoteMadeCreditComesBackFromTheCredit() {
    const auto [invoice, payment] = paid();
    credit(invoice, inr(200'00));
    shop_->refund(payment, inr(588'82));
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(payment).refunded);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Refunded);
    shop_->mustAddUp();
  }

  void creditThatIsSpentIsToldBeforeTheGatewayIsAsked() {
    const auto [invoice, payment] = paid();
    credit(invoice, inr(200'00));
    spend(inr(150'00));
    refused("credit_was_spent", [&, id = payment] { shop_->refund(id, inr(588'82)); });
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(payment).refunded);
    shop_->refund(payment, inr(438'82));
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void creditThatIsPromisedToARefundCannotBeSpent() {
    const auto [invoice, payment] = paid();
    credit(invoice, inr(200'00));
    const auto refund = shop_->refund(payment, inr(588'82));
    refused("insufficient_credit", [&] { spend(inr(150'00)); });
    shop_->doJobs();
    CPPUNIT_ASSERT(stateOf(refund.id) == RefundStatus::Processed);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), balanceOf("write_off"));
    CPPUNIT_ASSERT_EQUAL(inr(0), balanceOf("gateway:bank"));
    shop_->mustAddUp();
  }

  void creditIsNotRefundedToCredit() {
    const auto [invoice, payment] = paid();
    credit(invoice, inr(588'82));
    refused("nothing_to_refund",
            [&, id = payment] { shop_->refund(id, inr(1), RefundDestination::Credit); });
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(payment).refunded);
  }

  void aRefusedRefundFreesItsReservation() {
    const auto [invoice, payment] = paid();
    shop_->providers.on("gateway/1.refund", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Permanent, "too_old", "older than 180 days");
    });
    const auto refund = shop_->refund(payment, inr(100'00));
    shop_->doJobs();
    CPPUNIT_ASSERT(stateOf(refund.id) == RefundStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(payment).refunded);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    shop_->refund(payment, std::nullopt, RefundDestination::Credit);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->creditOf(client_));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Refunded);
    shop_->mustAddUp();
  }

  void aLostAnswerBooksNothingUntilItIsFound() {
    const auto [invoice, payment] = paid();
    shop_->providers.on("gateway/1.refund", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Unknown, "timeout", "no answer");
    });
    const auto refund = shop_->refund(payment, inr(100'00));
    shop_->doJobs();
    CPPUNIT_ASSERT(stateOf(refund.id) == RefundStatus::Pending);
    CPPUNIT_ASSERT_EQUAL(inr(100'00), shop_->now(payment).refunded);
    shop_->providers.on("gateway/1.locate_refund", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"refund", {{"id", "rfnd_9"}, {"state", "processed"}}}}};
    });
    shop_->clock.advance(std::chrono::hours{1});
    shop_->doJobs();
    CPPUNIT_ASSERT(stateOf(refund.id) == RefundStatus::Processed);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->providers.asked("gateway/1.refund").size());
    shop_->mustAddUp();
  }

  void aRefundMadeAtTheGatewayIsBookedOnce() {
    const auto [invoice, payment] = paid();
    const auto notice = MoneyShop::about(Kind::RefundProcessed, "pay_1", "rfnd_x", inr(88'82));
    for (int i = 0; i < 3; ++i) shop_->gateway.book({notice});
    CPPUNIT_ASSERT_EQUAL(inr(88'82), shop_->now(payment).refunded);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM refunds"));
    shop_->mustAddUp();
  }

  void aRefundThatComesBeforeItsCaptureWaitsForIt() {
    const auto invoice = shop_->issue(client_, inr(499'00)).id;
    const auto payment = shop_->attempt(client_, {invoice});
    refundTold();
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(invoice).balance);
    shop_->gateway.receive({"bank",
                            "evt_1",
                            "payment.captured",
                            "{}",
                            true,
                            {MoneyShop::captured(payment, inr(588'82), "pay_1")}});
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(payment.id).refunded);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Refunded);
    shop_->mustAddUp();
  }

  void aRefundWhoseCaptureIsBookedInTheSameMomentIsNotForgotten() {
    const auto invoice = shop_->issue(client_, inr(499'00)).id;
    const auto payment = shop_->attempt(client_, {invoice});
    refundTold();
    // Booked by somebody who does not see yet that an event waits.
    shop_->gateway.book({MoneyShop::captured(payment, inr(588'82), "pay_1")});
    shop_->clock.advance(std::chrono::minutes{1});
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(payment.id).refunded);
    shop_->mustAddUp();
  }

  void aRefundInTheSameBatchIsNotForgotten() {
    const auto invoice = shop_->issue(client_, inr(499'00)).id;
    const auto payment = shop_->attempt(client_, {invoice});
    shop_->gateway.book({MoneyShop::captured(payment, inr(588'82), "pay_1"),
                         MoneyShop::about(Kind::RefundProcessed, "pay_1", "rfnd_1", inr(588'82)),
                         MoneyShop::captured(payment, inr(588'82), "pay_2")});
    CPPUNIT_ASSERT_EQUAL(inr(1177'64), shop_->now(payment.id).paid);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(payment.id).refunded);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->creditOf(client_));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Refunded);
    shop_->mustAddUp();
  }

  void aRefundThatFailedLaterBecomesCredit() {
    const auto [invoice, payment] = paid();
    shop_->refund(payment, inr(100'00));
    shop_->doJobs();
    const auto failure = MoneyShop::about(Kind::RefundFailed, "pay_1", "rfnd_1", inr(100'00));
    for (int i = 0; i < 2; ++i) shop_->gateway.book({failure});
    CPPUNIT_ASSERT_EQUAL(inr(100'00), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(inr(588'82), balanceOf("gateway:bank"));
    shop_->mustAddUp();
  }

  void aGatewayThatGivesBackTooMuchIsHeld() {
    const auto [invoice, payment] = paid();
    shop_->gateway.receive(
        {"bank",
         "evt_1",
         "refund.processed",
         "{}",
         true,
         {MoneyShop::about(Kind::RefundProcessed, "pay_1", "rfnd_1", inr(588'83))}});
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(payment).refunded);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'held'"));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
  }

  void whatAGatewayDidAfterAllIsHeldForAPerson() {
    const auto [invoice, payment] = paid();
    shop_->providers.on("gateway/1.refund", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Permanent, "refused", "not now");
    });
    const auto refund = shop_->refund(payment, inr(100'00));
    shop_->doJobs();
    auto notice = MoneyShop::about(Kind::RefundProcessed, "pay_1", "rfnd_1", inr(100'00));
    notice.refund = refund.id.text();
    shop_->gateway.receive({"bank", "evt_1", "refund.processed", "{}", true, {notice}});
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'held'"));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
  }

  void aChargebackOpensTheInvoiceAgain() {
    const auto [invoice, payment] = paid();
    const auto lost = MoneyShop::about(Kind::DisputeLost, "pay_1", "dp_1", inr(588'82));
    for (int i = 0; i < 3; ++i) shop_->gateway.book({lost});
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(invoice).balance);
    CPPUNIT_ASSERT(!shop_->now(invoice).paidAt.has_value());
    shop_->mustAddUp();
  }

  void aCaseThatIsWonPaysItAgain() {
    const auto [invoice, payment] = paid();
    const auto won = MoneyShop::about(Kind::DisputeWon, "pay_1", "dp_1", inr(588'82));
    shop_->gateway.book({won});  // nothing had been taken
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->gateway.book({MoneyShop::about(Kind::DisputeLost, "pay_1", "dp_1", inr(588'82))});
    for (int i = 0; i < 3; ++i) shop_->gateway.book({won});
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->refund(payment, std::nullopt);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Refunded);
    shop_->mustAddUp();
  }

  void aChargebackAfterARefundTakesWhatIsLeft() {
    const auto [invoice, payment] = paid();
    shop_->refund(payment, inr(235'52));
    shop_->doJobs();
    // The bank takes all of it back, of which a part had gone back already.
    shop_->gateway.book({MoneyShop::about(Kind::DisputeLost, "pay_1", "dp_1", inr(588'82))});
    CPPUNIT_ASSERT_EQUAL(inr(353'30), shop_->now(invoice).balance);
    CPPUNIT_ASSERT_EQUAL(inr(235'52), balanceOf("write_off"));
    shop_->mustAddUp();
  }

  void whatTheBankTookIsNotRefunded() {
    const auto [invoice, payment] = paid();
    shop_->payments.addCredit(shop_->staff(), client_, inr(1000'00), "Sorry");
    shop_->gateway.book({MoneyShop::about(Kind::DisputeLost, "pay_1", "dp_1", inr(588'82))});
    refused("refund_exceeds_payment", [&, id = payment] { shop_->refund(id, inr(1)); });
    CPPUNIT_ASSERT_EQUAL(inr(1000'00), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

 private:
  // Of a payment that is not booked yet.
  void refundTold() {
    shop_->gateway.receive(
        {"bank",
         "evt_2",
         "refund.processed",
         "{}",
         true,
         {MoneyShop::about(Kind::RefundProcessed, "pay_1", "rfnd_1", inr(588'82))}});
  }
  // 499 and GST, paid by "pay_1".
  std::pair<Id<Invoice>, Id<Payment>> paid() {
    const auto invoice = shop_->issue(client_, inr(499'00));
    return {invoice.id, shop_->pay(invoice, "pay_1").id};
  }
  void credit(Id<Invoice> id, Money amount) {
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.credit(tx, shop_->staff(), id, amount, "Sorry");
    });
  }
  void spend(Money amount) {
    shop_->set("tax.regime", "none");
    const auto invoice = shop_->issue(client_, amount).id;
    shop_->payments.start(shop_->actorOf(client_), {invoice}, "wallet");
  }
  RefundStatus stateOf(Id<Refund> id) {
    return shop_->database
        ->read([&](db::Reader& reader) { return shop_->refunds.find(reader, id); })
        .value()
        .status;
  }
  Money balanceOf(const std::string& book) {
    return shop_->database->read([&](db::Reader& reader) {
      return shop_->ledger.balance(reader, kPlatform, client_, book, Currency::of("INR"));
    });
  }
  static void refused(const std::string& code, const std::function<void()>& act) {
    try {
      act();
      CPPUNIT_FAIL("it was not refused: " + code);
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(code, error.code());
    }
  }

  Id<Account> client_;
  int given_ = 0;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(RefundsTest, "modules/billing/refunds");

}  // namespace hostler

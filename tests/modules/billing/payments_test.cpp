#include "tests/core/db/threads.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;
using Kind = GatewayNotice::Kind;

// Money that comes in: by gateway, by hand and from credit, once each and to the paisa.
template <class Engine>
class PaymentsTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(PaymentsTest);
  CPPUNIT_TEST(creditLowersWhatIsDue);
  CPPUNIT_TEST(creditThatWasAppliedIsGivenBack);
  CPPUNIT_TEST(onlyCreditIsGivenBackAndOnlyOnce);
  CPPUNIT_TEST(anInvoiceThatIsPaidKeepsItsCredit);
  CPPUNIT_TEST(whatCreditPaysIsAnnouncedLikeAnyPayment);
  CPPUNIT_TEST(creditIsNeverSpentTwice);
  CPPUNIT_TEST(partsAddUpToPaidAtExactlyZero);
  CPPUNIT_TEST(onePaisaShortIsNotPaid);
  CPPUNIT_TEST(whatIsTooMuchBecomesCredit);
  CPPUNIT_TEST(onePaymentPaysSeveralInvoicesInTurn);
  CPPUNIT_TEST(aBankReferenceIsBookedOnce);
  CPPUNIT_TEST(anEventDeliveredTenTimesIsBookedOnce);
  CPPUNIT_TEST(deliveriesAtOnceAreBookedOnce);
  CPPUNIT_TEST(aWebhookAndAReturnBookOnePayment);
  CPPUNIT_TEST(twoCapturesOfOneOrderAreTwoMovements);
  CPPUNIT_TEST(aLateFailureUndoesNothing);
  CPPUNIT_TEST(aSuccessAfterAFailureCounts);
  CPPUNIT_TEST(anotherCurrencyIsHeldForAPerson);
  CPPUNIT_TEST(moneyForNoAttemptWaitsForAPerson);
  CPPUNIT_TEST(anEventOfTheOtherModeHasNoEffect);
  CPPUNIT_TEST(aCancelledInvoiceThatIsPaidBecomesCredit);
  CPPUNIT_TEST(aFeeOfTheGatewayIsBookedApart);
  CPPUNIT_TEST(anOpenAttemptIsUsedAgain);
  CPPUNIT_TEST(nobodyPaysWhatIsNotTheirs);
  CPPUNIT_TEST(whatIsPaidIsNotPaidAgain);
  CPPUNIT_TEST_SUITE_END();

 public:
  PaymentsTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override { client_ = shop_->client(); }

  void creditLowersWhatIsDue() {
    const auto invoice = due();
    shop_->payments.addCredit(shop_->staff(), client_, inr(500'00), "Sorry");
    shop_->database->transaction([&](db::Transaction& tx) {
      auto open = shop_->now(invoice);
      CPPUNIT_ASSERT(!shop_->credit.payInvoice(tx, open));
      CPPUNIT_ASSERT(shop_->credit.payPart(tx, open));
      std::vector<Invoice> changed{open};
      shop_->billing.settle(tx, shop_->staff(), changed);
    });
    CPPUNIT_ASSERT_EQUAL(inr(678'82), shop_->now(invoice).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::PartiallyPaid);
    shop_->mustAddUp();
  }

  void creditThatWasAppliedIsGivenBack() {
    const auto invoice = due();
    applied(invoice, inr(500'00));
    CPPUNIT_ASSERT_EQUAL(inr(678'82), shop_->now(invoice).balance);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));

    CPPUNIT_ASSERT_EQUAL(inr(500'00), unapply(invoice));
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), shop_->now(invoice).balance);
    CPPUNIT_ASSERT_EQUAL(inr(500'00), shop_->creditOf(client_));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM credit_notes"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         shop_->count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = "
                                      "'invoice.credit_unapplied'"));
    // It may be applied again, and the invoice cancelled with it.
    applied(invoice, inr(0));
    CPPUNIT_ASSERT_EQUAL(inr(678'82), shop_->now(invoice).balance);
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice, "Wrong client");
    });
    CPPUNIT_ASSERT_EQUAL(inr(500'00), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void onlyCreditIsGivenBackAndOnlyOnce() {
    const auto invoice = due();
    byHand(invoice, "UTR1", inr(700'00));
    refused("no_credit_applied", [&] { unapply(invoice); });
    applied(invoice, inr(100'00));
    CPPUNIT_ASSERT_EQUAL(inr(100'00), unapply(invoice));
    CPPUNIT_ASSERT_EQUAL(inr(478'82), shop_->now(invoice).balance);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::PartiallyPaid);
    refused("no_credit_applied", [&] { unapply(invoice); });
    CPPUNIT_ASSERT_EQUAL(inr(100'00), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void anInvoiceThatIsPaidKeepsItsCredit() {
    const auto invoice = due();
    applied(invoice, inr(2000'00));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
    refused("invoice_settled", [&] { unapply(invoice); });
    CPPUNIT_ASSERT_EQUAL(inr(821'18), shop_->creditOf(client_));
  }

  void whatCreditPaysIsAnnouncedLikeAnyPayment() {
    shop_->payments.addCredit(shop_->staff(), client_, inr(3000'00), "Sorry");
    const auto byWallet = due(), bySelf = due(), inPart = due();
    shop_->payments.start(shop_->actorOf(client_), {byWallet}, "wallet");
    shop_->database->transaction([&](db::Transaction& tx) {
      for (const auto id : {bySelf, inPart}) {
        auto open = shop_->now(id);
        CPPUNIT_ASSERT(shop_->billing.payFromCredit(tx, shop_->staff(), open));
      }
      auto still = shop_->now(inPart);
      CPPUNIT_ASSERT(!shop_->billing.payFromCredit(tx, shop_->staff(), still));
    });
    CPPUNIT_ASSERT(shop_->now(byWallet).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(shop_->now(bySelf).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(shop_->now(inPart).stored == InvoiceStatus::PartiallyPaid);

    std::map<std::string, std::int64_t> told;
    for (const auto& row : shop_->database->query(
             "SELECT payload FROM events WHERE name = 'payment.received' ORDER BY id")) {
      const auto fact = Json::parse(row.text("payload"));
      CPPUNIT_ASSERT_EQUAL(std::string{"wallet"}, fact["gateway"].get<std::string>());
      told[fact["invoices"][0]] = fact["amount"]["amount"];
    }
    const std::map<std::string, std::int64_t> expected{
        {byWallet.text(), 1178'82}, {bySelf.text(), 1178'82}, {inPart.text(), 642'36}};
    CPPUNIT_ASSERT(expected == told);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{3},
        shop_->count("SELECT COUNT(*) AS n FROM transactions WHERE gateway = 'wallet'"));
    shop_->mustAddUp();
  }

  void creditIsNeverSpentTwice() {
    shop_->payments.addCredit(shop_->staff(), client_, inr(1178'82), "Sorry");
    std::vector<Id<Invoice>> invoices;
    for (int i = 0; i < 6; ++i) invoices.push_back(due());
    std::atomic<int> paid{0}, refused{0};
    db::inThreads(6, [&](int i) {
      try {
        shop_->payments.start(shop_->actorOf(client_), {invoices[i]}, "wallet");
        ++paid;
      } catch (const DomainError& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"insufficient_credit"}, error.code());
        ++refused;
      }
    });
    CPPUNIT_ASSERT_EQUAL(1, paid.load());
    CPPUNIT_ASSERT_EQUAL(5, refused.load());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void partsAddUpToPaidAtExactlyZero() {
    const auto invoice = due();
    byHand(invoice, "UTR1", inr(700'00));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::PartiallyPaid);
    byHand(invoice, "UTR2", inr(478'82));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(shop_->now(invoice).paidAt.has_value());
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void onePaisaShortIsNotPaid() {
    const auto invoice = due();
    byHand(invoice, "UTR1", inr(700'00));
    byHand(invoice, "UTR2", inr(478'81));
    CPPUNIT_ASSERT_EQUAL(inr(1), shop_->now(invoice).balance);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::PartiallyPaid);
    const auto other = due();
    const auto payment = shop_->attempt(client_, {other});
    shop_->gateway.book({MoneyShop::captured(payment, inr(1178'81), "pay_1")});
    CPPUNIT_ASSERT_EQUAL(inr(1), shop_->now(other).balance);
  }

  void whatIsTooMuchBecomesCredit() {
    const auto first = due(), second = due();
    byHand(first, "UTR1", inr(2000'00));
    CPPUNIT_ASSERT(shop_->now(first).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(821'18), shop_->creditOf(client_));
    const auto payment = shop_->attempt(client_, {second});
    shop_->gateway.book({MoneyShop::captured(payment, inr(1178'83), "pay_1")});
    CPPUNIT_ASSERT_EQUAL(inr(821'19), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void onePaymentPaysSeveralInvoicesInTurn() {
    const auto first = due(), second = due();
    const auto payment = shop_->attempt(client_, {second, first});
    CPPUNIT_ASSERT_EQUAL(inr(2357'64), payment.amount);
    shop_->gateway.book({MoneyShop::captured(payment, inr(1500'00), "pay_1")});
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->now(first).balance);
    CPPUNIT_ASSERT_EQUAL(inr(857'64), shop_->now(second).balance);
    shop_->mustAddUp();
  }

  void aBankReferenceIsBookedOnce() {
    const auto first = due(), second = due();
    byHand(first, "UTR1", inr(700'00));
    refused("reference_used", [&] { byHand(first, "UTR1", inr(478'82)); });
    refused("reference_used", [&] { byHand(second, "UTR1", inr(700'00)); });
    CPPUNIT_ASSERT_EQUAL(inr(478'82), shop_->now(first).balance);
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), shop_->now(second).balance);
  }

  void anEventDeliveredTenTimesIsBookedOnce() {
    const auto invoice = due();
    const auto payment = shop_->attempt(client_, {invoice});
    for (int i = 0; i < 10; ++i)
      shop_->gateway.receive(delivery("evt_1", {MoneyShop::captured(payment, inr(1178'82), "p")}));
    // The same payment by another event, too.
    shop_->gateway.receive(delivery("evt_2", {MoneyShop::captured(payment, inr(1178'82), "p")}));
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, shop_->count("SELECT COUNT(*) AS n FROM transactions"));
    CPPUNIT_ASSERT_EQUAL(std::string{"ignored"}, stateOf("evt_2"));
    shop_->mustAddUp();
  }

  void deliveriesAtOnceAreBookedOnce() {
    std::vector<Payment> payments;
    for (int i = 0; i < 8; ++i) payments.push_back(shop_->attempt(client_, {due()}));
    db::inThreads(8, [&](int thread) {
      for (std::size_t i = 0; i < payments.size(); ++i) {
        const auto& payment = payments[(i + static_cast<std::size_t>(thread)) % payments.size()];
        const auto id = payment.id.text();
        shop_->gateway.receive(
            delivery("evt_" + id, {MoneyShop::captured(payment, payment.amount, "pay_" + id)}));
      }
    });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, shop_->count("SELECT COUNT(*) AS n FROM transactions"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{8}, shop_->count("SELECT COUNT(*) AS n FROM gateway_events"));
    for (const auto& payment : payments) {
      CPPUNIT_ASSERT_EQUAL(payment.amount, shop_->now(payment.id).paid);
      CPPUNIT_ASSERT(shop_->now(payment.invoices.at(0)).stored == InvoiceStatus::Paid);
    }
    CPPUNIT_ASSERT_EQUAL(inr(0), shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void aWebhookAndAReturnBookOnePayment() {
    const auto payment = shop_->attempt(client_, {due()});
    const auto notice = MoneyShop::captured(payment, payment.amount, "pay_1");
    db::inThreads(2, [&](int which) {
      if (which == 0) {
        shop_->gateway.receive(delivery("evt_1", {notice}));
      } else {
        shop_->gateway.book({notice});
      }
    });
    CPPUNIT_ASSERT_EQUAL(payment.amount, shop_->now(payment.id).paid);
    shop_->mustAddUp();
  }

  void twoCapturesOfOneOrderAreTwoMovements() {
    const auto payment = shop_->attempt(client_, {due()});
    shop_->gateway.book({MoneyShop::captured(payment, payment.amount, "pay_1"),
                         MoneyShop::captured(payment, payment.amount, "pay_2")});
    CPPUNIT_ASSERT_EQUAL(payment.amount.times(2), shop_->now(payment.id).paid);
    CPPUNIT_ASSERT_EQUAL(payment.amount, shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void aLateFailureUndoesNothing() {
    const auto invoice = due();
    const auto payment = shop_->pay(shop_->now(invoice), "pay_1");
    auto failure = MoneyShop::captured(payment, payment.amount, "pay_0");
    failure.kind = Kind::Failed;
    shop_->gateway.book({failure});
    CPPUNIT_ASSERT(shop_->now(payment.id).status == PaymentStatus::Succeeded);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
  }

  void aSuccessAfterAFailureCounts() {
    const auto payment = shop_->attempt(client_, {due()});
    auto failure = MoneyShop::captured(payment, payment.amount, "pay_0");
    failure.kind = Kind::Failed;
    failure.errorCode = "card_declined";
    shop_->gateway.book({failure});
    CPPUNIT_ASSERT(shop_->now(payment.id).status == PaymentStatus::Failed);
    shop_->gateway.book({MoneyShop::captured(payment, payment.amount, "pay_1")});
    CPPUNIT_ASSERT(shop_->now(payment.id).status == PaymentStatus::Succeeded);
    CPPUNIT_ASSERT_EQUAL(std::string{}, shop_->now(payment.id).errorCode);
    shop_->mustAddUp();
  }

  void anotherCurrencyIsHeldForAPerson() {
    const auto invoice = due();
    const auto payment = shop_->attempt(client_, {invoice});
    shop_->gateway.receive(delivery(
        "evt_1",
        {MoneyShop::captured(payment, Money::ofMinor(1178'82, Currency::of("USD")), "p")}));
    CPPUNIT_ASSERT_EQUAL(std::string{"held"}, stateOf("evt_1"));
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), shop_->now(invoice).balance);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM transactions"));
  }

  void moneyForNoAttemptWaitsForAPerson() {
    const auto invoice = due();
    GatewayNotice notice;
    notice.gateway = "bank";
    notice.kind = Kind::Captured;
    notice.references = {"order_of_somebody"};
    notice.transactionId = "pay_1";
    notice.amount = inr(1178'82);
    shop_->gateway.receive(delivery("evt_1", {notice}));
    CPPUNIT_ASSERT_EQUAL(std::string{"unmatched"}, stateOf("evt_1"));
    const auto event = shop_->database->query("SELECT id FROM gateway_events")
                           .only()
                           .template id<GatewayEvent>("id");
    shop_->gateway.assign(shop_->staff(), event, invoice);
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Paid);
    refused("not_unmatched", [&] { shop_->gateway.assign(shop_->staff(), event, invoice); });
    shop_->mustAddUp();
  }

  void anEventOfTheOtherModeHasNoEffect() {
    const auto invoice = due();
    const auto payment = shop_->attempt(client_, {invoice});
    auto test = delivery("evt_1", {MoneyShop::captured(payment, payment.amount, "pay_1")});
    test.counts = false;
    shop_->gateway.receive(test);
    CPPUNIT_ASSERT_EQUAL(std::string{"ignored"}, stateOf("evt_1"));
    CPPUNIT_ASSERT_EQUAL(inr(1178'82), shop_->now(invoice).balance);
  }

  void aCancelledInvoiceThatIsPaidBecomesCredit() {
    const auto invoice = due();
    const auto payment = shop_->attempt(client_, {invoice});
    shop_->database->transaction([&](db::Transaction& tx) {
      shop_->corrections.cancel(tx, shop_->staff(), invoice, "Wrong");
    });
    shop_->gateway.book({MoneyShop::captured(payment, payment.amount, "pay_1")});
    CPPUNIT_ASSERT(shop_->now(invoice).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(payment.amount, shop_->creditOf(client_));
    shop_->mustAddUp();
  }

  void aFeeOfTheGatewayIsBookedApart() {
    const auto payment = shop_->attempt(client_, {due()});
    auto notice = MoneyShop::captured(payment, payment.amount, "pay_1");
    notice.fee = inr(27'82);
    shop_->gateway.book({notice});
    CPPUNIT_ASSERT_EQUAL(inr(27'82), balanceOf("gateway_fees"));
    CPPUNIT_ASSERT_EQUAL(inr(1151'00), balanceOf("gateway:bank"));
    shop_->mustAddUp();
  }

  void anOpenAttemptIsUsedAgain() {
    const auto invoice = due(), other = due();
    const auto actor = shop_->actorOf(client_);
    const auto first = shop_->payments.start(actor, {invoice}, "bank");
    CPPUNIT_ASSERT_EQUAL(first.id, shop_->payments.start(actor, {invoice, invoice}, "bank").id);
    CPPUNIT_ASSERT(first.id != shop_->payments.start(actor, {invoice, other}, "bank").id);
    // What is owed has changed, so the order that was made does not fit any more.
    byHand(invoice, "UTR1", inr(1'00));
    CPPUNIT_ASSERT(first.id != shop_->payments.start(actor, {invoice}, "bank").id);
  }

  void nobodyPaysWhatIsNotTheirs() {
    const auto invoice = due();
    const auto stranger = shop_->client();
    CPPUNIT_ASSERT_THROW(shop_->payments.start(shop_->actorOf(stranger), {invoice}, "bank"),
                         NotFound);
    CPPUNIT_ASSERT_THROW(shop_->payments.start(shop_->actorOf(client_), {invoice}, "stripe"),
                         ValidationError);
    CPPUNIT_ASSERT_THROW(shop_->payments.start(shop_->actorOf(client_), {}, "bank"),
                         ValidationError);
    const auto foreign = shop_->issue(stranger, inr(1'00));
    CPPUNIT_ASSERT_THROW(shop_->payments.start(shop_->staff(), {invoice, foreign.id}, "bank"),
                         NotFound);
  }

  void whatIsPaidIsNotPaidAgain() {
    const auto invoice = due();
    byHand(invoice, "UTR1", inr(1178'82));
    refused("invoice_not_payable", [&] { byHand(invoice, "UTR2", inr(1)); });
    refused("invoice_not_payable",
            [&] { shop_->payments.start(shop_->actorOf(client_), {invoice}, "wallet"); });
  }

 private:
  // Adds credit, and pays as much of the invoice as it can.
  void applied(Id<Invoice> invoice, Money credit) {
    if (credit.isPositive()) shop_->payments.addCredit(shop_->staff(), client_, credit, "Sorry");
    shop_->database->transaction([&](db::Transaction& tx) {
      auto open = shop_->now(invoice);
      CPPUNIT_ASSERT(shop_->billing.payFromCredit(tx, shop_->staff(), open));
    });
  }
  Money unapply(Id<Invoice> invoice) {
    return shop_->database->transaction([&](db::Transaction& tx) {
      return shop_->corrections.unapplyCredit(tx, shop_->staff(), invoice, "Meant for another");
    });
  }
  // 999 and GST.
  Id<Invoice> due() { return shop_->issue(client_, inr(999'00)).id; }
  Payment byHand(Id<Invoice> invoice, const std::string& reference, Money amount) {
    return shop_->payments.markPaid(shop_->staff(), invoice, "bank_transfer", reference, amount);
  }
  static GatewayDelivery delivery(const std::string& event, std::vector<GatewayNotice> notices) {
    return {"bank", event, "payment.captured", "{}", true, std::move(notices)};
  }
  std::string stateOf(const std::string& event) {
    return shop_->database->query("SELECT state FROM gateway_events WHERE event_id = ?", event)
        .only()
        .text("state");
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
};
HOSTLER_SUITE_ON_BOTH_ENGINES(PaymentsTest, "modules/billing/payments");

}  // namespace hostler

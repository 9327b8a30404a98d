#include "tests/modules/billing/till.h"

#include <limits>

namespace hostler {

using namespace testing;
using namespace db;
using Kind = GatewayNotice::Kind;

// What a gateway told and could not be booked waits for a person, who has a way to end the waiting:
// once, by name, and with the money where it belongs.
template <class Engine>
class HeldEventsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HeldEventsTest);
  CPPUNIT_TEST(moneyOfAnotherCurrencyIsBookedOnAnInvoiceInIt);
  CPPUNIT_TEST(moneyOfAnotherCurrencyBecomesItsPayersCredit);
  CPPUNIT_TEST(moneyOfNobodyBecomesTheCreditOfWhomAPersonNames);
  CPPUNIT_TEST(itIsNotBookedOnAnInvoiceOfAnotherCurrency);
  CPPUNIT_TEST(whatIsDismissedWaitsNoMoreAndMovesNothing);
  CPPUNIT_TEST(whatHoldsNoMoneyIsOnlyDismissed);
  CPPUNIT_TEST(whatWasBookedMeanwhileIsNotBookedTwice);
  CPPUNIT_TEST(whatWaitedForTheMoneyFollowsIt);
  CPPUNIT_TEST(oneThatFitsByNowIsBookedWhenItIsReplayed);
  CPPUNIT_TEST(whatWaitedForAPartOfItFollowsWhenItIsReplayed);
  CPPUNIT_TEST(oneThatStillFitsNothingStaysAsItIs);
  CPPUNIT_TEST(allThatGatewaysSentIsListed);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { client_ = till_.client(); }

  void moneyOfAnotherCurrencyIsBookedOnAnInvoiceInIt() {
    const auto attempt = dollarsForRupees();
    InvoiceRequest request;
    request.account = client_;
    request.currency = Currency::of("USD");
    LineDraft line;
    line.description = "Hosting";
    line.unitPrice = dollars(5'00);
    line.discount = dollars(0);
    request.lines = {line};
    const auto invoice = till_.database->transaction(
        [&](db::Transaction& tx) { return till_.billing.issue(tx, Till::staff(), request); });

    till_.desk.assign(Till::staff(), waiting().id, invoice.id);

    CPPUNIT_ASSERT(till_.now(invoice.id).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(till_.now(attempt.id).status == PaymentStatus::Cancelled);
    CPPUNIT_ASSERT(till_.now(attempt.invoices.at(0)).stored == InvoiceStatus::Unpaid);
    mustBeSettled("booked");
    till_.mustAddUp();
  }

  void moneyOfAnotherCurrencyBecomesItsPayersCredit() {
    dollarsForRupees();
    const auto event = waiting().id;
    till_.desk.putToCredit(Till::staff(), event, std::nullopt, "They pay by the wrong card");
    CPPUNIT_ASSERT_EQUAL(dollars(5'00), credit(Currency::of("USD")));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        till_.count("SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'payment.assigned'"));
    mustBeSettled("booked");
    Till::refused("not_unmatched",
                  [&] { till_.desk.putToCredit(Till::staff(), event, std::nullopt, "Again"); });
    CPPUNIT_ASSERT_EQUAL(dollars(5'00), credit(Currency::of("USD")));
    till_.mustAddUp();
  }

  void moneyOfNobodyBecomesTheCreditOfWhomAPersonNames() {
    strayMoney();
    const auto event = waiting().id;
    CPPUNIT_ASSERT_EQUAL(rupees(5'00), waiting().amount.value());
    CPPUNIT_ASSERT_EQUAL(std::string{"pay_1"}, waiting().transactionId);
    CPPUNIT_ASSERT_THROW(till_.desk.putToCredit(Till::staff(), event, std::nullopt, "?"),
                         ValidationError);
    till_.desk.putToCredit(Till::staff(), event, client_, "Paid by their bank");
    CPPUNIT_ASSERT_EQUAL(rupees(5'00), till_.creditOf(client_));
    mustBeSettled("booked");
    till_.mustAddUp();
  }

  void itIsNotBookedOnAnInvoiceOfAnotherCurrency() {
    const auto attempt = dollarsForRupees();
    Till::refused("other_currency",
                  [&] { till_.desk.assign(Till::staff(), waiting().id, attempt.invoices.at(0)); });
    CPPUNIT_ASSERT_EQUAL(std::string{"held"}, waiting().state);
    CPPUNIT_ASSERT(till_.now(attempt.id).isOpen());
  }

  void whatIsDismissedWaitsNoMoreAndMovesNothing() {
    const auto attempt = dollarsForRupees();
    const auto event = waiting().id;
    till_.desk.dismiss(Till::staff(), event, "Given back at the gateway");
    mustBeSettled("dismissed");
    CPPUNIT_ASSERT(till_.now(attempt.id).status == PaymentStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, till_.count("SELECT COUNT(*) AS n FROM transactions"));
    const auto entry = till_.database
                           ->query(
                               "SELECT object, state_after FROM audit_entries WHERE action = "
                               "'gateway_event.dismissed'")
                           .only();
    CPPUNIT_ASSERT_EQUAL(event.text(), entry.text("object"));
    Till::refused("not_unmatched", [&] { till_.desk.dismiss(Till::staff(), event, "Again"); });
    // The gateway tells it again: it stays settled.
    till_.desk.receive(delivery("evt_1", Till::captured(attempt, dollars(5'00), "pay_1")));
    mustBeSettled("dismissed");
  }

  void whatHoldsNoMoneyIsOnlyDismissed() {
    const auto invoice = till_.issue(client_, rupees(5'00)).id;
    const auto payment = till_.attempt(client_, {invoice});
    till_.desk.receive(delivery("evt_0", Till::captured(payment, rupees(5'00), "pay_1")));
    till_.desk.receive(
        delivery("evt_1", Till::about(Kind::RefundProcessed, "pay_1", "rfnd_1", rupees(5'01))));
    const auto event = waiting().id;
    Till::refused("not_unmatched",
                  [&] { till_.desk.putToCredit(Till::staff(), event, client_, "x"); });
    till_.desk.dismiss(Till::staff(), event, "A paisa too much, given as a courtesy");
    CPPUNIT_ASSERT(listed().empty());
    CPPUNIT_ASSERT(till_.now(payment.id).status == PaymentStatus::Succeeded);
  }

  void whatWasBookedMeanwhileIsNotBookedTwice() {
    strayMoney();
    const auto payment = till_.attempt(client_, {till_.issue(client_, rupees(5'00)).id});
    till_.desk.receive(delivery("evt_2", Till::captured(payment, rupees(5'00), "pay_1")));
    till_.desk.putToCredit(Till::staff(), waiting().id, client_, "Theirs");
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, till_.count("SELECT COUNT(*) AS n FROM transactions"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, till_.count("SELECT COUNT(*) AS n FROM payments"));
    CPPUNIT_ASSERT(listed().empty());
  }

  void whatWaitedForTheMoneyFollowsIt() {
    strayMoney();
    till_.desk.receive(
        delivery("evt_2", Till::about(Kind::DisputeLost, "pay_1", "dp_1", rupees(5'00))));
    till_.desk.putToCredit(Till::staff(), waiting().id, client_, "Theirs");
    till_.doJobs();
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{2},
        till_.count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'booked'"));
    till_.mustAddUp();
  }

  void oneThatFitsByNowIsBookedWhenItIsReplayed() {
    strayMoney();
    const auto event = waiting().id;
    const auto invoice = till_.issue(client_, rupees(5'00)).id;
    const auto payment = till_.attempt(client_, {invoice});
    till_.database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE payments SET gateway_reference = 'order_of_nobody' WHERE id = ?",
                 payment.id);
    });

    const auto after = till_.desk.replay(Till::staff(), event);

    CPPUNIT_ASSERT_EQUAL(std::string{"booked"}, after.state);
    CPPUNIT_ASSERT(after.payment == payment.id);
    CPPUNIT_ASSERT(till_.now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        till_.count(
            "SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'gateway_event.replayed'"));
    Till::refused("not_replayable", [&] { till_.desk.replay(Till::staff(), event); });
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, till_.count("SELECT COUNT(*) AS n FROM transactions"));
    till_.mustAddUp();
  }

  void whatWaitedForAPartOfItFollowsWhenItIsReplayed() {
    Payment one, other;
    one.reference = "order_of_nobody";
    other.reference = "order_of_somebody_else";
    auto both = delivery("evt_1", Till::captured(one, rupees(5'00), "pay_1"));
    both.notices.push_back(Till::captured(other, rupees(7'00), "pay_9"));
    till_.desk.receive(both);
    till_.desk.receive(
        delivery("evt_2", Till::about(Kind::RefundProcessed, "pay_1", "rfnd_1", rupees(5'00))));
    till_.clock.advance(std::chrono::minutes{2});
    till_.doJobs();  // the refund was looked at again, and waits on
    const auto invoice = till_.issue(client_, rupees(5'00)).id;
    const auto payment = till_.attempt(client_, {invoice});
    till_.database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE payments SET gateway_reference = 'order_of_nobody' WHERE id = ?",
                 payment.id);
    });

    CPPUNIT_ASSERT_EQUAL(std::string{"unmatched"},
                         till_.desk.replay(Till::staff(), waiting().id).state);
    till_.doJobs();

    CPPUNIT_ASSERT_EQUAL(rupees(5'00), till_.now(payment.id).refunded);
    CPPUNIT_ASSERT(till_.now(invoice).stored == InvoiceStatus::Refunded);
    till_.mustAddUp();
  }

  void oneThatStillFitsNothingStaysAsItIs() {
    const auto attempt = dollarsForRupees();
    const auto event = waiting().id;
    CPPUNIT_ASSERT_EQUAL(std::string{"held"}, till_.desk.replay(Till::staff(), event).state);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, till_.count("SELECT COUNT(*) AS n FROM transactions"));
    CPPUNIT_ASSERT(till_.now(attempt.id).isOpen());
    till_.desk.dismiss(Till::staff(), event, "Given back at the gateway");
    Till::refused("not_replayable", [&] { till_.desk.replay(Till::staff(), event); });
    CPPUNIT_ASSERT_THROW(till_.desk.replay(Till::staff(), Id<GatewayEvent>::of(9)), NotFound);
  }

  void allThatGatewaysSentIsListed() {
    const auto payment = till_.attempt(client_, {till_.issue(client_, rupees(5'00)).id});
    till_.desk.receive(delivery("evt_0", Till::captured(payment, rupees(5'00), "pay_0")));
    strayMoney();
    const auto some = [&](const GatewayDesk::EventFilter& filter) {
      std::vector<std::string> ids;
      const auto events = till_.database->read([&](Reader& reader) {
        return till_.desk.events(reader, filter, http::ListOrder::of({}), 10);
      });
      for (const auto& event : events) ids.push_back(event.eventId);
      return ids;
    };
    CPPUNIT_ASSERT((std::vector<std::string>{"evt_1", "evt_0"}) == some({}));
    CPPUNIT_ASSERT((std::vector<std::string>{"evt_0"}) == some({"bank", "booked"}));
    CPPUNIT_ASSERT(some({"stripe", std::nullopt}).empty());
  }

 private:
  static Money dollars(std::int64_t cents) { return Money::ofMinor(cents, Currency::of("USD")); }
  static GatewayDelivery delivery(const std::string& id, const GatewayNotice& notice) {
    return {"bank", id, "payment.captured", "{}", true, {notice}};
  }
  Payment dollarsForRupees() {
    const auto payment = till_.attempt(client_, {till_.issue(client_, rupees(5'00)).id});
    till_.desk.receive(delivery("evt_1", Till::captured(payment, dollars(5'00), "pay_1")));
    return payment;
  }
  void strayMoney() {
    Payment stray;
    stray.reference = "order_of_nobody";
    till_.desk.receive(delivery("evt_1", Till::captured(stray, rupees(5'00), "pay_1")));
  }
  Money credit(Currency currency) {
    return till_.database->read(
        [&](Reader& reader) { return till_.credit.balance(reader, client_, currency); });
  }
  std::vector<GatewayDesk::StoredEvent> listed() {
    return till_.database->read([&](Reader& reader) {
      return till_.desk.needingSomeone(
          reader, Id<GatewayEvent>::of(std::numeric_limits<std::int64_t>::max()), 10);
    });
  }
  GatewayDesk::StoredEvent waiting() { return listed().at(0); }
  void mustBeSettled(const std::string& state) {
    CPPUNIT_ASSERT(listed().empty());
    CPPUNIT_ASSERT_EQUAL(
        state, till_.database->query("SELECT state FROM gateway_events").only().text("state"));
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
};
using HeldEventsOnSqlite = HeldEventsTest<OnSqlite>;
HOSTLER_SUITE(HeldEventsOnSqlite, "modules/billing/held_events");
using HeldEventsOnMariaDb = HeldEventsTest<OnMariaDb>;
HOSTLER_SUITE(HeldEventsOnMariaDb, "modules/billing/held_events");

}  // namespace hostler

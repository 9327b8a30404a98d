#include "tests/modules/billing/collector.h"

namespace hostler {

using namespace testing;
using namespace db;

// What gateways tell of the notice that a payer gets before a debit on their mandate.
template <class Engine>
class DebitNoticesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DebitNoticesTest);
  CPPUNIT_TEST(aDebitOfWhichItsPayerWasNotToldIsNotTriedAgain);
  CPPUNIT_TEST(aLateWordStopsWhatWasPlannedMeanwhile);
  CPPUNIT_TEST(whatCameInAllTheSameIsBooked);
  CPPUNIT_TEST(anOrderThatIsNotOursIsNobodys);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDebitOfWhichItsPayerWasNotToldIsNotTriedAgain() {
    const auto [invoice, payment] = debitUnderWay();
    at_.till.desk.receive(toldOf(payment, GatewayNotice::Kind::DebitNoticeFailed, "evt_1"));
    CPPUNIT_ASSERT(at_.till.now(payment).status == PaymentStatus::Processing);
    refuse(payment);
    CPPUNIT_ASSERT_EQUAL(std::string{kDebitNoticeFailed}, at_.till.now(payment).errorCode);
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.till.gateway.asked("gateway/1.charge").size());
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(invoice));
    CPPUNIT_ASSERT_EQUAL(std::string{"notice_failed"}, at_.asked.back().reason);
  }

  void whatCameInAllTheSameIsBooked() {
    const auto [invoice, payment] = debitUnderWay();
    at_.till.desk.receive(toldOf(payment, GatewayNotice::Kind::DebitNoticeSent, "evt_1"));
    at_.till.desk.receive(toldOf(payment, GatewayNotice::Kind::DebitNoticeFailed, "evt_2"));
    at_.till.desk.book({Till::captured(at_.till.now(payment), rupees(1000'00), "txn_1")});
    at_.till.desk.receive(toldOf(payment, GatewayNotice::Kind::DebitNoticeFailed, "evt_3"));
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(std::string{}, at_.till.now(payment).errorCode);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{2},
        at_.till.count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'ignored' AND "
                       "payment_id IS NOT NULL AND reason <> ''"));
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, at_.state(invoice));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.till.gateway.asked("gateway/1.charge").size());
    at_.till.mustAddUp();
  }

  // The bank's refusal may come first.
  void aLateWordStopsWhatWasPlannedMeanwhile() {
    const auto [invoice, payment] = debitUnderWay();
    refuse(payment);
    at_.run();
    CPPUNIT_ASSERT_EQUAL(std::string{"waiting"}, at_.state(invoice));
    at_.till.desk.receive(toldOf(payment, GatewayNotice::Kind::DebitNoticeFailed, "evt_1"));
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.till.gateway.asked("gateway/1.charge").size());
    CPPUNIT_ASSERT_EQUAL(std::string{"notice_failed"}, at_.asked.back().reason);
  }

  void anOrderThatIsNotOursIsNobodys() {
    const auto [invoice, payment] = debitUnderWay();
    auto foreign = toldOf(payment, GatewayNotice::Kind::DebitNoticeFailed, "evt_1");
    foreign.notices.front().references = {"order_of_another_shop"};
    at_.till.desk.receive(foreign);
    CPPUNIT_ASSERT_EQUAL(std::string{}, at_.till.now(payment).errorCode);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        at_.till.count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'ignored' AND "
                       "payment_id IS NULL"));
  }

 private:
  // An invoice whose charge the gateway has accepted, and that its bank answers later.
  std::pair<Id<Invoice>, Id<Payment>> debitUnderWay() {
    at_.save("token_1");
    at_.till.gateway.on("gateway/1.charge", [](const ProviderRequest& request) {
      const auto attempt = request.body["attempt"].get<std::string>();
      return ProviderAnswer{Outcome::Pending,
                            {{"reference", "order_" + attempt},
                             {"payment",
                              {{"id", "txn_1"},
                               {"state", "created"},
                               {"amount", request.body["amount"]},
                               {"reference", "order_" + attempt}}}}};
    });
    const auto invoice = at_.due();
    at_.passDays(2);
    const auto id = at_.till.database->query("SELECT id FROM payments").only().id<Payment>("id");
    CPPUNIT_ASSERT(at_.till.now(id).status == PaymentStatus::Processing);
    return {invoice, id};
  }

  GatewayDelivery toldOf(Id<Payment> payment, GatewayNotice::Kind kind, const std::string& event) {
    GatewayNotice notice;
    notice.gateway = "bank";
    notice.eventId = event;
    notice.kind = kind;
    notice.references = {at_.till.now(payment).reference.value()};
    GatewayDelivery delivery;
    delivery.gateway = "bank";
    delivery.eventId = event;
    delivery.providerType = "order.notification";
    delivery.body = "{}";
    delivery.notices = {notice};
    return delivery;
  }

  void refuse(Id<Payment> payment) {
    auto failed = Till::captured(at_.till.now(payment), rupees(1000'00), "txn_1");
    failed.kind = GatewayNotice::Kind::Failed;
    failed.errorCode = "BAD_REQUEST_ERROR";
    at_.till.desk.book({failed});
  }

  Engine engine_;
  Collector at_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(DebitNoticesTest, "modules/billing/debit_notices");

}  // namespace hostler

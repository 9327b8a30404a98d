#include "modules/billing/billing_events.h"
#include "modules/billing/dispute.h"
#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;
using namespace std::chrono_literals;

// What lost webhooks would have told is found by asking.
template <class Engine>
class PollingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PollingTest);
  CPPUNIT_TEST(aLostCaptureIsFoundWithinMinutes);
  CPPUNIT_TEST(moneyForNobodyWaitsInTheInboxOnce);
  CPPUNIT_TEST(whatWasDismissedDoesNotComeBack);
  CPPUNIT_TEST(aRefundMadeAtTheGatewayIsBookedOnce);
  CPPUNIT_TEST(aDisputeShowsUntilWhenToAnswer);
  CPPUNIT_TEST(aLostDisputeIsBookedOnceAndStaysLost);
  CPPUNIT_TEST(theNextPollGoesOnWhereTheLastOneEnded);
  CPPUNIT_TEST(testMoneyIsNotAskedAfterInProduction);
  CPPUNIT_TEST(oneBrokenEntryDoesNotHideTheOthers);
  CPPUNIT_TEST(oneThatCannotBeBookedDoesNotStopThePoll);
  CPPUNIT_TEST(idleGatewaysAreAskedOnceADay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    client_ = till_.client();
    invoice_ = till_.issue(client_, rupees(1000'00)).id;
    payment_ = till_.attempt(client_, {invoice_});
    till_.gateway.on("gateway/1.test_connection", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, {{"live", false}}};
    });
    till_.gateway.on("gateway/1.reconcile", [this](const ProviderRequest& request) {
      places_.push_back(request.body["cursor"].get<std::string>());
      auto reply = moved_;
      reply["cursor"] = std::to_string(places_.size());
      reply["more"] = false;
      return ProviderAnswer{Outcome::Succeeded, reply};
    });
  }

  void aLostCaptureIsFoundWithinMinutes() {
    moved_["payments"] = Json::array({captured("pay_1", payment_.reference.value(), 1000'00)});
    poll();
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
    poll();
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.creditOf(client_));
    till_.mustAddUp();
  }

  void moneyForNobodyWaitsInTheInboxOnce() {
    moved_["payments"] = Json::array({captured("pay_9", "order_of_nobody", 500'00)});
    poll();
    poll();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, inbox().size());
    till_.desk.assign(Till::staff(), inbox().front().id, invoice_);
    CPPUNIT_ASSERT_EQUAL(rupees(500'00), till_.now(invoice_).balance);
    poll();
    CPPUNIT_ASSERT(inbox().empty());
    till_.mustAddUp();
  }

  void whatWasDismissedDoesNotComeBack() {
    GatewayDelivery webhook;
    webhook.gateway = "bank";
    webhook.eventId = "evt_1";
    webhook.providerType = "payment.captured";
    webhook.body = "{}";
    GatewayNotice notice;
    notice.gateway = "bank";
    notice.kind = GatewayNotice::Kind::Captured;
    notice.references = {"order_of_nobody"};
    notice.transactionId = "pay_9";
    notice.amount = rupees(500'00);
    webhook.notices = {notice};
    till_.desk.receive(webhook);
    till_.desk.dismiss(Till::staff(), inbox().front().id, "A shop of ours without an engine");
    moved_["payments"] = Json::array({captured("pay_9", "order_of_nobody", 500'00)});
    poll();
    CPPUNIT_ASSERT(inbox().empty());
  }

  void aRefundMadeAtTheGatewayIsBookedOnce() {
    till_.desk.book({Till::captured(payment_, rupees(1000'00), "pay_1")});
    moved_["refunds"] = Json::array({refunded("rfnd_1", 400'00)});
    poll();
    poll();
    CPPUNIT_ASSERT_EQUAL(rupees(400'00), till_.now(payment_.id).refunded);
    CPPUNIT_ASSERT_EQUAL(rupees(600'00), till_.book("gateway:bank", client_));
    till_.mustAddUp();
  }

  void aDisputeShowsUntilWhenToAnswer() {
    till_.desk.book({Till::captured(payment_, rupees(1000'00), "pay_1")});
    moved_["disputes"] = Json::array({disputed("open", 0)});
    poll();
    poll();
    const auto all = disputes(true);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, all.size());
    CPPUNIT_ASSERT(all.front().state == DisputeState::Open);
    CPPUNIT_ASSERT_EQUAL(std::string{"2026-06-20T00:00:00Z"}, all.front().respondBy->text());
    CPPUNIT_ASSERT_EQUAL(std::string{"fraudulent"}, all.front().reason);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment_.id).chargedBack);
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
  }

  void aLostDisputeIsBookedOnceAndStaysLost() {
    till_.desk.book({Till::captured(payment_, rupees(1000'00), "pay_1")});
    moved_["disputes"] = Json::array({disputed("lost", 1000'00)});
    moved_["disputes"][0]["fee"] = money(15'00);
    poll();
    poll();
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), till_.now(payment_.id).chargedBack);
    CPPUNIT_ASSERT_EQUAL(rupees(15'00), till_.book("gateway_fees", client_));
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), till_.now(invoice_).balance);
    moved_["disputes"] = Json::array({disputed("open", 0)});
    poll();
    CPPUNIT_ASSERT(disputes(true).empty());
    CPPUNIT_ASSERT(disputes(false).front().state == DisputeState::Lost);
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), disputes(false).front().deducted);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        till_.count("SELECT COUNT(*) AS n FROM transactions WHERE type = 'chargeback'"));
    till_.mustAddUp();
  }

  void theNextPollGoesOnWhereTheLastOneEnded() {
    poll();
    poll();
    CPPUNIT_ASSERT(places_ == std::vector<std::string>({"", "1"}));
  }

  void testMoneyIsNotAskedAfterInProduction() {
    till_.gateway.on("gateway/1.test_connection", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, {{"live", true}}};
    });
    poll();  // the till is a sandbox
    CPPUNIT_ASSERT(places_.empty());
  }

  void oneBrokenEntryDoesNotHideTheOthers() {
    moved_["payments"] =
        Json::array({{{"id", 7}}, captured("pay_1", payment_.reference.value(), 1000'00)});
    moved_["disputes"] = Json::array({Json("nonsense")});
    poll();
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
  }

  void oneThatCannotBeBookedDoesNotStopThePoll() {
    till_.bus.declare<PaymentRefunded>("r");
    till_.bus.subscribe<PaymentRefunded>(
        [](db::Transaction&, const Actor&, const Scope&, const PaymentRefunded& fact) {
          if (fact.amount == rupees(1'00)) throw std::logic_error{"nobody can take this one"};
        });
    till_.desk.book({Till::captured(payment_, rupees(1000'00), "pay_1")});
    moved_["refunds"] = Json::array({refunded("rfnd_1", 1'00), refunded("rfnd_2", 400'00)});
    auto abroad = disputed("lost", 0);
    abroad["amount"]["currency"] = abroad["deducted"]["currency"] = "USD";
    moved_["disputes"] = Json::array({abroad});
    poll();
    CPPUNIT_ASSERT_EQUAL(rupees(400'00), till_.now(payment_.id).refunded);
    CPPUNIT_ASSERT_EQUAL(rupees(0), till_.now(payment_.id).chargedBack);
    poll();
    CPPUNIT_ASSERT(places_ == std::vector<std::string>({"", "1"}));
    till_.mustAddUp();
  }

  void idleGatewaysAreAskedOnceADay() {
    const auto next = [&] {
      const auto entries = till_.poll.schedules();
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, entries.size());
      return entries.front()
          .when.next(till_.clock.now(), entries.front().zone)
          .since(till_.clock.now());
    };
    CPPUNIT_ASSERT(next() <= 10min);
    till_.clock.advance(48h);
    CPPUNIT_ASSERT(next() > 1h);
  }

 private:
  void poll() {
    till_.database->transaction([&](db::Transaction& tx) {
      till_.queue.enqueue(tx, Scope::ofTenant(kPlatform), PollGateway{"bank"});
    });
    till_.doJobs();
  }
  static Json money(std::int64_t amount) { return {{"amount", amount}, {"currency", "INR"}}; }
  static Json captured(const std::string& id, const std::string& reference, std::int64_t amount) {
    return {{"id", id}, {"state", "captured"}, {"amount", money(amount)}, {"reference", reference}};
  }
  static Json refunded(const std::string& id, std::int64_t amount) {
    return {{"id", id},
            {"payment_id", "pay_1"},
            {"refund", ""},
            {"state", "processed"},
            {"amount", money(amount)}};
  }
  static Json disputed(const std::string& state, std::int64_t deducted) {
    return {{"id", "dp_1"},
            {"payment_id", "pay_1"},
            {"state", state},
            {"amount", money(1000'00)},
            {"deducted", money(deducted)},
            {"reason", "fraudulent"},
            {"phase", "chargeback"},
            {"respond_by", 1'781'913'600}};
  }
  std::vector<GatewayDesk::StoredEvent> inbox() {
    return till_.database->read([&](Reader& reader) {
      return till_.desk.needingSomeone(reader, Id<GatewayEvent>::of(INT64_MAX), 50);
    });
  }
  std::vector<Dispute> disputes(bool openOnly) {
    return till_.database->read([&](Reader& reader) {
      return dispute_repository::list(reader, kPlatform, openOnly, {}, 50);
    });
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
  Id<Invoice> invoice_;
  Payment payment_;
  Json moved_ = Json::object();
  std::vector<std::string> places_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(PollingTest, "modules/billing/polling");

}  // namespace hostler

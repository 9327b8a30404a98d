#include "mapping.h"

#include "tests/plugins/support/conformance.h"
#include "translation.h"

#include <functional>

using namespace hostler::razorpay;
using namespace hostler::sdk;

namespace {

Json fixture(const std::string& name) {
  return hostler::testing::jsonFile(hostler::testing::sourceTree() /
                                    "tests/plugins/gateway/razorpay/fixtures" / (name + ".json"));
}

Money inr(std::int64_t paise) {
  return {paise, "INR"};
}

bool misfits(const std::function<void()>& mapping) {
  try {
    mapping();
    return false;
  } catch (const MappingError&) {
    return true;
  }
}

Json eventOf(const char* name, std::initializer_list<std::pair<const char*, Json>> entities) {
  Json payload = Json::object();
  for (const auto& [entity, value] : entities) payload[entity] = {{"entity", value}};
  return {{"entity", "event"}, {"event", name}, {"payload", payload}, {"created_at", 1767323046}};
}

}  // namespace

class RazorpayMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RazorpayMappingTest);
  CPPUNIT_TEST(readsACapturedPayment);
  CPPUNIT_TEST(readsWhyAPaymentFailed);
  CPPUNIT_TEST(readsOrdersRefundsDisputesAndTokens);
  CPPUNIT_TEST(anAttemptIsWhatItsOrderAndPaymentsAreTogether);
  CPPUNIT_TEST(wrongTypesAreNoAnswer);
  CPPUNIT_TEST(idsAndReceiptsAreStrict);
  CPPUNIT_TEST(capturedAndOrderPaidTellOfOnePayment);
  CPPUNIT_TEST(aPaidLinkNamesItselfAndItsOrder);
  CPPUNIT_TEST(refundsAndDisputesNameTheirOrder);
  CPPUNIT_TEST(aNoticeBeforeADebitNamesItsOrder);
  CPPUNIT_TEST(aLinkThatEndsNamesItself);
  CPPUNIT_TEST(aPartOfALinkIsAPayment);
  CPPUNIT_TEST(aRefundThatGoesSlowerIsTheSameRefund);
  CPPUNIT_TEST(eventsWithoutTheirEntityAreRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void readsACapturedPayment() {
    const auto payment = toPayment(fixture("payment_captured"));
    CPPUNIT_ASSERT(payment.state == PaymentState::Captured);
    CPPUNIT_ASSERT_EQUAL(inr(118000), payment.amount);
    CPPUNIT_ASSERT_EQUAL(inr(2784), *payment.fee);  // already includes its tax
    CPPUNIT_ASSERT_EQUAL(std::string{"order_EKwxwAgItmmXdp"}, payment.reference);
    CPPUNIT_ASSERT_EQUAL(std::string{"asha@examplebank"}, payment.methodDetail);
  }

  void readsWhyAPaymentFailed() {
    const auto payment = toPayment(fixture("payment_failed"));
    CPPUNIT_ASSERT(payment.state == PaymentState::Failed && !payment.fee);
    CPPUNIT_ASSERT_EQUAL(std::string{"payment_failed"}, payment.errorCode);
    CPPUNIT_ASSERT_EQUAL(std::string{"HDFC"}, payment.methodDetail);
  }

  void readsOrdersRefundsDisputesAndTokens() {
    CPPUNIT_ASSERT_EQUAL(inr(118000), toOrder(fixture("order_paid")).paid);
    const auto refund = toRefund(fixture("refund_pending"));
    CPPUNIT_ASSERT(refund.state == RefundState::Pending);
    CPPUNIT_ASSERT_EQUAL(std::string{"ref_1"}, refund.refund);
    const auto dispute = toDispute(fixture("dispute_lost"));
    CPPUNIT_ASSERT(dispute.state == DisputeState::Lost);
    CPPUNIT_ASSERT_EQUAL(inr(118000), dispute.deducted);
    const auto method = toSavedMethod(fixture("token_confirmed"));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha@examplebank"}, method.title);
    CPPUNIT_ASSERT_EQUAL(std::string{"confirmed"}, method.state);
    CPPUNIT_ASSERT_EQUAL(inr(1500000), *method.maxAmount);
  }

  void anAttemptIsWhatItsOrderAndPaymentsAreTogether() {
    auto order = toOrder(fixture("order_paid"));
    auto captured = toPayment(fixture("payment_captured")),
         failed = toPayment(fixture("payment_failed"));
    CPPUNIT_ASSERT(toAttempt(order, {captured, failed}).state == AttemptState::Paid);
    CPPUNIT_ASSERT_EQUAL(failed.id,
                         toAttempt(order, {captured, failed}).payments[0].id);  // oldest first
    order.status = "attempted";
    CPPUNIT_ASSERT(toAttempt(order, {failed}).state == AttemptState::Open);
    captured.state = PaymentState::Authorized;
    CPPUNIT_ASSERT(toAttempt(order, {captured, failed}).state == AttemptState::Processing);
  }

  void wrongTypesAreNoAnswer() {
    for (const char* member : {"id", "amount", "currency", "status", "order_id", "fee", "method"}) {
      auto bad = fixture("payment_captured");
      bad[member] = Json::array({1});
      CPPUNIT_ASSERT_MESSAGE(member, misfits([&] { toPayment(bad); }));
    }
    for (const auto& amount : {Json("118000"), Json(1180.5), Json(-1), Json(true), Json()}) {
      auto bad = fixture("payment_captured");
      bad["amount"] = amount;
      CPPUNIT_ASSERT_MESSAGE(amount.dump(), misfits([&] { toPayment(bad); }));
    }
    auto strange = fixture("payment_captured");
    strange["status"] = "dreaming";
    CPPUNIT_ASSERT(misfits([&] { toPayment(strange); }));
    CPPUNIT_ASSERT(misfits([] { toOrder("text"); }));
    CPPUNIT_ASSERT(misfits([] { itemsOf({{"items", {{"a", 1}}}}); }));
  }

  void idsAndReceiptsAreStrict() {
    CPPUNIT_ASSERT(isId("order_EKwxwAgItmmXdp", "order_"));
    for (const char* bad :
         {"order_", "pay_1", "order_../payments", "order_1?x=1", "order_1 ", "order_1\n"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !isId(bad, "order_"));
    }
    CPPUNIT_ASSERT(isReceipt("pay_0c7k2m9qz4f1h") && !isReceipt("") && !isReceipt("a b") &&
                   !isReceipt(std::string(41, 'a')));
  }

  void capturedAndOrderPaidTellOfOnePayment() {
    const auto payment = fixture("payment_captured");
    const auto captured = translate(eventOf("payment.captured", {{"payment", payment}}));
    const auto paid =
        translate(eventOf("order.paid", {{"payment", payment}, {"order", fixture("order_paid")}}));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, captured.size());
    CPPUNIT_ASSERT_EQUAL(toJson(captured[0]), toJson(paid[0]));
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.captured"}, paid[0].type);
  }

  void aPaidLinkNamesItselfAndItsOrder() {
    const auto events = translate(
        eventOf("payment_link.paid", {{"payment", fixture("payment_captured")},
                                      {"payment_link", {{"id", "plink_Fo48rl281ENAg9"}}}}));
    CPPUNIT_ASSERT(events[0].references ==
                   std::vector<std::string>({"order_EKwxwAgItmmXdp", "plink_Fo48rl281ENAg9"}));
  }

  void refundsAndDisputesNameTheirOrder() {
    const auto refunds =
        translate(eventOf("refund.created", {{"refund", fixture("refund_pending")},
                                             {"payment", fixture("payment_captured")}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"refund.created"}, refunds[0].type);
    CPPUNIT_ASSERT(refunds[0].references == std::vector<std::string>{"order_EKwxwAgItmmXdp"});
    const auto disputes =
        translate(eventOf("payment.dispute.lost", {{"dispute", fixture("dispute_lost")},
                                                   {"payment", fixture("payment_captured")}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"dispute.lost"}, disputes[0].type);
    const auto methods =
        translate(eventOf("token.rejected", {{"token", fixture("token_confirmed")}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"method.rejected"}, methods[0].type);
    CPPUNIT_ASSERT(translate(eventOf("settlement.processed", {})).empty());
  }

  void aNoticeBeforeADebitNamesItsOrder() {
    const Json notice{{"id", "notification_1"},
                      {"entity", "notification"},
                      {"order_id", "order_EKwxwAgItmmXdp"},
                      {"token_id", "token_1"},
                      {"delivered_at", nullptr},
                      {"status", "failed"},
                      {"payment_after", 1634057114}};
    for (const auto& [word, type] : {std::pair{"failed", "debit_notice.failed"},
                                     std::pair{"delivered", "debit_notice.delivered"}}) {
      const auto name = std::string{"order.notification."} + word;
      const auto events = translate(eventOf(name.c_str(), {{"notification", notice}}));
      CPPUNIT_ASSERT_EQUAL(std::size_t{1}, events.size());
      CPPUNIT_ASSERT_EQUAL(std::string{type}, events[0].type);
      CPPUNIT_ASSERT(events[0].references == std::vector<std::string>{"order_EKwxwAgItmmXdp"});
      CPPUNIT_ASSERT(!events[0].payment && !events[0].method);
    }
  }

  void aLinkThatEndsNamesItself() {
    for (const auto& [name, type] : {std::pair{"payment_link.expired", "link.expired"},
                                     std::pair{"payment_link.cancelled", "link.cancelled"}}) {
      const auto events =
          translate(eventOf(name, {{"payment_link", {{"id", "plink_Fo48rl281ENAg9"}}}}));
      CPPUNIT_ASSERT_EQUAL(std::string{type}, events.at(0).type);
      CPPUNIT_ASSERT(events[0].references == std::vector<std::string>{"plink_Fo48rl281ENAg9"});
    }
  }

  void aPartOfALinkIsAPayment() {
    const auto events =
        translate(eventOf("payment_link.partially_paid", {{"payment", fixture("payment_captured")},
                                                          {"payment_link", {{"id", "plink_1"}}}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.captured"}, events.at(0).type);
    CPPUNIT_ASSERT_EQUAL(inr(118000), events[0].payment->amount);
    CPPUNIT_ASSERT(events[0].references ==
                   std::vector<std::string>({"order_EKwxwAgItmmXdp", "plink_1"}));
  }

  void aRefundThatGoesSlowerIsTheSameRefund() {
    const auto events =
        translate(eventOf("refund.speed_changed", {{"refund", fixture("refund_pending")},
                                                   {"payment", fixture("payment_captured")}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"refund.updated"}, events.at(0).type);
    CPPUNIT_ASSERT(events[0].refund && events[0].refund->state == RefundState::Pending);
  }

  void eventsWithoutTheirEntityAreRefused() {
    for (const char* name :
         {"payment.captured", "order.paid", "refund.processed", "payment.dispute.created",
          "token.confirmed", "order.notification.failed", "payment_link.expired",
          "payment_link.partially_paid", "refund.speed_changed"}) {
      CPPUNIT_ASSERT_MESSAGE(name, misfits([&] { translate(eventOf(name, {})); }));
      CPPUNIT_ASSERT_MESSAGE(name, misfits([&] {
                               translate({{"event", name}, {"payload", Json::array()}});
                             }));
    }
    CPPUNIT_ASSERT(misfits([] { translate(Json::object()); }));
    CPPUNIT_ASSERT(misfits([] { translate(Json::array()); }));
  }
};

HOSTLER_SUITE(RazorpayMappingTest, "plugins/gateway/razorpay/mapping");

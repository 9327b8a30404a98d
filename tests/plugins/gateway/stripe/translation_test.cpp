#include "translation.h"

#include "fixtures.h"
#include "mapping.h"

using namespace hostler::stripe;
using namespace hostler::sdk;

namespace {

Json eventOf(const char* type, const Json& object) {
  return {{"id", "evt_1Sample"}, {"object", "event"},     {"type", type},
          {"livemode", false},   {"created", 1767323046}, {"data", {{"object", object}}}};
}

std::vector<GatewayEvent> told(const char* type, const std::string& name,
                               const Json& change = Json::object()) {
  auto object = fixture(name);
  object.update(change);
  return translate(eventOf(type, object));
}

}  // namespace

class StripeTranslationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StripeTranslationTest);
  CPPUNIT_TEST(twoEventsTellOfOnePayment);
  CPPUNIT_TEST(aFailureIsToldOnce);
  CPPUNIT_TEST(aHostedPagesMoneyNamesThePage);
  CPPUNIT_TEST(aFinishedPageMayStillBeUnpaid);
  CPPUNIT_TEST(refundsAreToldOneByOne);
  CPPUNIT_TEST(aDisputesEndIsWhatItsStateSays);
  CPPUNIT_TEST(methodsComeAndGo);
  CPPUNIT_TEST(uncountedMoneyMeansNothing);
  CPPUNIT_TEST(eventsWithoutTheirObjectAreRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void twoEventsTellOfOnePayment() {
    const auto byIntent = told("payment_intent.succeeded", "intent_succeeded");
    const auto byCharge = told("charge.succeeded", "charge_captured");
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.captured"}, byIntent.at(0).type);
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.captured"}, byCharge.at(0).type);
    CPPUNIT_ASSERT_EQUAL(byIntent[0].payment->id, byCharge[0].payment->id);
    CPPUNIT_ASSERT_EQUAL(byIntent[0].payment->amount, byCharge[0].payment->amount);
    CPPUNIT_ASSERT(byIntent[0].references == byCharge[0].references);
    const auto held = told("charge.succeeded", "charge_captured", {{"captured", false}});
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.authorized"}, held.at(0).type);
  }

  void aFailureIsToldOnce() {
    const auto failed = told("payment_intent.payment_failed", "intent_declined");
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.failed"}, failed.at(0).type);
    CPPUNIT_ASSERT_EQUAL(std::string{"insufficient_funds"}, failed[0].payment->errorCode);
    CPPUNIT_ASSERT(told("charge.failed", "charge_failed").empty());
    const auto canceled =
        told("payment_intent.canceled", "intent_succeeded",
             {{"status", "canceled"}, {"latest_charge", nullptr}, {"amount_received", 0}});
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.failed"}, canceled.at(0).type);
  }

  // The page's own intent is none of our references; told of it alone, the money would be nobody's.
  void aHostedPagesMoneyNamesThePage() {
    const auto paid = told("checkout.session.completed", "session_paid");
    CPPUNIT_ASSERT_EQUAL(std::string{"payment.captured"}, paid.at(0).type);
    CPPUNIT_ASSERT_EQUAL(std::string{"pi_3Sample0000000004"}, paid[0].payment->id);
    CPPUNIT_ASSERT(paid[0].references ==
                   std::vector<std::string>({"pi_3Sample0000000004", "cs_test_Sample0000000001"}));
    const Json ofLink{{"metadata", {{"attempt", "pay_4"}, {"link", "1"}}}};
    CPPUNIT_ASSERT(told("payment_intent.succeeded", "intent_succeeded", ofLink).empty());
    CPPUNIT_ASSERT(told("charge.succeeded", "charge_captured", ofLink).empty());
  }

  void aFinishedPageMayStillBeUnpaid() {
    const Json unpaid{{"payment_status", "unpaid"}};
    CPPUNIT_ASSERT(told("checkout.session.completed", "session_paid", unpaid).empty());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"payment.captured"},
        told("checkout.session.async_payment_succeeded", "session_paid").at(0).type);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"payment.failed"},
        told("checkout.session.async_payment_failed", "session_paid", unpaid).at(0).type);
  }

  void refundsAreToldOneByOne() {
    CPPUNIT_ASSERT_EQUAL(std::string{"refund.created"},
                         told("refund.created", "refund_pending").at(0).type);
    const auto done = told("refund.updated", "refund_pending", {{"status", "succeeded"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"refund.processed"}, done.at(0).type);
    CPPUNIT_ASSERT(done[0].references == std::vector<std::string>{"pi_3Sample0000000001"});
    CPPUNIT_ASSERT_EQUAL(
        std::string{"refund.failed"},
        told("charge.refund.updated", "refund_pending", {{"status", "failed"}}).at(0).type);
    CPPUNIT_ASSERT(told("charge.refunded", "charge_captured").empty());  // it only counts up
  }

  void aDisputesEndIsWhatItsStateSays() {
    CPPUNIT_ASSERT_EQUAL(std::string{"dispute.opened"},
                         told("charge.dispute.created", "dispute_open").at(0).type);
    for (const auto& [status, type] :
         {std::pair{"won", "dispute.won"}, std::pair{"lost", "dispute.lost"},
          std::pair{"warning_closed", "dispute.closed"}}) {
      CPPUNIT_ASSERT_EQUAL(
          std::string{type},
          told("charge.dispute.closed", "dispute_open", {{"status", status}}).at(0).type);
    }
  }

  void methodsComeAndGo() {
    CPPUNIT_ASSERT_EQUAL(std::string{"method.confirmed"},
                         told("payment_method.attached", "payment_method_card").at(0).type);
    const auto gone =
        told("payment_method.detached", "payment_method_card", {{"customer", nullptr}});
    CPPUNIT_ASSERT_EQUAL(std::string{"method.cancelled"}, gone.at(0).type);
    CPPUNIT_ASSERT_EQUAL(std::string{"cancelled"}, gone[0].method->state);
    const auto kept = told("setup_intent.succeeded", "setup_succeeded");
    CPPUNIT_ASSERT_EQUAL(std::string{"pm_1Sample0000000001"}, kept.at(0).method->id);
    CPPUNIT_ASSERT(kept[0].references == std::vector<std::string>{"seti_1Sample0000000001"});
    const Json failed{{"status", "requires_payment_method"},
                      {"payment_method", nullptr},
                      {"last_setup_error", {{"payment_method", {{"id", "pm_1Refused"}}}}}};
    const auto refused = told("setup_intent.setup_failed", "setup_succeeded", failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"method.rejected"}, refused.at(0).type);
    CPPUNIT_ASSERT_EQUAL(std::string{"pm_1Refused"}, refused[0].method->id);
    const auto mandate = translate(
        eventOf("mandate.updated", {{"status", "inactive"}, {"payment_method", "pm_1Sample"}}));
    CPPUNIT_ASSERT_EQUAL(std::string{"method.cancelled"}, mandate.at(0).type);
  }

  void uncountedMoneyMeansNothing() {
    CPPUNIT_ASSERT(told("charge.succeeded", "charge_captured", {{"currency", "ugx"}}).empty());
    CPPUNIT_ASSERT(told("refund.created", "refund_pending", {{"currency", "ugx"}}).empty());
    CPPUNIT_ASSERT(translate(eventOf("invoice.paid", Json::object())).empty());
  }

  void eventsWithoutTheirObjectAreRefused() {
    for (const char* type :
         {"payment_intent.succeeded", "charge.succeeded", "checkout.session.completed",
          "refund.created", "charge.dispute.created", "payment_method.attached",
          "setup_intent.succeeded", "mandate.updated"}) {
      const bool isSession = std::string_view{type}.starts_with("checkout");
      const bool isRefund = std::string_view{type} == "refund.created";
      if (!isSession && !isRefund)
        CPPUNIT_ASSERT_MESSAGE(type, misfits([&] { translate(eventOf(type, Json::object())); }));
      CPPUNIT_ASSERT_MESSAGE(type, misfits([&] {
                               translate({{"type", type}, {"data", nullptr}});
                             }));
    }
    CPPUNIT_ASSERT(misfits([] { translate(Json::object()); }));
    CPPUNIT_ASSERT(misfits([] { translate(Json::array()); }));
  }
};

HOSTLER_SUITE(StripeTranslationTest, "plugins/gateway/stripe/translation");

#include "mapping.h"

#include "fixtures.h"

using namespace hostler::stripe;
using namespace hostler::sdk;

class StripeMappingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StripeMappingTest);
  CPPUNIT_TEST(aCapturedChargeGoesByItsIntent);
  CPPUNIT_TEST(aFailedTryGoesByItsCharge);
  CPPUNIT_TEST(whatWasLetGoWasNeverPaid);
  CPPUNIT_TEST(intentAndChargeTellOfOnePayment);
  CPPUNIT_TEST(anIntentSaysWhyItWasDeclined);
  CPPUNIT_TEST(aSetupIntentMovesNothing);
  CPPUNIT_TEST(readsRefundsDisputesAndMethods);
  CPPUNIT_TEST(disputedMoneyIsGoneUntilItIsWonBack);
  CPPUNIT_TEST(aDisputeCostsWhatItsMovementsSay);
  CPPUNIT_TEST(anAttemptIsWhatItsIntentIs);
  CPPUNIT_TEST(wrongTypesAreNoAnswer);
  CPPUNIT_TEST(idsAreStrict);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aCapturedChargeGoesByItsIntent() {
    const auto payment = toPayment(fixture("charge_captured"));
    CPPUNIT_ASSERT_EQUAL(std::string{"pi_3Sample0000000001"}, payment.id);
    CPPUNIT_ASSERT_EQUAL(payment.id, payment.reference);
    CPPUNIT_ASSERT(payment.state == PaymentState::Captured);
    CPPUNIT_ASSERT_EQUAL(usd(118'000), payment.amount);
    CPPUNIT_ASSERT_EQUAL(usd(18'000), payment.refunded);
    CPPUNIT_ASSERT_EQUAL(usd(3'452), *payment.fee);
    CPPUNIT_ASSERT_EQUAL(std::string{"Visa 4242"}, payment.methodDetail);
    auto bare = fixture("charge_captured");
    bare["balance_transaction"] = "txn_3Sample0000000001";
    CPPUNIT_ASSERT(!toPayment(bare).fee);
    bare["refunded"] = true;
    CPPUNIT_ASSERT(toPayment(bare).state == PaymentState::Refunded);
  }

  void aFailedTryGoesByItsCharge() {
    const auto payment = toPayment(fixture("charge_failed"));
    CPPUNIT_ASSERT(payment.state == PaymentState::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"ch_3Sample0000000002"}, payment.id);
    CPPUNIT_ASSERT_EQUAL(std::string{"pi_3Sample0000000001"}, payment.reference);
    CPPUNIT_ASSERT_EQUAL(std::string{"insufficient_funds"}, payment.errorCode);
  }

  // An authorisation that expired is shown as "refunded"; nothing ever came.
  void whatWasLetGoWasNeverPaid() {
    auto charge = fixture("charge_captured");
    charge.update({{"captured", false}, {"amount_captured", 0}});
    CPPUNIT_ASSERT(toPayment(charge).state == PaymentState::Authorized);
    CPPUNIT_ASSERT_EQUAL(usd(118'000), toPayment(charge).amount);
    charge["refunded"] = true;
    CPPUNIT_ASSERT(toPayment(charge).state == PaymentState::Failed);
    charge["status"] = "pending";
    CPPUNIT_ASSERT(toPayment(charge).state == PaymentState::Created);
  }

  void intentAndChargeTellOfOnePayment() {
    const auto told = paymentIn(fixture("intent_succeeded"));
    CPPUNIT_ASSERT(told.state == PaymentState::Captured);
    CPPUNIT_ASSERT_EQUAL(toPayment(fixture("charge_captured")).id, told.id);
    CPPUNIT_ASSERT_EQUAL(usd(118'000), told.amount);
    auto expanded = fixture("intent_succeeded");
    expanded["latest_charge"] = fixture("charge_captured");
    CPPUNIT_ASSERT_EQUAL(toJson(toPayment(fixture("charge_captured"))),
                         toJson(paymentIn(expanded)));
  }

  void anIntentSaysWhyItWasDeclined() {
    const auto intent = toIntent(fixture("intent_declined"));
    CPPUNIT_ASSERT_EQUAL(std::string{"open"}, intent.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"insufficient_funds"}, intent.errorCode);
    CPPUNIT_ASSERT(intent.savesMethod);
    const auto payment = paymentIn(fixture("intent_declined"));
    CPPUNIT_ASSERT(payment.state == PaymentState::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"ch_3Sample0000000002"}, payment.id);
    auto canceled = fixture("intent_succeeded");
    canceled.update({{"status", "canceled"}, {"latest_charge", nullptr}});
    CPPUNIT_ASSERT(paymentIn(canceled).state == PaymentState::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"canceled"}, paymentIn(canceled).errorCode);
  }

  void aSetupIntentMovesNothing() {
    const auto intent = toIntent(fixture("setup_succeeded"));
    CPPUNIT_ASSERT(intent.isSetup() && intent.savesMethod);
    CPPUNIT_ASSERT_EQUAL(usd(0), intent.amount);
    CPPUNIT_ASSERT(stateOf(intent) == AttemptState::Paid);
    CPPUNIT_ASSERT_EQUAL(std::string{"pm_1Sample0000000001"},
                         paymentIn(fixture("setup_succeeded")).savedMethod);
  }

  void readsRefundsDisputesAndMethods() {
    const auto refund = toRefund(fixture("refund_pending"));
    CPPUNIT_ASSERT(refund.state == RefundState::Pending);
    CPPUNIT_ASSERT_EQUAL(std::string{"ref_1"}, refund.refund);
    CPPUNIT_ASSERT_EQUAL(std::string{"pi_3Sample0000000001"}, refund.paymentId);
    CPPUNIT_ASSERT_EQUAL(std::string{"7412345678901234567890"}, refund.bankReference);
    const auto dispute = toDispute(fixture("dispute_open"));
    CPPUNIT_ASSERT(dispute.state == DisputeState::Open);
    CPPUNIT_ASSERT_EQUAL(std::string{"chargeback"}, dispute.phase);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1767927845}, *dispute.respondBy);
    const auto method = toSavedMethod(fixture("payment_method_card"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Visa 4242"}, method.title);
    CPPUNIT_ASSERT_EQUAL(std::string{"confirmed"}, method.state);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1924992000}, *method.expiresAt);  // 1 January 2031
  }

  // What is taken is booked in the account's currency, here another than the payment's.
  void disputedMoneyIsGoneUntilItIsWonBack() {
    auto dispute = fixture("dispute_open");
    CPPUNIT_ASSERT_EQUAL(usd(118'000), toDispute(dispute).deducted);
    dispute["balance_transactions"].push_back({{"amount", 108'000}, {"currency", "eur"}});
    dispute["status"] = "won";
    CPPUNIT_ASSERT_EQUAL(usd(0), toDispute(dispute).deducted);
    dispute["balance_transactions"] = Json::array();
    dispute["status"] = "warning_under_review";
    CPPUNIT_ASSERT_EQUAL(usd(0), toDispute(dispute).deducted);
    CPPUNIT_ASSERT_EQUAL(std::string{"inquiry"}, toDispute(dispute).phase);
    CPPUNIT_ASSERT(toDispute(dispute).state == DisputeState::UnderReview);
  }

  void aDisputeCostsWhatItsMovementsSay() {
    auto dispute = fixture("dispute_open");
    CPPUNIT_ASSERT(toDispute(dispute).fee == (Money{1'500, "EUR"}));
    auto& movements = dispute["balance_transactions"];
    movements.push_back({{"amount", 108'000}, {"currency", "eur"}, {"fee", -500}});
    CPPUNIT_ASSERT(toDispute(dispute).fee == (Money{1'000, "EUR"}));
    movements.push_back({{"amount", 0}, {"currency", "usd"}, {"fee", 100}});
    CPPUNIT_ASSERT(!toDispute(dispute).fee);
    movements = Json::array();
    CPPUNIT_ASSERT(!toDispute(dispute).fee);
  }

  void anAttemptIsWhatItsIntentIs() {
    auto object = fixture("intent_succeeded");
    const auto stateWith = [&](const char* status) {
      object["status"] = status;
      return stateOf(toIntent(object));
    };
    CPPUNIT_ASSERT(stateWith("succeeded") == AttemptState::Paid);
    CPPUNIT_ASSERT(stateWith("processing") == AttemptState::Processing);
    CPPUNIT_ASSERT(stateWith("requires_capture") == AttemptState::Processing);
    for (const char* open :
         {"requires_payment_method", "requires_confirmation", "requires_action", "canceled"}) {
      CPPUNIT_ASSERT_MESSAGE(open, stateWith(open) == AttemptState::Open);
    }
    const auto failed = toPayment(fixture("charge_failed")),
               captured = toPayment(fixture("charge_captured"));
    const auto attempt = toAttempt(toIntent(fixture("intent_succeeded")), {captured, failed});
    CPPUNIT_ASSERT_EQUAL(failed.id, attempt.payments[0].id);  // oldest first
    CPPUNIT_ASSERT_EQUAL(usd(118'000), attempt.paid);
  }

  void wrongTypesAreNoAnswer() {
    for (const char* member : {"id", "amount_captured", "amount_refunded", "captured", "currency",
                               "status", "payment_intent", "refunded"}) {
      auto bad = fixture("charge_captured");
      bad[member] = Json::array({1});
      CPPUNIT_ASSERT_MESSAGE(member, misfits([&] { toPayment(bad); }));
    }
    auto failed = fixture("charge_failed");
    failed["amount"] = "118000";
    CPPUNIT_ASSERT(misfits([&] { toPayment(failed); }));
    for (const char* member : {"id", "amount", "currency", "status", "latest_charge", "metadata"}) {
      auto bad = fixture("intent_succeeded");
      bad[member] = Json::array({1});
      CPPUNIT_ASSERT_MESSAGE(member, misfits([&] { toIntent(bad); }));
    }
    for (const auto& amount : {Json("118000"), Json(1180.5), Json(-1), Json(true), Json()}) {
      auto bad = fixture("intent_succeeded");
      bad["amount"] = amount;
      CPPUNIT_ASSERT_MESSAGE(amount.dump(), misfits([&] { toIntent(bad); }));
    }
    auto strange = fixture("dispute_open");
    strange["status"] = "dreaming";
    CPPUNIT_ASSERT(misfits([&] { toDispute(strange); }));
    strange = fixture("dispute_open");
    strange["balance_transactions"] = {{{"amount", INT64_MIN}}, {{"amount", -1}}};
    CPPUNIT_ASSERT(misfits([&] { toDispute(strange); }));
    auto orphan = fixture("refund_pending");
    orphan.update({{"charge", nullptr}, {"payment_intent", nullptr}});
    CPPUNIT_ASSERT(misfits([&] { toRefund(orphan); }));
    auto card = fixture("payment_method_card");
    card["card"]["exp_month"] = 13;
    CPPUNIT_ASSERT(misfits([&] { toSavedMethod(card); }));
    CPPUNIT_ASSERT(misfits([] { toIntent("text"); }));
  }

  void idsAreStrict() {
    CPPUNIT_ASSERT(isId("pi_3Sample0000000001", "pi_") && isId("cs_test_a1", "cs_"));
    for (const char* bad : {"pi_", "ch_1", "pi_../charges", "pi_1?x=1", "pi_1 ", "pi_1\n"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !isId(bad, "pi_"));
    }
    CPPUNIT_ASSERT(!isId("pi_" + std::string(120, 'a'), "pi_"));
    CPPUNIT_ASSERT(isOurs("pay_0c7k2m9qz4f1h") && !isOurs("") && !isOurs("a b") &&
                   !isOurs(std::string(41, 'a')));
  }
};

HOSTLER_SUITE(StripeMappingTest, "plugins/gateway/stripe/mapping");

#include "stripe_gateway.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/conformance.h"

#include <set>

using namespace hostler::stripe;
using hostler::sdk::AttemptState;
using hostler::sdk::Json;
using hostler::sdk::Outcome;
using hostler::sdk::PaymentState;
using hostler::testing::callWith;
namespace sdk = hostler::sdk;

// What payers, banks and days do to payments that were begun well, against the sandbox.
class StripeLivesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StripeLivesTest);
  CPPUNIT_TEST(theBankMayWantThePayer);
  CPPUNIT_TEST(aDeclineTellsTheBanksReason);
  CPPUNIT_TEST(aMandateAloneIsASetupIntent);
  CPPUNIT_TEST(anAttemptIsOneEffectWhateverVerbAsks);
  CPPUNIT_TEST(theSameCheckoutMayBeDescribedAnew);
  CPPUNIT_TEST(aChargeIsFoundAfterItsKeyWasForgotten);
  CPPUNIT_TEST(onePayerIsOneCustomer);
  CPPUNIT_TEST(aHostedPageIsPaidOnce);
  CPPUNIT_TEST(aCancelledAttemptIsNotBegunAgain);
  CPPUNIT_TEST(everyPostHasAKeyAndEveryRequestAVersion);
  CPPUNIT_TEST(movementsAreReadInPages);
  CPPUNIT_TEST(anAccountThatMayNotChargeIsNotReady);
  CPPUNIT_TEST(keysOfTwoModesAreNotReady);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theBankMayWantThePayer() {
    const auto charge = chargeWith("pm_card_authenticationRequired", "pay_renewal");
    const auto refused = plugin_.charge(callWith(), charge);
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
    CPPUNIT_ASSERT_EQUAL(std::string{"authentication_required"}, refused.error().code);

    auto request = checkoutOf("pay_renewal");
    request.customer = charge.customer;
    const auto back = plugin_.checkout(callWith(), request);
    CPPUNIT_ASSERT(back && back->state == AttemptState::Open);
    CPPUNIT_ASSERT_EQUAL(std::string{"stripe_payment_element"},
                         back->nextAction.at("type").get<std::string>());
    const auto located = plugin_.locate(callWith(), {"pay_renewal"});
    CPPUNIT_ASSERT_EQUAL(back->reference, located->checkout->reference);

    pay(back->reference);
    const auto paid = plugin_.charge(callWith(), charge);
    CPPUNIT_ASSERT(paid && !paid.isPending());
    CPPUNIT_ASSERT_EQUAL(back->reference, paid->reference);
    CPPUNIT_ASSERT(paid->payment.state == PaymentState::Captured);
  }

  void aDeclineTellsTheBanksReason() {
    const auto charge = chargeWith("pm_card_visa_chargeDeclinedInsufficientFunds", "pay_declined");
    for (int i = 0; i < 2; ++i) {  // and the same again for the same attempt
      const auto refused = plugin_.charge(callWith(), charge);
      CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::Permanent);
      CPPUNIT_ASSERT_EQUAL(std::string{"insufficient_funds"}, refused.error().code);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, book("payment_intents").size());  // the setup's, and this
  }

  void aMandateAloneIsASetupIntent() {
    auto request = checkoutOf("pay_mandate", 0);
    request.customer = customer();
    request.mandate = sdk::Mandate{"card", {}, {}, "as_presented"};
    const auto begun = plugin_.setup(callWith(), request);
    CPPUNIT_ASSERT(begun && begun->state == AttemptState::Open);
    CPPUNIT_ASSERT(begun->reference.starts_with("seti_"));
    CPPUNIT_ASSERT_EQUAL(request.amount, begun->amount);
    CPPUNIT_ASSERT_EQUAL(begun->reference, begun->nextAction.at("setup_intent").get<std::string>());

    const auto told = pay(begun->reference);
    const auto verified = plugin_.verifyReturn(
        callWith(), {begun->reference, told["return"].get<std::map<std::string, std::string>>()});
    CPPUNIT_ASSERT(verified && verified->payment.amount == request.amount);
    CPPUNIT_ASSERT(plugin_.fetch(callWith(), {begun->reference})->state == AttemptState::Paid);
    CPPUNIT_ASSERT_EQUAL(begun->reference,
                         plugin_.locate(callWith(), {"pay_mandate"})->checkout->reference);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         plugin_.methods(callWith(), {request.customer})->methods.size());
    request.mandate->method = "upi";
    const auto refused = plugin_.setup(callWith(), request);
    CPPUNIT_ASSERT(!refused && refused.error().code == "method_not_reusable");
  }

  void anAttemptIsOneEffectWhateverVerbAsks() {
    CPPUNIT_ASSERT(plugin_.checkout(callWith(), checkoutOf("pay_one")));
    const auto link = plugin_.paymentLink(callWith(), linkOf("pay_one"));
    CPPUNIT_ASSERT(!link && link.error().code == "attempt_conflict");
    CPPUNIT_ASSERT(book("checkout_sessions").empty());
  }

  // The client's name or the invoice's text may have changed before the answer that was lost is
  // asked for again.
  void theSameCheckoutMayBeDescribedAnew() {
    const auto first = plugin_.checkout(callWith(), checkoutOf("pay_words"));
    auto request = checkoutOf("pay_words");
    request.description = "Invoice HST/2627/0000001, corrected";
    const auto again = plugin_.checkout(callWith(), request);
    CPPUNIT_ASSERT(again);
    CPPUNIT_ASSERT_EQUAL(first->reference, again->reference);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, book("payment_intents").size());
  }

  void aChargeIsFoundAfterItsKeyWasForgotten() {
    const auto charge = chargeWith("pm_card_visa", "pay_old");
    const auto first = plugin_.charge(callWith(), charge);
    CPPUNIT_ASSERT(first);
    const auto posts = postsTo("/stripe/v1/payment_intents");
    const auto again = plugin_.charge(callWith(), charge);
    CPPUNIT_ASSERT_EQUAL(first->reference, again->reference);
    CPPUNIT_ASSERT_EQUAL(posts, postsTo("/stripe/v1/payment_intents"));  // no key was needed
    auto other = charge;
    other.amount.minor += 1;
    CPPUNIT_ASSERT_EQUAL(std::string{"attempt_conflict"},
                         plugin_.charge(callWith(), other).error().code);
  }

  void onePayerIsOneCustomer() {
    const auto first = customer();
    CPPUNIT_ASSERT_EQUAL(first, customer());
    sdk::EnsureCustomer other{payer()};
    other.payer.phone = "+919800000002";
    CPPUNIT_ASSERT(plugin_.customer(callWith(), other)->customer != first);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, book("customers").size());
  }

  void aHostedPageIsPaidOnce() {
    const auto link = plugin_.paymentLink(callWith(), linkOf("pay_page"));
    CPPUNIT_ASSERT(link && link->expiresAt);
    const auto told = pay(link->reference);
    const auto data = told["return"].get<std::map<std::string, std::string>>();
    const auto verified = plugin_.verifyReturn(callWith(), {link->reference, data});
    CPPUNIT_ASSERT(verified && verified->payment.state == PaymentState::Captured);
    CPPUNIT_ASSERT_EQUAL(link->reference, verified->payment.reference);
    CPPUNIT_ASSERT(!plugin_.verifyReturn(callWith(), {link->reference, {}}));
    const auto closed = plugin_.fetch(callWith(), {link->reference});
    CPPUNIT_ASSERT(closed->state == AttemptState::Paid);
    CPPUNIT_ASSERT_EQUAL(verified->payment.id, closed->payments.at(0).id);
    const auto cancelled = plugin_.cancelPaymentLink(callWith(), {link->reference});
    CPPUNIT_ASSERT(!cancelled && cancelled.error().code == "already_paid");
    CPPUNIT_ASSERT(plugin_.locate(callWith(), {"pay_page"})->checkout->state == AttemptState::Paid);
    auto nowhere = linkOf("pay_nowhere");
    nowhere.returnUrl.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_request"},
                         plugin_.paymentLink(callWith(), nowhere).error().code);
  }

  void aCancelledAttemptIsNotBegunAgain() {
    const auto begun = plugin_.checkout(callWith(), checkoutOf("pay_cancelled"));
    const StripeClient client{settings(), *redactor_};
    CPPUNIT_ASSERT(client.post(callWith(), "/payment_intents/" + begun->reference + "/cancel", {},
                               sdk::Effect::Write, "cancel-1"));
    const auto again = plugin_.checkout(callWith(), checkoutOf("pay_cancelled"));
    CPPUNIT_ASSERT(!again && again.error().code == "attempt_conflict");
  }

  void everyPostHasAKeyAndEveryRequestAVersion() {
    CPPUNIT_ASSERT(plugin_.charge(callWith(), chargeWith("pm_card_visa", "pay_headers")));
    CPPUNIT_ASSERT(plugin_.paymentLink(callWith(), linkOf("pay_headers2")));
    const auto calls = control_.calls("stripe");
    CPPUNIT_ASSERT(calls.size() > 6);
    for (const auto& call : calls) {
      const auto& headers = call["headers"];
      CPPUNIT_ASSERT_EQUAL(std::string{StripeClient::kApiVersion},
                           headers.value("stripe-version", std::string{}));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(call["path"].get<std::string>(), call["method"] == "POST",
                                   headers.contains("idempotency-key"));
    }
  }

  void movementsAreReadInPages() {
    for (int i = 0; i < 260; ++i) {  // two events each at the least
      pay(plugin_.checkout(callWith(), checkoutOf("pay_" + std::to_string(i)))->reference);
    }
    std::set<std::string> seen;
    sdk::Reconcile ask;
    bool more = true;
    int rounds = 0;
    for (; more && rounds < 10; ++rounds) {
      const auto moved = plugin_.reconcile(callWith(std::chrono::seconds{30}), ask);
      CPPUNIT_ASSERT(moved);
      for (const auto& payment : moved->payments) seen.insert(payment.id);
      ask.cursor = moved->cursor;
      more = moved->more;
    }
    CPPUNIT_ASSERT(rounds > 1 && !more);
    CPPUNIT_ASSERT_EQUAL(std::size_t{260}, seen.size());
    for (const char* bad : {"x", "1.2", "1.2.", "1.2.pi_1", "-1", "1.2.evt_1.3"}) {
      CPPUNIT_ASSERT_MESSAGE(bad, !plugin_.reconcile(callWith(), {bad}));
    }
  }

  void anAccountThatMayNotChargeIsNotReady() {
    CPPUNIT_ASSERT(plugin_.testConnection(callWith(), {})->ready);
    auto account = settingsJson();
    account.update({{"provider", "stripe"}, {"charges_enabled", false}});
    control_.addAccount(account);
    const auto report = plugin_.testConnection(callWith(), {});
    CPPUNIT_ASSERT(report && !report->ready && !report->live);
    CPPUNIT_ASSERT(report->detail.find("does not let") != std::string::npos);
  }

  void keysOfTwoModesAreNotReady() {
    auto mixed = settingsJson();
    mixed["publishable_key"] = "pk_live_HostlerSandbox01";
    StripeGateway plugin{sdk::Context{mixed, callWith().log}};
    const auto report = plugin.testConnection(callWith(), {});
    CPPUNIT_ASSERT(report && !report->ready);
    CPPUNIT_ASSERT(report->detail.find("other mode") != std::string::npos);
  }

 private:
  Json settingsJson() const {
    return {{"base_url", sandbox_.url() + "/stripe"},
            {"publishable_key", "pk_test_HostlerSandbox01"},
            {"secret_key", "sk_test_HostlerSandbox01"},
            {"webhook_secret", "whsec_HostlerSandbox01"}};
  }
  Settings settings() const { return sdk::fromJson<Settings>(settingsJson()); }

  static sdk::Payer payer() { return {"acc_1", "Asha Rao", "asha@example.net", "+919812345678"}; }
  std::string customer() { return plugin_.customer(callWith(), {payer()})->customer; }

  static sdk::StartCheckout checkoutOf(const std::string& attempt, std::int64_t cents = 118'000) {
    sdk::StartCheckout request;
    request.attempt = attempt;
    request.amount = {cents, "USD"};
    request.description = "Invoice HST/2627/0000001";
    return request;
  }
  static sdk::CreatePaymentLink linkOf(const std::string& attempt) {
    sdk::CreatePaymentLink request;
    request.attempt = attempt;
    request.amount = {118'000, "USD"};
    request.returnUrl = "https://portal.example/checkout/return?payment=" + attempt;
    return request;
  }
  /// A charge of a method that was saved before.
  sdk::ChargeMethod chargeWith(const std::string& method, const std::string& attempt) {
    auto request = checkoutOf(attempt + "_setup", 100);
    request.customer = customer();
    request.mandate = sdk::Mandate{"card", {}, {}, "as_presented"};
    const auto begun = plugin_.setup(callWith(), request);
    pay(begun->reference, method);
    sdk::ChargeMethod charge;
    charge.attempt = attempt;
    charge.amount = {118'000, "USD"};
    charge.customer = request.customer;
    charge.method = plugin_.methods(callWith(), {request.customer})->methods.front().id;
    return charge;
  }

  Json pay(const std::string& reference, const std::string& method = "card") {
    return control_.pay({{"provider", "stripe"},
                         {"payment_intent", reference},
                         {"outcome", "captured"},
                         {"method", method}});
  }
  Json book(const char* kind) { return control_.book()["stripe"][kind]; }
  int postsTo(const std::string& path) {
    int count = 0;
    for (const auto& call : control_.calls("stripe"))
      count += call["method"] == "POST" && call["path"] == path;
    return count;
  }

  hostler::testing::SandboxServer sandbox_;
  hostler::conformance::SandboxControl control_{sandbox_.url()};
  std::shared_ptr<sdk::Redactor> redactor_ = std::make_shared<sdk::Redactor>();
  StripeGateway plugin_{sdk::Context{settingsJson(), callWith().log}};
};

HOSTLER_SUITE(StripeLivesTest, "plugins/gateway/stripe/lives");

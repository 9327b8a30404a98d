#include "tests/plugins/captcha/told_siteverify.h"
#include "tests/support/suite.h"
#include "turnstile_captcha.h"

using namespace hostler::testing;
using hostler::sdk::Outcome;
using hostler::turnstile::TurnstileCaptcha;
namespace sdk = hostler::sdk;

/// What Turnstile answers, and what is made of it.
class TurnstileVerifyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TurnstileVerifyTest);
  CPPUNIT_TEST(itIsAskedAsItWantsToBe);
  CPPUNIT_TEST(whereAndForWhatIsToldOn);
  CPPUNIT_TEST(aRefusalIsAVerdict);
  CPPUNIT_TEST(aWrongSecretNeedsAPerson);
  CPPUNIT_TEST(whatSaysNothingIsNoVerdict);
  CPPUNIT_TEST(onlyPlainWordsAreTold);
  CPPUNIT_TEST(whereThatCannotBeReadIsNotAnywhere);
  CPPUNIT_TEST(testKeysAreNamed);
  CPPUNIT_TEST(thePageLoadsItsScript);
  CPPUNIT_TEST_SUITE_END();

 public:
  void itIsAskedAsItWantsToBe() {
    told_.answer(R"({"success": true, "hostname": "shop.example", "error-codes": []})");
    CPPUNIT_ASSERT(verify("a/b=c&d")->ok);
    const auto asked = told_.asked();
    CPPUNIT_ASSERT(asked.starts_with("POST /turnstile/v0/siteverify "));
    CPPUNIT_ASSERT(asked.find("secret=0xSecret&response=a%2Fb%3Dc%26d&remoteip=203.0.113.7") !=
                   std::string::npos);
  }

  void whereAndForWhatIsToldOn() {
    told_.answer(R"({"success": true, "hostname": "shop.example", "action": "login"})");
    const auto verdict = verify();
    CPPUNIT_ASSERT_EQUAL(std::string{"shop.example"}, verdict->hostname);
    CPPUNIT_ASSERT_EQUAL(std::string{"login"}, verdict->action);
    CPPUNIT_ASSERT(!verdict->score && verdict->reasons.empty());
  }

  void aRefusalIsAVerdict() {
    for (const std::string code :
         {"timeout-or-duplicate", "invalid-input-response", "missing-input-response", "bad-request",
          "what-they-say-one-day"}) {
      told_.answer(R"({"success": false, "error-codes": [")" + code + R"("]})");
      const auto verdict = verify();
      CPPUNIT_ASSERT_MESSAGE(code, verdict && !verdict->ok);
      CPPUNIT_ASSERT_EQUAL(code, verdict->reasons.at(0));
    }
    told_.answer(R"({"success": false, "error-codes": ["missing-input-response"]})", 400);
    CPPUNIT_ASSERT(!verify()->ok);
    told_.answer(R"({"success": false})");
    CPPUNIT_ASSERT_EQUAL(std::string{"not_solved"}, verify()->reasons.at(0));
  }

  void aWrongSecretNeedsAPerson() {
    for (const std::string code : {"invalid-input-secret", "missing-input-secret"}) {
      told_.answer(R"({"success": false, "error-codes": [")" + code + R"("]})");
      const auto refused = verify();
      CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::NeedsAttention);
      CPPUNIT_ASSERT_EQUAL(std::string{"credentials_refused"}, refused.error().code);
    }
  }

  void whatSaysNothingIsNoVerdict() {
    for (const char* body :
         {"{}", "[]", "yes", R"({"success": "true"})", R"({"success": 1})",
          R"({"success": true, "error-codes": "none"})", R"({"success": true, "score": "high"})",
          R"({"success": false, "error-codes": ["internal-error"]})"}) {
      told_.answer(body);
      const auto none = verify();
      CPPUNIT_ASSERT_MESSAGE(body, !none && none.error().outcome == Outcome::Retryable);
    }
    told_.answer(R"({"success": true})", 500);
    CPPUNIT_ASSERT(verify().error().outcome == Outcome::Retryable);
  }

  void onlyPlainWordsAreTold() {
    told_.answer(
        R"({"success": true, "hostname": "<script>", "action": "a b", "error-codes": ["x y", 7]})");
    const auto verdict = verify();
    CPPUNIT_ASSERT(verdict->hostname.empty() && verdict->action.empty());
    // Neither "x y" nor 7.
    CPPUNIT_ASSERT(verdict->reasons == std::vector<std::string>{"unreadable_hostname"});
  }

  // Told on as nothing, it would count as not told, and hold for every shop and every form.
  void whereThatCannotBeReadIsNotAnywhere() {
    for (const char* host : {R"("[2001:db8::1]")", R"("evil.example ")", "7", "[]"}) {
      told_.answer(std::string{R"({"success": true, "hostname": )"} + host + "}");
      const auto verdict = verify();
      CPPUNIT_ASSERT_MESSAGE(host, verdict && !verdict->ok);
      CPPUNIT_ASSERT_EQUAL(std::string{"unreadable_hostname"}, verdict->reasons.at(0));
    }
    told_.answer(R"({"success": true, "hostname": "shop.example", "action": "log in"})");
    const auto other = verify();
    CPPUNIT_ASSERT(!other->ok);
    CPPUNIT_ASSERT_EQUAL(std::string{"unreadable_action"}, other->reasons.at(0));
    for (const char* nothing :
         {R"({"success": true})", R"({"success": true, "hostname": null, "action": ""})"}) {
      told_.answer(nothing);
      CPPUNIT_ASSERT_MESSAGE(nothing, verify()->ok);
    }
  }

  void testKeysAreNamed() {
    told_.answer(R"({"success": false, "error-codes": ["invalid-input-response"]})");
    CPPUNIT_ASSERT_EQUAL(std::string{"Turnstile answers, and accepts the secret."}, detail());
    told_.answer(R"({"success": true, "metadata": {"result_with_testing_key": true}})");
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Turnstile answers. These keys are for tests: they take any token."}, detail());
  }

  void thePageLoadsItsScript() {
    const auto widget = captcha().widget(callWith(), {});
    CPPUNIT_ASSERT_EQUAL(std::string{"0xSite"}, widget->siteKey);
    CPPUNIT_ASSERT_EQUAL(told_.url("/turnstile/v0/api.js?render=explicit"), widget->script);
    CPPUNIT_ASSERT_EQUAL(std::string{"turnstile"}, widget->object);
    CPPUNIT_ASSERT(widget->mode == sdk::CaptchaMode::Widget);
  }

 private:
  TurnstileCaptcha captcha() const {
    const sdk::Json settings{
        {"site_key", "0xSite"}, {"secret", "0xSecret"}, {"base_url", told_.url("/turnstile/v0/")}};
    return TurnstileCaptcha{sdk::Context{settings, callWith().log}};
  }
  sdk::Reply<sdk::CaptchaVerdict> verify(const std::string& token = "a-token") {
    return captcha().verify(callWith(), answered(token));
  }
  std::string detail() { return captcha().testConnection(callWith(), {})->detail; }

  ToldSiteverify told_;
};

HOSTLER_SUITE(TurnstileVerifyTest, "plugins/captcha/turnstile/verify");

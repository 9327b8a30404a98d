#include "recaptcha_captcha.h"
#include "tests/plugins/captcha/told_siteverify.h"
#include "tests/support/suite.h"

using namespace hostler::testing;
using hostler::recaptcha::RecaptchaCaptcha;
namespace sdk = hostler::sdk;

/// A box to tick, and a score to judge.
class RecaptchaVerifyTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecaptchaVerifyTest);
  CPPUNIT_TEST(aTickedBoxIsEnough);
  CPPUNIT_TEST(aScoreIsJudged);
  CPPUNIT_TEST(aScoreOfAnotherPageDoesNotCount);
  CPPUNIT_TEST(aTickedBoxIsNoScore);
  CPPUNIT_TEST(aScoreIsJudgedWhateverTheSettingsSayOfTheKeys);
  CPPUNIT_TEST(aScoreDoesNotMendARefusal);
  CPPUNIT_TEST(thePageLoadsWhatItsVersionWants);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aTickedBoxIsEnough() {
    told_.answer(R"({"success": true, "hostname": "shop.example"})");
    const auto verdict = verify("v2");
    CPPUNIT_ASSERT(verdict->ok && !verdict->score);
    CPPUNIT_ASSERT(told_.asked().starts_with("POST /recaptcha/api/siteverify "));
  }

  void aScoreIsJudged() {
    for (const auto& [score, isOk] : {std::pair{"0.9", true}, std::pair{"0.7", true},
                                      std::pair{"0.69", false}, std::pair{"0", false}}) {
      told_.answer(std::string{R"({"success": true, "action": "login", "score": )"} + score + "}");
      const auto verdict = verify("v3");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(score, isOk, verdict->ok);
      if (!isOk) CPPUNIT_ASSERT_EQUAL(std::string{"score_too_low"}, verdict->reasons.at(0));
    }
  }

  void aScoreOfAnotherPageDoesNotCount() {
    told_.answer(R"({"success": true, "action": "contact", "score": 0.9})");
    const auto verdict = verify("v3");
    CPPUNIT_ASSERT(!verdict->ok);
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_action"}, verdict->reasons.at(0));
  }

  // Keys of v2 under the setting v3 would let everybody in who ticks a box.
  void aTickedBoxIsNoScore() {
    told_.answer(R"({"success": true, "hostname": "shop.example"})");
    const auto verdict = verify("v3");
    CPPUNIT_ASSERT(!verdict->ok);
    CPPUNIT_ASSERT_EQUAL(std::string{"no_score"}, verdict->reasons.at(0));
  }

  // Keys of v3 under the setting v2, which is the one that is set before anybody chooses.
  void aScoreIsJudgedWhateverTheSettingsSayOfTheKeys() {
    told_.answer(R"({"success": true, "action": "login", "score": 0.1})");
    const auto low = verify("v2");
    CPPUNIT_ASSERT(!low->ok);
    CPPUNIT_ASSERT_EQUAL(std::string{"score_too_low"}, low->reasons.at(0));
    told_.answer(R"({"success": true, "action": "contact", "score": 0.9})");
    CPPUNIT_ASSERT_EQUAL(std::string{"wrong_action"}, verify("v2")->reasons.at(0));
    told_.answer(R"({"success": true, "action": "login", "score": 0.9})");
    CPPUNIT_ASSERT(verify("v2")->ok);
  }

  void aScoreDoesNotMendARefusal() {
    told_.answer(
        R"({"success": false, "score": 0.9, "action": "login", "error-codes": ["timeout-or-duplicate"]})");
    CPPUNIT_ASSERT(!verify("v3")->ok);
  }

  void thePageLoadsWhatItsVersionWants() {
    const auto box = captcha("v2").widget(callWith(), {});
    CPPUNIT_ASSERT_EQUAL(told_.url("/recaptcha/api.js?render=explicit"), box->script);
    CPPUNIT_ASSERT_EQUAL(std::string{"grecaptcha"}, box->object);
    CPPUNIT_ASSERT(box->mode == sdk::CaptchaMode::Widget);
    const auto score = captcha("v3").widget(callWith(), {});
    CPPUNIT_ASSERT_EQUAL(told_.url("/recaptcha/api.js?render=6LdSite"), score->script);
    CPPUNIT_ASSERT(score->mode == sdk::CaptchaMode::Score);
  }

 private:
  RecaptchaCaptcha captcha(const char* version) const {
    const sdk::Json settings{{"site_key", "6LdSite"},
                             {"secret", "6LdSecret"},
                             {"version", version},
                             {"least_score", 70},
                             {"base_url", told_.url("/recaptcha")}};
    return RecaptchaCaptcha{sdk::Context{settings, callWith().log}};
  }
  sdk::Reply<sdk::CaptchaVerdict> verify(const char* version) {
    return captcha(version).verify(callWith(), answered("a-token"));
  }

  ToldSiteverify told_;
};

HOSTLER_SUITE(RecaptchaVerifyTest, "plugins/captcha/recaptcha/verify");

#include "modules/accounts/totp.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

#include <thread>

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";

Secret fromBase32(const std::string& text) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  unsigned bits = 0;
  int held = 0;
  for (const char c : text) {
    bits = bits << 5U | static_cast<unsigned>(kAlphabet.find(c));
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes.push_back(static_cast<char>(bits >> static_cast<unsigned>(held) & 255U));
  }
  return Secret{bytes};
}

}  // namespace

class SecondFactorTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SecondFactorTest);
  CPPUNIT_TEST(itCountsOnlyOnceACodeWasShown);
  CPPUNIT_TEST(signingInTakesTwoStepsThen);
  CPPUNIT_TEST(oneCodeSignsInOnceOfMany);
  CPPUNIT_TEST(theSixthTryOfAChallengeIsRefused);
  CPPUNIT_TEST(aChallengeLivesTenMinutes);
  CPPUNIT_TEST(aRecoveryCodeWorksOnce);
  CPPUNIT_TEST(settingItUpEndsOtherSessions);
  CPPUNIT_TEST(endingItTakesCodeAndPassword);
  CPPUNIT_TEST(aStaleFactorIsAskedForAgain);
  CPPUNIT_TEST(aSentCodeMakesFreshToo);
  CPPUNIT_TEST(noCodeGoesToAPhoneThatNobodyProved);
  CPPUNIT_TEST(fiveWrongFactorsEndTheSession);
  CPPUNIT_TEST(guessesAtEndingItEndTheSessionToo);
  CPPUNIT_TEST(guessesMadeTogetherAreFiveAtMost);
  CPPUNIT_TEST(staffInProductionMaySetItUpAndNothingElse);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    client_ = std::make_unique<ApiClient>(engine_->signedUpClient(kEmail));
  }
  void tearDown() override {
    client_.reset();
    engine_.reset();
  }

  void itCountsOnlyOnceACodeWasShown() {
    const auto setup = client_->post("/auth/enable-2fa");
    CPPUNIT_ASSERT_EQUAL(200, setup.status);
    CPPUNIT_ASSERT(setup["otpauth_url"].get<std::string>().starts_with("otpauth://totp/"));
    CPPUNIT_ASSERT(setup["qr_svg"].get<std::string>().starts_with("<svg"));
    CPPUNIT_ASSERT(engine_->stranger().post("/auth/login", login())["mfa_required"].is_null());
    const auto secret = fromBase32(setup["secret"]);
    const auto right = totpCodeAt(secret, engine_->clock().now());

    CPPUNIT_ASSERT_EQUAL(
        401, client_->post("/auth/verify-2fa", {{"code", right == "000000" ? "000001" : "000000"}})
                 .status);
    const auto verified = client_->post("/auth/verify-2fa", {{"code", right}});

    CPPUNIT_ASSERT_EQUAL(200, verified.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{10}, verified["recovery_codes"].size());
    CPPUNIT_ASSERT(engine_->stranger().post("/auth/login", login())["mfa_required"].get<bool>());
  }

  void signingInTakesTwoStepsThen() {
    setUpFactor();
    auto browser = engine_->stranger();
    const auto first = browser.post("/auth/login", login());
    CPPUNIT_ASSERT(first["access_token"].is_null());
    CPPUNIT_ASSERT(browser.cookies().empty());
    nextStep();

    const auto second =
        browser.post("/auth/mfa", {{"mfa_token", first["mfa_token"]}, {"code", code()}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(second.text, 200, second.status);
    CPPUNIT_ASSERT_EQUAL(200, browser.useBearer(second["access_token"]).get("/auth/me").status);
  }

  void oneCodeSignsInOnceOfMany() {
    setUpFactor();
    nextStep();
    std::vector<std::string> challenges;
    for (int i = 0; i < 20; ++i)
      challenges.push_back(engine_->stranger().post("/auth/login", login())["mfa_token"]);
    const auto shown = code();
    std::atomic<int> let{0};
    std::vector<std::thread> threads;
    for (const auto& challenge : challenges) {
      threads.emplace_back([&, challenge] {
        auto browser = engine_->stranger();
        if (browser.post("/auth/mfa", {{"mfa_token", challenge}, {"code", shown}}).status == 200)
          ++let;
      });
    }
    for (auto& thread : threads) thread.join();

    CPPUNIT_ASSERT_EQUAL(1, let.load());
  }

  void theSixthTryOfAChallengeIsRefused() {
    setUpFactor();
    nextStep();
    auto known = engine_->stranger();
    const auto challenge = known.post("/auth/login", login())["mfa_token"];
    const auto wrong = code() == "000000" ? "000001" : "000000";
    for (int i = 0; i < 5; ++i)
      CPPUNIT_ASSERT_EQUAL(
          401, known.post("/auth/mfa", {{"mfa_token", challenge}, {"code", wrong}}).status);

    CPPUNIT_ASSERT_EQUAL(
        401, known.post("/auth/mfa", {{"mfa_token", challenge}, {"code", code()}}).status);
  }

  void aChallengeLivesTenMinutes() {
    setUpFactor();
    auto browser = engine_->stranger();
    const auto challenge = browser.post("/auth/login", login())["mfa_token"];
    engine_->clock().advance(std::chrono::minutes{10});

    CPPUNIT_ASSERT_EQUAL(
        401, browser.post("/auth/mfa", {{"mfa_token", challenge}, {"code", code()}}).status);
  }

  void aRecoveryCodeWorksOnce() {
    const auto codes = setUpFactor();
    auto browser = engine_->stranger();
    auto typed = codes[3].get<std::string>();
    for (char& c : typed) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));

    const auto first = browser.post("/auth/login", login())["mfa_token"];
    CPPUNIT_ASSERT_EQUAL(
        200, browser.post("/auth/mfa", {{"mfa_token", first}, {"recovery_code", typed}}).status);

    const auto second = browser.post("/auth/login", login())["mfa_token"];
    CPPUNIT_ASSERT_EQUAL(
        401, browser.post("/auth/mfa", {{"mfa_token", second}, {"recovery_code", typed}}).status);
  }

  void settingItUpEndsOtherSessions() {
    auto elsewhere = engine_->signedIn(kEmail);
    setUpFactor();

    CPPUNIT_ASSERT_EQUAL(401, elsewhere.get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(200, client_->get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         engine_->messages().count("accounts.second_factor_enabled", kEmail));
  }

  void endingItTakesCodeAndPassword() {
    setUpFactor();
    nextStep();
    CPPUNIT_ASSERT_EQUAL(
        401, client_->post("/auth/disable-2fa", {{"code", code()}, {"password", "not this one"}})
                 .status);
    CPPUNIT_ASSERT_EQUAL(
        401,
        client_->post("/auth/disable-2fa", {{"code", "12345"}, {"password", TestEngine::kPassword}})
            .status);

    CPPUNIT_ASSERT_EQUAL(
        200,
        client_->post("/auth/disable-2fa", {{"code", code()}, {"password", TestEngine::kPassword}})
            .status);

    CPPUNIT_ASSERT(engine_->stranger().post("/auth/login", login())["mfa_required"].is_null());
  }

  void aStaleFactorIsAskedForAgain() {
    goStale();
    const Json key{{"name", "deploy"}, {"scopes", {"read"}}};
    const auto refused = client_->post("/account/api-keys", key);
    CPPUNIT_ASSERT_EQUAL(403, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, refused.code());
    CPPUNIT_ASSERT_EQUAL(401,
                         client_->post("/auth/step-up", {{"password", "not this one"}}).status);

    const auto fresh = client_->post("/auth/step-up", {{"password", TestEngine::kPassword}});

    CPPUNIT_ASSERT_EQUAL(200, fresh.status);
    CPPUNIT_ASSERT_EQUAL(
        201, client_->useBearer(fresh["access_token"]).post("/account/api-keys", key).status);
  }

  void aSentCodeMakesFreshToo() {
    goStale();
    CPPUNIT_ASSERT_EQUAL(202, client_->post("/auth/step-up/code", {{"channel", "email"}}).status);

    CPPUNIT_ASSERT_EQUAL(
        200, client_
                 ->post("/auth/step-up",
                        {{"code", engine_->messages().code("accounts.step_up_code", kEmail)}})
                 .status);

    CPPUNIT_ASSERT(client_->get("/auth/me")["fresh"].get<bool>());
  }

  void noCodeGoesToAPhoneThatNobodyProved() {
    goStale();
    const auto changed = client_->patch("/account", {{"phone", "+919876543210"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);

    const auto refused = client_->post("/auth/step-up/code", {{"channel", "sms"}});

    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 422, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"unavailable"}, refused.fieldCode("channel"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         engine_->messages().count("accounts.step_up_code", "+919876543210"));
  }

  void fiveWrongFactorsEndTheSession() {
    for (int i = 0; i < 5; ++i) client_->post("/auth/step-up", {{"password", "not this one"}});

    CPPUNIT_ASSERT_EQUAL(401, client_->get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, audited("user.second_factor_failed"));
  }

  void guessesAtEndingItEndTheSessionToo() {
    setUpFactor();
    nextStep();
    const auto wrong = code() == "000000" ? "000001" : "000000";
    for (int i = 0; i < 5; ++i) {
      CPPUNIT_ASSERT_EQUAL(
          401,
          client_->post("/auth/disable-2fa", {{"code", wrong}, {"password", TestEngine::kPassword}})
              .status);
    }

    CPPUNIT_ASSERT_EQUAL(401, client_->get("/auth/me").status);
    CPPUNIT_ASSERT(engine_->stranger().post("/auth/login", login())["mfa_required"].get<bool>());
  }

  void guessesMadeTogetherAreFiveAtMost() {
    std::vector<std::thread> guessers;
    for (int i = 0; i < 12; ++i) {
      guessers.emplace_back([guesser = *client_]() mutable {
        guesser.post("/auth/step-up", {{"password", "not this one"}});
      });
    }
    for (auto& guesser : guessers) guesser.join();

    CPPUNIT_ASSERT_EQUAL(401, client_->get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{5}, audited("user.second_factor_failed"));
  }

  void staffInProductionMaySetItUpAndNothingElse() {
    EngineOptions options;
    options.production = true;
    TestEngine production{options};
    production.accounts().createOwner("boss@platform.example", Secret{TestEngine::kPassword});
    auto boss = production.stranger();
    boss.cameFrom("127.0.0.1");
    const auto secure = [&]() -> ApiClient& {
      return boss.with("x-forwarded-proto", "https").with("x-forwarded-for", "203.0.113.7");
    };
    const auto signedIn = secure().post(
        "/auth/login", {{"email", "boss@platform.example"}, {"password", TestEngine::kPassword}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(signedIn.text, 200, signedIn.status);
    boss.useBearer(signedIn["access_token"]);

    CPPUNIT_ASSERT_EQUAL(std::string{"second_factor_required"},
                         secure().get("/admin/clients").code());
    const auto setup = secure().post("/auth/enable-2fa");
    const auto shown = totpCodeAt(fromBase32(setup["secret"]), production.clock().now());
    CPPUNIT_ASSERT_EQUAL(200, secure().post("/auth/verify-2fa", {{"code", shown}}).status);

    CPPUNIT_ASSERT_EQUAL(200, secure().get("/admin/clients").status);
  }

 private:
  static Json login() { return {{"email", kEmail}, {"password", TestEngine::kPassword}}; }
  std::string code() { return totpCodeAt(secret_, engine_->clock().now()); }
  void nextStep() { engine_->clock().advance(std::chrono::seconds{30}); }
  // Returns the recovery codes.
  Json setUpFactor() {
    secret_ = fromBase32(client_->post("/auth/enable-2fa")["secret"]);
    const auto verified = client_->post("/auth/verify-2fa", {{"code", code()}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(verified.text, 200, verified.status);
    return verified["recovery_codes"];
  }
  // The session goes on, its factor is too old.
  std::int64_t audited(const std::string& action) {
    return engine_->database()
        .query("SELECT COUNT(*) AS n FROM audit_entries WHERE action = ?", action)
        .only()
        .integer("n");
  }
  void goStale() {
    engine_->clock().advance(std::chrono::minutes{16});
    auto program = engine_->stranger();
    const auto renewed = program.post("/auth/refresh-token",
                                      {{"refresh_token", client_->cookies().at("__Host-refresh")}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(renewed.text, 200, renewed.status);
    client_->useBearer(renewed["access_token"]);
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> client_;
  Secret secret_;
};

HOSTLER_SUITE(SecondFactorTest, "modules/accounts/second_factor");

}  // namespace hostler::testing

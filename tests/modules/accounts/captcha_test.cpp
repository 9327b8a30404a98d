#include "tests/modules/accounts/told_captchas.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";

Json login(const std::string& password, const std::string& captcha = {}) {
  Json body{{"email", kEmail}, {"password", password}};
  if (!captcha.empty()) body["captcha"] = captcha;
  return body;
}

Json registration(const std::string& name, const std::string& captcha = {}) {
  Json body{{"username", name},
            {"email", name + "@example.in"},
            {"phone", "+91 98765 43210"},
            {"password", TestEngine::kPassword}};
  if (!captcha.empty()) body["captcha"] = captcha;
  return body;
}

}  // namespace

/// People told from programs: asked after failures and where the shop says so, each token once, and
/// with a way in for people while the provider is down.
class CaptchaTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CaptchaTest);
  CPPUNIT_TEST(nobodyIsAskedWithoutAPlugin);
  CPPUNIT_TEST(itIsAskedAfterFailures);
  CPPUNIT_TEST(aReplayedTokenIsRefusedThoughTheProviderForgot);
  CPPUNIT_TEST(nothingIsHeldWhileTheProviderIsAsked);
  CPPUNIT_TEST(aTokenIsGoneThoughWhatItWasForCameToNothing);
  CPPUNIT_TEST(aRequestThatIsRunAgainAsksTheProviderOnce);
  CPPUNIT_TEST(whatNobodySolvedIsRefused);
  CPPUNIT_TEST(aTokenOfAnotherPageOrAnotherSiteIsRefused);
  CPPUNIT_TEST(aPageIsToldWhatToShow);
  CPPUNIT_TEST(aWidgetThatNoPageCanShowIsAskedOfNobody);
  CPPUNIT_TEST(theShopSaysWhenAndByWhom);
  CPPUNIT_TEST(recoveryIsAskedLikeSigningIn);
  CPPUNIT_TEST(aFewGetThroughWhileTheProviderIsDown);
  CPPUNIT_TEST(whoCouldNotLoadTheWidgetGetsThroughToo);
  CPPUNIT_TEST(aShopThatRefusesStillLetsPeopleSignIn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    EngineOptions options;
    options.database = database();
    options.captchas = &captchas_;
    options.limits.auth = {10, std::chrono::minutes{15}};
    engine_ = std::make_unique<TestEngine>(options);
    engine_->signedUpClient(kEmail);
    captchas_.enabled = {"turnstile"};
  }
  void tearDown() override { engine_.reset(); }

  void nobodyIsAskedWithoutAPlugin() {
    captchas_.enabled.clear();
    auto browser = engine_->stranger();
    failThreeTimes(browser);
    const auto told = browser.get("/auth/captcha");
    CPPUNIT_ASSERT_EQUAL(Json(false), told["required"]);
    CPPUNIT_ASSERT_EQUAL(Json("none"), told["provider"]);
    CPPUNIT_ASSERT_EQUAL(200, browser.post("/auth/login", login(TestEngine::kPassword)).status);
    CPPUNIT_ASSERT_EQUAL(201, browser.post("/auth/register", registration("meera")).status);
  }

  void itIsAskedAfterFailures() {
    auto browser = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(Json(false), browser.get("/auth/captcha")["required"]);
    failThreeTimes(browser);
    CPPUNIT_ASSERT_EQUAL(Json(true), browser.get("/auth/captcha")["required"]);
    const auto without = browser.post("/auth/login", login(TestEngine::kPassword));
    CPPUNIT_ASSERT_EQUAL(422, without.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_required"}, without.fieldCode("captcha"));
    CPPUNIT_ASSERT_EQUAL(
        200, browser.post("/auth/login", login(TestEngine::kPassword, "solved-1")).status);
    const auto& asked = captchas_.asked.back().body;
    CPPUNIT_ASSERT_EQUAL(Json("login"), asked["action"]);
    CPPUNIT_ASSERT(!asked["remote_ip"].get<std::string>().empty());
    // Others are not asked for what one address did.
    CPPUNIT_ASSERT_EQUAL(Json(false), engine_->stranger().get("/auth/captcha")["required"]);
  }

  void aReplayedTokenIsRefusedThoughTheProviderForgot() {
    auto browser = engine_->stranger();
    failThreeTimes(browser);
    CPPUNIT_ASSERT_EQUAL(
        200, browser.post("/auth/login", login(TestEngine::kPassword, "solved-1")).status);
    const auto verified = captchas_.count("verify");
    const auto again = browser.post("/auth/login", login(TestEngine::kPassword, "solved-1"));
    CPPUNIT_ASSERT_EQUAL(422, again.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_failed"}, again.fieldCode("captcha"));
    CPPUNIT_ASSERT_EQUAL_MESSAGE("the provider was asked again", verified,
                                 captchas_.count("verify"));
    // Nor does it count for another purpose, or somebody else.
    const auto elsewhere =
        engine_->stranger().post("/auth/register", registration("meera", "solved-1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_failed"}, elsewhere.fieldCode("captcha"));
    // Not even after the hourly tidying.
    engine_->accounts().prune();
    CPPUNIT_ASSERT_EQUAL(
        422, engine_->stranger().post("/auth/register", registration("meera", "solved-1")).status);
  }

  // A slow provider must not keep everybody else from writing.
  void nothingIsHeldWhileTheProviderIsAsked() {
    int asked = 0;
    captchas_.onVerify = [&] {
      ++asked;
      CPPUNIT_ASSERT(!engine_->database().inTransaction());
    };
    auto browser = engine_->stranger();
    browser.with("idempotency-key", "join-1");
    CPPUNIT_ASSERT_EQUAL(201,
                         browser.post("/auth/register", registration("meera", "solved-1")).status);
    CPPUNIT_ASSERT_EQUAL(1, asked);
  }

  void aTokenIsGoneThoughWhatItWasForCameToNothing() {
    const auto taken = engine_->database()
                           .query("SELECT username FROM users WHERE email = ?", kEmail)
                           .only()
                           .text("username");
    auto browser = engine_->stranger();
    browser.with("idempotency-key", "join-1");
    CPPUNIT_ASSERT_EQUAL(409,
                         browser.post("/auth/register", registration(taken, "solved-1")).status);
    browser.with("idempotency-key", "join-2");
    const auto again = browser.post("/auth/register", registration("ravi", "solved-1"));
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_failed"}, again.fieldCode("captcha"));
  }

  void aRequestThatIsRunAgainAsksTheProviderOnce() {
    Origin origin;
    origin.address = "203.0.113.7";
    origin.requestId = "req-1";
    int runs = 0;
    engine_->database().together({}, [&] {
      engine_->accounts().checkCaptcha(kPlatform, CaptchaUse::Contact, origin, "solved-1");
      if (++runs == 1) throw db::Conflict{"another was in the way", 0};
    });
    CPPUNIT_ASSERT_EQUAL(2, runs);
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, captchas_.count("verify"));
  }

  void whatNobodySolvedIsRefused() {
    for (const char* token : {"made-up", "no token"}) {
      const auto refused = engine_->stranger().post("/auth/register", registration("meera", token));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(token, std::string{"captcha_failed"},
                                   refused.fieldCode("captcha"));
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, engine_->messages().count("accounts.registration_code",
                                                                   "meera@example.in"));
  }

  void aTokenOfAnotherPageOrAnotherSiteIsRefused() {
    captchas_.verdict = {{"action", "contact"}};
    CPPUNIT_ASSERT_EQUAL(422, join("meera", "solved-1").status);
    captchas_.verdict = {{"action", "register"}};
    CPPUNIT_ASSERT_EQUAL(201, join("meera", "solved-2").status);
    captchas_.verdict = {{"hostname", "phish.example"}};
    CPPUNIT_ASSERT_EQUAL(422, join("ravi", "solved-3").status);
    set("captcha.hosts", "www.shop.example, phish.example");
    CPPUNIT_ASSERT_EQUAL(201, join("ravi", "solved-4").status);
    captchas_.verdict = {{"hostname", ""}};
    CPPUNIT_ASSERT_EQUAL(201, join("anand", "solved-5").status);
  }

  void aPageIsToldWhatToShow() {
    auto browser = engine_->stranger();
    auto told = browser.get("/auth/captcha?for=register");
    CPPUNIT_ASSERT_EQUAL(Json(true), told["required"]);
    CPPUNIT_ASSERT_EQUAL(Json("turnstile"), told["provider"]);
    CPPUNIT_ASSERT_EQUAL(Json("site-1"), told["site_key"]);
    CPPUNIT_ASSERT_EQUAL(Json("https://captcha.example/api.js"), told["script"]);
    CPPUNIT_ASSERT_EQUAL(Json("turnstile"), told["object"]);
    CPPUNIT_ASSERT_EQUAL(Json("widget"), told["mode"]);
    browser.get("/auth/captcha?for=contact");
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{1}, captchas_.count("widget"));
    CPPUNIT_ASSERT_EQUAL(422, browser.get("/auth/captcha?for=dancing").status);
  }

  // What a plugin says goes into people's pages.
  void aWidgetThatNoPageCanShowIsAskedOfNobody() {
    for (const auto& [member, value] :
         {std::pair{"script", "javascript:alert(1)"}, std::pair{"object", "a.b[0]"},
          std::pair{"mode", "dance"}, std::pair{"site_key", ""}}) {
      captchas_.widget[member] = value;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          member, Json(false), engine_->stranger().get("/auth/captcha?for=register")["required"]);
    }
  }

  void theShopSaysWhenAndByWhom() {
    set("captcha.on_register", false);
    CPPUNIT_ASSERT_EQUAL(201, join("meera").status);
    CPPUNIT_ASSERT_EQUAL(422, contact().status());
    set("captcha.on_contact", false);
    CPPUNIT_ASSERT(contact().code().empty());
    set("captcha.after_failures", 0);
    CPPUNIT_ASSERT_EQUAL(Json(true), engine_->stranger().get("/auth/captcha")["required"]);
    captchas_.enabled = {"turnstile", "recaptcha"};
    CPPUNIT_ASSERT_EQUAL(Json("recaptcha"), engine_->stranger().get("/auth/captcha")["provider"]);
    set("captcha.plugin", "turnstile");
    CPPUNIT_ASSERT_EQUAL(Json("turnstile"), engine_->stranger().get("/auth/captcha")["provider"]);
    set("captcha.plugin", "none");
    CPPUNIT_ASSERT_EQUAL(Json(false), engine_->stranger().get("/auth/captcha")["required"]);
  }

  void recoveryIsAskedLikeSigningIn() {
    auto browser = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(202, browser.post("/auth/forgot-password", {{"email", kEmail}}).status);
    fail(browser, 2);  // asking for a mail counts as well
    const auto without = browser.post("/auth/forgot-password", {{"email", kEmail}});
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_required"}, without.fieldCode("captcha"));
    const auto name =
        browser.post("/auth/forgot-username", {{"account", "000000000000"}, {"email", kEmail}});
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_required"}, name.fieldCode("captcha"));
    const auto with =
        browser.post("/auth/forgot-password", {{"email", kEmail}, {"captcha", "solved-1"}});
    CPPUNIT_ASSERT_EQUAL(202, with.status);
    CPPUNIT_ASSERT_EQUAL(Json("recover"), captchas_.asked.back().body["action"]);
  }

  void aFewGetThroughWhileTheProviderIsDown() {
    captchas_.isDown = true;
    auto browser = engine_->stranger();
    CPPUNIT_ASSERT_EQUAL(201,
                         browser.post("/auth/register", registration("meera", "solved-1")).status);
    // The page asks nobody to solve what cannot be judged, until the provider is looked at again.
    CPPUNIT_ASSERT_EQUAL(Json(false), browser.get("/auth/captcha?for=register")["required"]);
    for (int i = 0; i < 9; ++i)
      CPPUNIT_ASSERT_EQUAL(
          201,
          browser.post("/auth/register", registration("m" + std::to_string(i) + "eera")).status);
    const auto eleventh = browser.post("/auth/register", registration("meera11"));
    CPPUNIT_ASSERT_EQUAL(429, eleventh.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, eleventh.code());
    captchas_.isDown = false;
    engine_->clock().advance(std::chrono::minutes{1});
    CPPUNIT_ASSERT_EQUAL(Json(true), browser.get("/auth/captcha?for=register")["required"]);
    CPPUNIT_ASSERT_EQUAL(422, join("ravi").status);
  }

  void whoCouldNotLoadTheWidgetGetsThroughToo() {
    captchas_.isDown = true;
    CPPUNIT_ASSERT_EQUAL(201, join("meera").status);
    CPPUNIT_ASSERT_EQUAL(201, join("ravi").status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE("the provider is looked at once a minute", std::ptrdiff_t{1},
                                 captchas_.count("test_connection"));
  }

  void aShopThatRefusesStillLetsPeopleSignIn() {
    set("captcha.when_down", "refuse");
    captchas_.isDown = true;
    const auto refused = join("meera", "solved-1");
    CPPUNIT_ASSERT_EQUAL(503, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_unavailable"}, refused.code());
    CPPUNIT_ASSERT_EQUAL(std::string{"captcha_unavailable"}, contact().code());
    auto browser = engine_->stranger();
    failThreeTimes(browser);
    CPPUNIT_ASSERT_EQUAL(200, browser.post("/auth/login", login(TestEngine::kPassword)).status);
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }

 private:
  /// What the contact page's check came to.
  struct Checked {
    std::string word;
    int number = 200;
    std::string code() const { return word; }
    int status() const { return number; }
  };
  Checked contact() {
    Origin origin;
    origin.address = "203.0.113.99";
    try {
      engine_->accounts().checkCaptcha(kPlatform, CaptchaUse::Contact, origin, std::nullopt);
      return {};
    } catch (const DomainError& error) {
      return {error.code(), error.status()};
    }
  }
  ApiAnswer join(const std::string& name, const std::string& captcha = {}) {
    return engine_->stranger().post("/auth/register", registration(name, captcha));
  }
  static void failThreeTimes(ApiClient& browser) { fail(browser, 3); }
  static void fail(ApiClient& browser, int times) {
    for (int i = 0; i < times; ++i)
      CPPUNIT_ASSERT_EQUAL(401, browser
                                    .post("/auth/login", {{"email", "nobody@example.in"},
                                                          {"password", "a wrong one 8812"}})
                                    .status);
  }
  void set(const std::string& name, const Json& value) {
    engine_->database().transaction(
        [&](db::Transaction& tx) { engine_->tenants().change(tx, kPlatform, name, value); });
  }

  ToldCaptchas captchas_;
  std::unique_ptr<TestEngine> engine_;
};
HOSTLER_SUITE(CaptchaTest, "modules/accounts/captcha");

class CaptchaOnMariaDbTest : public CaptchaTest {
  CPPUNIT_TEST_SUB_SUITE(CaptchaOnMariaDbTest, CaptchaTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(CaptchaOnMariaDbTest, "modules/accounts/captcha");

}  // namespace hostler::testing

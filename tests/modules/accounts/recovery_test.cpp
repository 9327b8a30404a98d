#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";
const std::string kNew = "another harbour 77 quill";

}  // namespace

class RecoveryTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecoveryTest);
  CPPUNIT_TEST(aResetChangesThePasswordAndEndsEverySession);
  CPPUNIT_TEST(aLinkWorksOnceAndTheNewestOnly);
  CPPUNIT_TEST(aLinkLivesAnHour);
  CPPUNIT_TEST(forgettingTellsNothing);
  CPPUNIT_TEST(linksNeverNameTheRequestsHost);
  CPPUNIT_TEST(anAddressGetsFiveMailsAnHour);
  CPPUNIT_TEST(everyForgotCountsAgainstTheAddress);
  CPPUNIT_TEST(aChangedPasswordEndsEveryOtherSession);
  CPPUNIT_TEST(aForgottenUserNameIsMailed);
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

  void aResetChangesThePasswordAndEndsEverySession() {
    const auto answer = reset(forgotten(), kNew);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    CPPUNIT_ASSERT(answer["access_token"].is_null());
    CPPUNIT_ASSERT_EQUAL(401, client_->get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(401, signInStatus(TestEngine::kPassword));
    CPPUNIT_ASSERT_EQUAL(200, signInStatus(kNew));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         engine_->messages().count("accounts.password_changed", kEmail));
  }

  void aLinkWorksOnceAndTheNewestOnly() {
    const auto first = forgotten(), second = forgotten();

    CPPUNIT_ASSERT_EQUAL(401, reset(first, kNew).status);
    CPPUNIT_ASSERT_EQUAL(200, reset(second, kNew).status);
    CPPUNIT_ASSERT_EQUAL(401, reset(second, kNew + " 2").status);
  }

  void aLinkLivesAnHour() {
    const auto token = forgotten();
    engine_->clock().advance(std::chrono::minutes{60});

    CPPUNIT_ASSERT_EQUAL(401, reset(token, kNew).status);
  }

  void forgettingTellsNothing() {
    auto stranger = engine_->stranger();
    const auto known = stranger.post("/auth/forgot-password", {{"email", kEmail}});
    const auto unknown = stranger.post("/auth/forgot-password", {{"email", "nobody@example.in"}});

    CPPUNIT_ASSERT_EQUAL(202, known.status);
    CPPUNIT_ASSERT_EQUAL(202, unknown.status);
    CPPUNIT_ASSERT_EQUAL(unknown.text, known.text);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         engine_->messages().count("accounts.reset_password", "nobody@example.in"));
  }

  void linksNeverNameTheRequestsHost() {
    auto stranger = engine_->stranger();
    stranger.callsHost("evil.example")
        .with("x-forwarded-host", "evil.example")
        .post("/auth/forgot-password", {{"email", kEmail}});

    const auto link =
        engine_->messages().last("accounts.reset_password", kEmail).link.value().reveal();

    CPPUNIT_ASSERT_MESSAGE(link, link.find("evil.example") == std::string::npos);
  }

  void anAddressGetsFiveMailsAnHour() {
    for (int i = 0; i < 10; ++i)
      engine_->stranger().post("/auth/forgot-password", {{"email", kEmail}});

    // One of the hour's five was the code of the sign-up.
    CPPUNIT_ASSERT_EQUAL(std::size_t{4},
                         engine_->messages().count("accounts.reset_password", kEmail));
  }

  void everyForgotCountsAgainstTheAddress() {
    EngineOptions options;
    options.limits = http::LimitSettings{};
    TestEngine strict{options};
    auto stranger = strict.stranger();
    for (int i = 0; i < 5; ++i) {
      CPPUNIT_ASSERT_EQUAL(202, stranger
                                    .post("/auth/forgot-password",
                                          {{"email", "u" + std::to_string(i) + "@example.in"}})
                                    .status);
    }

    const auto sixth = stranger.post("/auth/forgot-password", {{"email", "u6@example.in"}});

    CPPUNIT_ASSERT_EQUAL(429, sixth.status);
  }

  void aChangedPasswordEndsEveryOtherSession() {
    auto elsewhere = engine_->signedIn(kEmail);
    CPPUNIT_ASSERT_EQUAL(401,
                         client_
                             ->post("/auth/change-password",
                                    {{"current_password", "not this one"}, {"new_password", kNew}})
                             .status);

    CPPUNIT_ASSERT_EQUAL(
        200, client_
                 ->post("/auth/change-password",
                        {{"current_password", TestEngine::kPassword}, {"new_password", kNew}})
                 .status);

    CPPUNIT_ASSERT_EQUAL(401, elsewhere.get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(200, client_->get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(200, signInStatus(kNew));
  }

  void aForgottenUserNameIsMailed() {
    const auto number = client_->get("/account")["number"].get<std::string>();

    CPPUNIT_ASSERT_EQUAL(
        202, engine_->stranger()
                 .post("/auth/forgot-username", {{"account", number}, {"email", kEmail}})
                 .status);

    CPPUNIT_ASSERT_EQUAL(std::string{"asha"}, engine_->messages()
                                                  .last("accounts.forgotten_username", kEmail)
                                                  .model["username"]
                                                  .get<std::string>());
  }

 private:
  std::string forgotten() {
    CPPUNIT_ASSERT_EQUAL(
        202, engine_->stranger().post("/auth/forgot-password", {{"email", kEmail}}).status);
    return engine_->messages().token("accounts.reset_password", kEmail);
  }
  ApiAnswer reset(const std::string& token, const std::string& password) {
    return engine_->stranger().post("/auth/reset-password",
                                    {{"token", token}, {"password", password}});
  }
  int signInStatus(const std::string& password) {
    return engine_->stranger()
        .post("/auth/login", {{"email", kEmail}, {"password", password}})
        .status;
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> client_;
};

HOSTLER_SUITE(RecoveryTest, "modules/accounts/recovery");

}  // namespace hostler::testing

#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";
const std::string kWrong = "a wrong one 8812";

Json login(const std::string& email, const std::string& password) {
  return {{"email", email}, {"password", password}};
}

// What a stranger can tell apart: everything but the id of the request.
std::string tellable(const ApiAnswer& answer) {
  auto body = answer.body;
  body.erase("request_id");
  return std::to_string(answer.status) + body.dump();
}

}  // namespace

class SignInTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SignInTest);
  CPPUNIT_TEST(unknownWrongAndLockedAreOneAnswer);
  CPPUNIT_TEST(fiveFailuresLockForHalfAnHourAndTheOwnerIsTold);
  CPPUNIT_TEST(aKnownBrowserIsNotShutOutByStrangers);
  CPPUNIT_TEST(anAddressHasFiveFailuresInAQuarterOfAnHour);
  CPPUNIT_TEST(passwordsCountToTheirLastByte);
  CPPUNIT_TEST(editedTokensAreNoTokens);
  CPPUNIT_TEST(anAccessTokenLivesAQuarterOfAnHour);
  CPPUNIT_TEST(refreshAndChallengeTokensAreNoBearers);
  CPPUNIT_TEST(strangersAreToldNothingButToSignIn);
  CPPUNIT_TEST(unknownFieldsAreRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    engine_->signedUpClient(kEmail);
  }
  void tearDown() override { engine_.reset(); }

  void unknownWrongAndLockedAreOneAnswer() {
    const auto unknown =
        engine_->stranger().post("/auth/login", login("nobody@example.in", kWrong));
    const auto wrong = engine_->stranger().post("/auth/login", login(kEmail, kWrong));
    for (int i = 0; i < 4; ++i) engine_->stranger().post("/auth/login", login(kEmail, kWrong));
    const auto locked =
        engine_->stranger().post("/auth/login", login(kEmail, TestEngine::kPassword));

    CPPUNIT_ASSERT_EQUAL(401, unknown.status);
    CPPUNIT_ASSERT_EQUAL(tellable(unknown), tellable(wrong));
    CPPUNIT_ASSERT_EQUAL(tellable(unknown), tellable(locked));
  }

  void fiveFailuresLockForHalfAnHourAndTheOwnerIsTold() {
    for (int i = 0; i < 5; ++i) engine_->stranger().post("/auth/login", login(kEmail, kWrong));
    CPPUNIT_ASSERT_EQUAL(
        401, engine_->stranger().post("/auth/login", login(kEmail, TestEngine::kPassword)).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         engine_->messages().count("accounts.sign_in_locked", kEmail));

    engine_->clock().advance(std::chrono::minutes{30});

    CPPUNIT_ASSERT_EQUAL(
        200, engine_->stranger().post("/auth/login", login(kEmail, TestEngine::kPassword)).status);
  }

  void aKnownBrowserIsNotShutOutByStrangers() {
    auto known = engine_->signedIn(kEmail);
    for (int i = 0; i < 5; ++i) engine_->stranger().post("/auth/login", login(kEmail, kWrong));

    CPPUNIT_ASSERT_EQUAL(
        200,
        known.withoutBearer().post("/auth/login", login(kEmail, TestEngine::kPassword)).status);
    CPPUNIT_ASSERT_EQUAL(
        401, engine_->stranger().post("/auth/login", login(kEmail, TestEngine::kPassword)).status);
  }

  void anAddressHasFiveFailuresInAQuarterOfAnHour() {
    EngineOptions options;
    options.limits = http::LimitSettings{};
    TestEngine strict{options};
    strict.signedUpClient(kEmail);
    auto guesser = strict.stranger();
    for (int i = 0; i < 5; ++i)
      CPPUNIT_ASSERT_EQUAL(
          401, guesser.post("/auth/login", login("u" + std::to_string(i) + "@example.in", kWrong))
                   .status);

    const auto sixth = guesser.with("x-forwarded-for", "203.0.113.9")
                           .post("/auth/login", login(kEmail, TestEngine::kPassword));

    CPPUNIT_ASSERT_EQUAL(429, sixth.status);
    CPPUNIT_ASSERT_EQUAL(
        200, strict.stranger().post("/auth/login", login(kEmail, TestEngine::kPassword)).status);
    strict.clock().advance(std::chrono::minutes{15});
    CPPUNIT_ASSERT_EQUAL(200,
                         guesser.post("/auth/login", login(kEmail, TestEngine::kPassword)).status);
  }

  void passwordsCountToTheirLastByte() {
    const std::string start =
        "grove lantern 7 violet harbour pebble cinder maple orbit quill saffron tundra!!";
    auto client = engine_->signedIn(kEmail);
    CPPUNIT_ASSERT_EQUAL(
        200, client
                 .post("/auth/change-password",
                       {{"current_password", TestEngine::kPassword}, {"new_password", start + "A"}})
                 .status);

    CPPUNIT_ASSERT_EQUAL(
        401, engine_->stranger().post("/auth/login", login(kEmail, start + "B")).status);
    CPPUNIT_ASSERT_EQUAL(
        200, engine_->stranger().post("/auth/login", login(kEmail, start + "A")).status);
  }

  void editedTokensAreNoTokens() {
    auto client = engine_->signedIn(kEmail);
    const auto token = client.bearer();
    const auto dot = token.find('.');
    auto flipped = token;
    flipped[dot + 5] = flipped[dot + 5] == 'A' ? 'B' : 'A';
    const std::string none =
        "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0" + token.substr(dot, token.rfind('.') - dot + 1);

    for (const auto& forged :
         {flipped, none, token + "A", token.substr(0, token.size() - 1), std::string{"x"}}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(forged, 401, client.useBearer(forged).get("/auth/me").status);
    }
    CPPUNIT_ASSERT_EQUAL(200, client.useBearer(token).get("/auth/me").status);
  }

  void anAccessTokenLivesAQuarterOfAnHour() {
    auto client = engine_->signedIn(kEmail);
    engine_->clock().advance(std::chrono::minutes{15} - std::chrono::seconds{1});
    CPPUNIT_ASSERT_EQUAL(200, client.get("/auth/me").status);

    engine_->clock().advance(std::chrono::seconds{1});

    CPPUNIT_ASSERT_EQUAL(401, client.get("/auth/me").status);
  }

  void refreshAndChallengeTokensAreNoBearers() {
    auto client = engine_->signedIn(kEmail);
    const auto refresh = client.cookies().at("__Host-refresh");

    CPPUNIT_ASSERT_EQUAL(401, client.useBearer(refresh).get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(401,
                         client.useBearer("mfa_" + std::string(43, 'a')).get("/auth/me").status);
  }

  void strangersAreToldNothingButToSignIn() {
    auto stranger = engine_->stranger();
    for (const auto* path : {"/account", "/auth/me", "/auth/sessions", "/account/api-keys",
                             "/admin/clients", "/admin/staff"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, stranger.get(path).status);
    }
  }

  void unknownFieldsAreRefused() {
    auto client = engine_->signedIn(kEmail);
    for (const auto* field :
         {"role", "status", "email_verified", "tax_exempt", "wallet_balance", "group"}) {
      const auto answer = client.patch("/account", {{field, "x"}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(field, 422, answer.status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(field, std::string{"unknown_field"}, answer.fieldCode(field));
    }
  }

 private:
  std::unique_ptr<TestEngine> engine_;
};

HOSTLER_SUITE(SignInTest, "modules/accounts/sign_in");

}  // namespace hostler::testing

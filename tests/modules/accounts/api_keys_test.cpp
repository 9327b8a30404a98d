#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";

}  // namespace

class ApiKeysTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ApiKeysTest);
  CPPUNIT_TEST(aKeyMayWhatItsScopesSayAndNoMore);
  CPPUNIT_TEST(aKeyIsShownOnce);
  CPPUNIT_TEST(aRevokedKeyIsDeadAtOnce);
  CPPUNIT_TEST(aKeyIsBoundToItsAddresses);
  CPPUNIT_TEST(anExpiredKeyIsDead);
  CPPUNIT_TEST(aKeyCannotMakeKeysOrChangeFactors);
  CPPUNIT_TEST(aKeyIsFreshOnlyWhereItWasMadeSo);
  CPPUNIT_TEST(aFreshKeyWorksFromSomewhereAndForSomething);
  CPPUNIT_TEST(scopesThatMeanNothingAreRefused);
  CPPUNIT_TEST(anothersKeyIsNotThere);
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

  void aKeyMayWhatItsScopesSayAndNoMore() {
    auto program = withKey({{"scopes", {"read"}}});

    CPPUNIT_ASSERT_EQUAL(200, program.get("/account").status);
    CPPUNIT_ASSERT_EQUAL(403, program.patch("/account", {{"first_name", "Usha"}}).status);
    auto other = withKey({{"scopes", {"accounts:UpdateAccount"}}});
    CPPUNIT_ASSERT_EQUAL(200, other.patch("/account", {{"first_name", "Usha"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, other.get("/account/api-keys").status);
  }

  void aKeyIsShownOnce() {
    const auto made = make({{"scopes", {"read"}}});
    const auto secret = made["secret"].get<std::string>();
    CPPUNIT_ASSERT(secret.starts_with("hk_"));

    const auto list = client_->get("/account/api-keys");

    CPPUNIT_ASSERT(list.text.find(secret) == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(made["id"].dump(), list["data"][0]["id"].dump());
    for (const auto row : engine_->database().query("SELECT key_hash FROM api_keys"))
      CPPUNIT_ASSERT(row.text("key_hash") != secret);
  }

  void aRevokedKeyIsDeadAtOnce() {
    const auto made = make({{"scopes", {"read"}}});
    auto program = engine_->stranger();
    program.useBearer(made["secret"]);
    CPPUNIT_ASSERT_EQUAL(200, program.get("/account").status);

    CPPUNIT_ASSERT_EQUAL(
        204, client_->remove("/account/api-keys/" + made["id"].get<std::string>()).status);

    CPPUNIT_ASSERT_EQUAL(401, program.get("/account").status);
  }

  void aKeyIsBoundToItsAddresses() {
    auto program = withKey({{"scopes", {"read"}}, {"ip_allow", {"203.0.113.0/24"}}});

    CPPUNIT_ASSERT_EQUAL(403, program.cameFrom("198.51.100.7").get("/account").status);
    CPPUNIT_ASSERT_EQUAL(200, program.cameFrom("203.0.113.7").get("/account").status);
  }

  void anExpiredKeyIsDead() {
    auto program =
        withKey({{"scopes", {"read"}},
                 {"expires_at", engine_->clock().now().plus(std::chrono::hours{1}).text()}});
    CPPUNIT_ASSERT_EQUAL(200, program.get("/account").status);

    engine_->clock().advance(std::chrono::hours{1});

    CPPUNIT_ASSERT_EQUAL(401, program.get("/account").status);
  }

  void aKeyCannotMakeKeysOrChangeFactors() {
    auto program = withKey({{"scopes", {"*"}}});

    CPPUNIT_ASSERT_EQUAL(
        403, program.post("/account/api-keys", {{"name", "more"}, {"scopes", {"*"}}}).status);
    CPPUNIT_ASSERT_EQUAL(403, program.post("/auth/enable-2fa").status);
    CPPUNIT_ASSERT_EQUAL(
        403, program
                 .post("/auth/change-password", {{"current_password", TestEngine::kPassword},
                                                 {"new_password", "violet harbour 99"}})
                 .status);
    CPPUNIT_ASSERT_EQUAL(403, program
                                  .patch("/account", {{"email", "new@example.in"},
                                                      {"current_password", TestEngine::kPassword}})
                                  .status);
    CPPUNIT_ASSERT_EQUAL(403, program.get("/admin/clients").status);
  }

  void aKeyIsFreshOnlyWhereItWasMadeSo() {
    const Json policy{{"name", "readers"}, {"statements", Json::array()}};
    auto plain = withKey({{"scopes", {"*"}}});
    const auto refused = plain.post("/account/policies", policy);
    CPPUNIT_ASSERT_EQUAL(403, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"}, refused.code());
    CPPUNIT_ASSERT_MESSAGE(refused.text, refused.text.find("fresh-factor") != std::string::npos);

    // Whoever makes one says what it is for and from where.
    const auto made = [&](const Json& scopes, const Json& addresses) {
      return client_->post("/account/api-keys",
                           {{"name", "deploy"}, {"scopes", scopes}, {"ip_allow", addresses}});
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"required"},
                         made({"*", "fresh-factor"}, Json::array()).fieldCode("ip_allow"));
    CPPUNIT_ASSERT_EQUAL(std::string{"required"},
                         made(Json::array({"fresh-factor"}), {"203.0.113.7"}).fieldCode("scopes"));

    auto fresh =
        withKey({{"scopes", {"accounts:*", "fresh-factor"}}, {"ip_allow", {"203.0.113.7"}}});
    fresh.cameFrom("203.0.113.7");
    // It is asked for no factor any more: what is wrong now is the policy.
    CPPUNIT_ASSERT_EQUAL(422, fresh.post("/account/policies", policy).status);
    // What only people may, it may not either.
    CPPUNIT_ASSERT_EQUAL(
        403, fresh.post("/account/api-keys", {{"name", "more"}, {"scopes", {"read"}}}).status);
    CPPUNIT_ASSERT_EQUAL(403, fresh.cameFrom("198.51.100.7").get("/account").status);
  }

  // A network that is everybody's, or the scope twice over, says neither from where nor for what.
  void aFreshKeyWorksFromSomewhereAndForSomething() {
    const auto made = [&](const Json& scopes, const Json& addresses) {
      return client_->post("/account/api-keys",
                           {{"name", "deploy"}, {"scopes", scopes}, {"ip_allow", addresses}});
    };
    const Json fresh{"accounts:*", "fresh-factor"};
    for (const char* wide : {"0.0.0.0/0", "128.0.0.0/1", "10.0.0.0/7", "::/0", "2000::/3",
                             "2001::/15", "::ffff:0:0/96", "::/64", "::ffff:10.0.0.0/103"}) {
      const auto refused = made(fresh, Json::array({"203.0.113.7", wide}));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(wide, std::string{"too_wide"}, refused.fieldCode("ip_allow[1]"));
    }
    for (const char* narrow : {"10.0.0.0/8", "203.0.113.7/32", "2001:db8::/32", "2001::/16", "::1",
                               "::ffff:10.0.0.0/104"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(narrow, 201, made(fresh, Json::array({narrow})).status);
    }
    CPPUNIT_ASSERT_EQUAL(
        std::string{"required"},
        made({"fresh-factor", "fresh-factor"}, {"203.0.113.7"}).fieldCode("scopes"));
    // Whoever does not ask for it may still be called from everywhere.
    CPPUNIT_ASSERT_EQUAL(201, made(Json::array({"read"}), Json::array({"0.0.0.0/0"})).status);
  }

  void scopesThatMeanNothingAreRefused() {
    const auto answer = client_->post(
        "/account/api-keys", {{"name", "x"}, {"scopes", {"read", "nothing:AtAll", "bad pattern"}}});

    CPPUNIT_ASSERT_EQUAL(422, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_scope"}, answer.fieldCode("scopes[1]"));
    CPPUNIT_ASSERT_EQUAL(std::string{"unknown_scope"}, answer.fieldCode("scopes[2]"));
  }

  void anothersKeyIsNotThere() {
    const auto made = make({{"scopes", {"read"}}});
    auto other = engine_->signedUpClient("ravi@example.in");

    CPPUNIT_ASSERT_EQUAL(404,
                         other.remove("/account/api-keys/" + made["id"].get<std::string>()).status);
    CPPUNIT_ASSERT(other.get("/account/api-keys")["data"].empty());
  }

 private:
  ApiAnswer make(Json wanted) {
    wanted["name"] = "deploy";
    const auto made = client_->post("/account/api-keys", wanted);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    return made;
  }
  ApiClient withKey(const Json& wanted) {
    auto program = engine_->stranger();
    program.useBearer(make(wanted)["secret"]);
    return program;
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> client_;
};

HOSTLER_SUITE(ApiKeysTest, "modules/accounts/api_keys");

}  // namespace hostler::testing

#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kEmail = "asha@example.in";

}  // namespace

class SessionsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SessionsTest);
  CPPUNIT_TEST(aRefreshTokenGivesTheNextOne);
  CPPUNIT_TEST(aRefreshTokenUsedTwiceEndsItsSessionAndIsMailed);
  CPPUNIT_TEST(aMadeUpTokenOfASessionEndsNothing);
  CPPUNIT_TEST(aSessionEndsAfterSevenDays);
  CPPUNIT_TEST(theCookieNeedsThePagesOwnToken);
  CPPUNIT_TEST(formsAreNotTakenForJson);
  CPPUNIT_TEST(logoutCountsFromTheNextRequest);
  CPPUNIT_TEST(oneCanSignOutElsewhereAndOnlyOneself);
  CPPUNIT_TEST(cookiesAreMarkedAsTheyMust);
  CPPUNIT_TEST(whatIsOverIsForgottenAndTheRestStays);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    engine_->signedUpClient(kEmail);
  }
  void tearDown() override { engine_.reset(); }

  void aRefreshTokenGivesTheNextOne() {
    auto client = engine_->signedIn(kEmail);
    const auto first = client.cookies().at("__Host-refresh");
    engine_->clock().advance(std::chrono::hours{1});
    client.withoutBearer();

    const auto renewed = client.fromOwnPage().post("/auth/refresh-token", Json::object());

    CPPUNIT_ASSERT_EQUAL_MESSAGE(renewed.text, 200, renewed.status);
    CPPUNIT_ASSERT(client.cookies().at("__Host-refresh") != first);
    CPPUNIT_ASSERT_EQUAL(200, client.useBearer(renewed["access_token"]).get("/auth/me").status);
  }

  void aRefreshTokenUsedTwiceEndsItsSessionAndIsMailed() {
    auto client = engine_->signedIn(kEmail);
    const auto first = client.cookies().at("__Host-refresh");
    auto program = engine_->stranger();
    const auto second = program.post("/auth/refresh-token", {{"refresh_token", first}});
    CPPUNIT_ASSERT_EQUAL(200, second.status);
    program.cookies().clear();

    CPPUNIT_ASSERT_EQUAL(401,
                         program.post("/auth/refresh-token", {{"refresh_token", first}}).status);

    CPPUNIT_ASSERT_EQUAL(
        401,
        program.post("/auth/refresh-token", {{"refresh_token", second["refresh_token"]}}).status);
    CPPUNIT_ASSERT_EQUAL(401, program.useBearer(second["access_token"]).get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         engine_->messages().count("accounts.refresh_token_reused", kEmail));
  }

  void aMadeUpTokenOfASessionEndsNothing() {
    auto client = engine_->signedIn(kEmail);
    const auto token = client.cookies().at("__Host-refresh");
    const auto session = token.substr(0, token.find('.'));
    auto guesser = engine_->stranger();

    CPPUNIT_ASSERT_EQUAL(401, guesser
                                  .post("/auth/refresh-token",
                                        {{"refresh_token", session + "." + std::string(24, 'A') +
                                                               "." + std::string(43, 'A')}})
                                  .status);

    CPPUNIT_ASSERT_EQUAL(200, client.get("/auth/me").status);
  }

  void aSessionEndsAfterSevenDays() {
    auto program = engine_->stranger();
    auto token = engine_->signedIn(kEmail).cookies().at("__Host-refresh");
    for (int day = 0; day < 6; ++day) {
      engine_->clock().advance(std::chrono::hours{24});
      const auto renewed = program.post("/auth/refresh-token", {{"refresh_token", token}});
      CPPUNIT_ASSERT_EQUAL(200, renewed.status);
      program.cookies().clear();
      token = renewed["refresh_token"];
    }

    engine_->clock().advance(std::chrono::hours{24});

    CPPUNIT_ASSERT_EQUAL(401,
                         program.post("/auth/refresh-token", {{"refresh_token", token}}).status);
  }

  void theCookieNeedsThePagesOwnToken() {
    auto client = engine_->signedIn(kEmail);
    client.withoutBearer().get("/auth/csrf");

    CPPUNIT_ASSERT_EQUAL(403, client.post("/auth/refresh-token", Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(403, client.with("x-csrf-token", "wrong")
                                  .with("origin", "https://shop.example")
                                  .post("/auth/refresh-token", Json::object())
                                  .status);
    CPPUNIT_ASSERT_EQUAL(403, client.with("x-csrf-token", client.cookies().at("__Host-csrf"))
                                  .with("origin", "https://evil.example")
                                  .post("/auth/logout", Json::object())
                                  .status);
    CPPUNIT_ASSERT_EQUAL(200, client.fromOwnPage().post("/auth/logout", Json::object()).status);
  }

  void formsAreNotTakenForJson() {
    auto client = engine_->signedIn(kEmail);
    client.withoutBearer();

    const auto answer = client.fromOwnPage()
                            .with("content-type", "application/x-www-form-urlencoded")
                            .send(front::Method::Post, "/auth/logout", "a=b");

    CPPUNIT_ASSERT_EQUAL(415, answer.status);
  }

  void logoutCountsFromTheNextRequest() {
    auto client = engine_->signedIn(kEmail);
    const auto token = client.cookies().at("__Host-refresh");
    client.cookies().clear();

    CPPUNIT_ASSERT_EQUAL(200, client.post("/auth/logout").status);

    CPPUNIT_ASSERT_EQUAL(401, client.get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(
        401, engine_->stranger().post("/auth/refresh-token", {{"refresh_token", token}}).status);
  }

  void oneCanSignOutElsewhereAndOnlyOneself() {
    auto here = engine_->signedIn(kEmail), there = engine_->signedIn(kEmail);
    auto other = engine_->signedUpClient("ravi@example.in");
    const auto list = there.get("/auth/sessions")["data"];
    std::string current;
    for (const auto& session : list) {
      if (session["current"]) current = session["id"];
    }
    CPPUNIT_ASSERT(!current.empty());

    CPPUNIT_ASSERT_EQUAL(404, other.remove("/auth/sessions/" + current).status);
    CPPUNIT_ASSERT_EQUAL(204, here.remove("/auth/sessions/" + current).status);

    CPPUNIT_ASSERT_EQUAL(401, there.get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(200, here.get("/auth/me").status);
  }

  void cookiesAreMarkedAsTheyMust() {
    auto stranger = engine_->stranger();
    const auto answer =
        stranger.post("/auth/login", {{"email", kEmail}, {"password", TestEngine::kPassword}});
    int cookies = 0;
    for (const auto& [name, value] : answer.headers) {
      if (name != "Set-Cookie") continue;
      ++cookies;
      CPPUNIT_ASSERT_MESSAGE(value, value.starts_with("__Host-"));
      for (const auto* mark : {"Secure", "HttpOnly", "SameSite=Strict", "Path=/;"})
        CPPUNIT_ASSERT_MESSAGE(value, value.find(mark) != std::string::npos);
    }
    CPPUNIT_ASSERT_EQUAL(2, cookies);
    CPPUNIT_ASSERT(answer["refresh_token"].is_null());
  }

  void whatIsOverIsForgottenAndTheRestStays() {
    auto old = engine_->signedIn(kEmail);
    engine_->stranger().post("/auth/forgot-password", {{"email", kEmail}});
    engine_->clock().advance(std::chrono::hours{24 * 38});
    auto client = engine_->signedIn(kEmail);

    // Two sessions, the sign-up, the link: a code that was used is gone already.
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, engine_->accounts().prune());

    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, engine_->accounts().prune());
    CPPUNIT_ASSERT_EQUAL(200, client.get("/auth/me").status);
  }

 private:
  std::unique_ptr<TestEngine> engine_;
};

HOSTLER_SUITE(SessionsTest, "modules/accounts/sessions");

}  // namespace hostler::testing

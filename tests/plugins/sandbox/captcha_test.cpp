#include "core/time/clock.h"
#include "tests/plugins/support/sandbox_client.h"

using hostler::Json;
using hostler::front::Method;
using hostler::testing::SandboxClient;
using hostler::testing::Told;

namespace {

constexpr const char* kSite = "0x4AAAAAAASandboxTurnstile01";
constexpr const char* kSecret = "0x4AAAAAAASandboxTurnstileSecret0001";

}  // namespace

class SandboxCaptchaTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SandboxCaptchaTest);
  CPPUNIT_TEST(aTokenCountsOnceAndForItsOwnSite);
  CPPUNIT_TEST(aTokenGrowsOld);
  CPPUNIT_TEST(whatIsMissingIsSaid);
  CPPUNIT_TEST(theFrameHandsOutATokenOfItsPage);
  CPPUNIT_TEST(scoresAreToldByKeysOfVersionThree);
  CPPUNIT_TEST(publishedTestKeysDoWhatTheySay);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aTokenCountsOnceAndForItsOwnSite() {
    const auto token = solve("turnstile", kSite);
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid-input-secret"}, codeOf(verify("another", token)));
    const auto first = verify(kSecret, token);
    CPPUNIT_ASSERT(first.body["success"] == true && first.body["hostname"] == "shop.example");
    CPPUNIT_ASSERT_EQUAL(Json("login"), first.body["action"]);
    CPPUNIT_ASSERT_EQUAL(std::string{"timeout-or-duplicate"}, codeOf(verify(kSecret, token)));
    const auto booked = client_.book()["turnstile"]["verified"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, booked.size());
    CPPUNIT_ASSERT(booked[0]["ok"] == true && booked[1]["ok"] == false);

    client_.control(
        Method::Post, "/_accounts",
        {{"provider", "turnstile"}, {"site_key", "second"}, {"secret", "second-secret"}});
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid-input-response"},
                         codeOf(verify("second-secret", solve("turnstile", kSite))));
  }

  void aTokenGrowsOld() {
    const auto stale = solve("turnstile", kSite);
    clock_.advance(std::chrono::seconds{301});
    CPPUNIT_ASSERT_EQUAL(std::string{"timeout-or-duplicate"}, codeOf(verify(kSecret, stale)));
  }

  void whatIsMissingIsSaid() {
    CPPUNIT_ASSERT_EQUAL(std::string{"missing-input-secret"}, codeOf(verify("", "x")));
    CPPUNIT_ASSERT_EQUAL(std::string{"missing-input-response"}, codeOf(verify(kSecret, "")));
    CPPUNIT_ASSERT_EQUAL(std::string{"invalid-input-response"}, codeOf(verify(kSecret, "x")));
    CPPUNIT_ASSERT_EQUAL(
        422,
        client_.control(Method::Post, "/_pay", {{"provider", "turnstile"}, {"site_key", "nobody"}})
            .status);
    CPPUNIT_ASSERT_EQUAL(404, client_.ask(Method::Get, "/turnstile/v0/other", "", {}).status);
  }

  void theFrameHandsOutATokenOfItsPage() {
    const auto script = client_.ask(Method::Get, "/turnstile/v0/api.js?render=explicit", "", {});
    CPPUNIT_ASSERT(script.body.get<std::string>().find(R"(window["turnstile"])") !=
                   std::string::npos);
    const auto query = std::string{"/turnstile/v0/widget?sitekey="} + kSite +
                       "&hostname=127.0.0.1&action=register";
    const auto page = client_.ask(Method::Get, query, "", {}).body.get<std::string>();
    const auto begin = page.find("XXXX.");
    CPPUNIT_ASSERT(begin != std::string::npos);
    const auto token = page.substr(begin, page.find('"', begin) - begin);
    const auto said = verify(kSecret, token);
    CPPUNIT_ASSERT(said.body["success"] == true && said.body["hostname"] == "127.0.0.1");
    CPPUNIT_ASSERT_EQUAL(
        400, client_.ask(Method::Get, "/turnstile/v0/widget?sitekey=nobody", "", {}).status);
  }

  void scoresAreToldByKeysOfVersionThree() {
    const auto token = client_.ask(Method::Get,
                                   "/recaptcha/widget?as=json&hostname=shop.example&action=login&"
                                   "sitekey=6LdSandboxRecaptchaSite000000000000000003",
                                   "", {});
    const auto said = client_.ask(Method::Post, "/recaptcha/api/siteverify",
                                  "secret=6LdSandboxRecaptchaSecret0000000000000003&response=" +
                                      token.body["token"].get<std::string>(),
                                  {});
    CPPUNIT_ASSERT_EQUAL(Json(true), said.body["success"]);
    CPPUNIT_ASSERT_EQUAL(Json(0.9), said.body["score"]);
    CPPUNIT_ASSERT_EQUAL(Json("login"), said.body["action"]);
  }

  void publishedTestKeysDoWhatTheySay() {
    CPPUNIT_ASSERT_EQUAL(Json(true),
                         verify("1x0000000000000000000000000000000AA", "anything").body["success"]);
    CPPUNIT_ASSERT_EQUAL(Json(false),
                         verify("2x0000000000000000000000000000000AA", "anything").body["success"]);
  }

 private:
  static hostler::sandbox::SandboxOptions withClock(const hostler::Clock& clock) {
    hostler::sandbox::SandboxOptions options;
    options.clock = &clock;
    return options;
  }
  std::string solve(const std::string& provider, const std::string& site) {
    return client_
        .control(Method::Post, "/_pay",
                 {{"provider", provider},
                  {"site_key", site},
                  {"hostname", "shop.example"},
                  {"action", "login"}})
        .body["token"];
  }
  Told verify(const std::string& secret, const std::string& token) {
    return client_.ask(Method::Post, "/turnstile/v0/siteverify",
                       hostler::sdk::formEncode({{"secret", secret}, {"response", token}}), {});
  }
  static std::string codeOf(const Told& told) {
    CPPUNIT_ASSERT_EQUAL_MESSAGE(told.body.dump(), Json(false), told.body["success"]);
    return told.body["error-codes"][0];
  }

  hostler::ManualClock clock_{hostler::Instant::ofUnixSeconds(1'768'024'800)};
  SandboxClient client_{withClock(clock_)};
};

HOSTLER_SUITE(SandboxCaptchaTest, "plugins/sandbox/captcha");

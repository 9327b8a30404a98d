#include "tests/core/http/api_site.h"

namespace hostler::http {

using front::Method;

// What a client says about its own address is believed from nobody whom the operator has not named.
class ForwardedAddressesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ForwardedAddressesTest);
  CPPUNIT_TEST(aHeaderGivesNobodyANewAddress);
  CPPUNIT_TEST(aProxyOnThisMachineMaySayThatTheClientCameOverHttps);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aHeaderGivesNobodyANewAddress() {
    ApiSite site{engine_.url(),
                 ApiSettings{.production = false},
                 {.anonymous = {2, std::chrono::minutes{15}}}};
    site.router.raw(Method::Get, "/open", Access::everyone(), [](Context&) { return Answer{}; });
    const auto from = [&](const std::string& said) {
      return site.ask(call(Method::Get, "/api/open", "", {{"x-forwarded-for", said}})).status();
    };

    CPPUNIT_ASSERT_EQUAL(200, from("203.0.113.1"));
    CPPUNIT_ASSERT_EQUAL(200, from("203.0.113.2"));
    CPPUNIT_ASSERT_EQUAL(429, from("203.0.113.3"));
  }

  void aProxyOnThisMachineMaySayThatTheClientCameOverHttps() {
    ApiSite site{engine_.url(), ApiSettings{.production = true}};
    site.router.raw(Method::Get, "/open", Access::everyone(), [](Context&) { return Answer{}; });
    const front::Headers https{{"x-forwarded-proto", "https"}};
    auto stranger = call(Method::Get, "/api/open", "", https);
    stranger.peer = "203.0.113.9";
    stranger.peerIsLoopback = false;

    CPPUNIT_ASSERT_EQUAL(200, site.ask(call(Method::Get, "/api/open", "", https)).status());
    CPPUNIT_ASSERT_EQUAL(403, site.ask(stranger).status());
  }

 private:
  db::OnSqlite engine_;
};
HOSTLER_SUITE(ForwardedAddressesTest, "core/http/forwarded_addresses");

}  // namespace hostler::http

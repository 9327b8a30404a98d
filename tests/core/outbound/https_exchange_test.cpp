#include "core/outbound/https_exchange.h"

#include "tests/support/suite.h"

namespace hostler::testing {

// What is asked of servers that people name.
class HttpsExchangeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HttpsExchangeTest);
  CPPUNIT_TEST(aNameThatLeadsInsideIsNotAsked);
  CPPUNIT_TEST(oneAddressInsideAmongOthersIsEnough);
  CPPUNIT_TEST(anAddressInsideIsNotEvenLookedUp);
  CPPUNIT_TEST(nothingIsSentWithoutTime);
  CPPUNIT_TEST(aBodyEndsAtItsLimit);
  CPPUNIT_TEST_SUITE_END();

  static HttpsAnswer ask(const std::string& url, std::vector<std::string> addresses) {
    HttpsRequest request;
    request.url = url;
    return exchangeWithPublic(request, [&](const std::string&) { return addresses; });
  }
  static void isRefused(const HttpsAnswer& answer, const std::string& why) {
    CPPUNIT_ASSERT_EQUAL(why, answer.error);
    CPPUNIT_ASSERT_EQUAL(0, answer.status);
    CPPUNIT_ASSERT(!answer.wasSent);
  }

 public:
  void aNameThatLeadsInsideIsNotAsked() {
    for (const auto* address : {"127.0.0.1", "10.0.0.5", "169.254.169.254", "fd12::1", "::1"})
      isRefused(ask("https://api.example.com/", {address}), "the name has no public address");
    isRefused(ask("https://api.example.com/", {}), "the name has no public address");
  }

  void oneAddressInsideAmongOthersIsEnough() {
    isRefused(ask("https://api.example.com/", {"8.8.8.8", "10.0.0.5"}),
              "the name has no public address");
  }

  void anAddressInsideIsNotEvenLookedUp() {
    for (const auto* url : {"https://127.0.0.1/", "https://localhost/", "http://api.example.com/",
                            "https://user@api.example.com/"}) {
      HttpsRequest request;
      request.url = url;
      const auto answer =
          exchangeWithPublic(request, [&](const std::string& host) -> std::vector<std::string> {
            CPPUNIT_FAIL("looked up " + host);
            return {};
          });
      isRefused(answer, "not a public https address");
    }
  }

  void nothingIsSentWithoutTime() {
    HttpsRequest request;
    request.url = "https://api.example.com/";
    request.timeout = std::chrono::milliseconds{0};
    isRefused(exchangeWithPublic(
                  request, [](const std::string&) { return std::vector<std::string>{"8.8.8.8"}; }),
              "no time is left");
  }

  void aBodyEndsAtItsLimit() {
    BoundedBody body{10};
    CPPUNIT_ASSERT(body.take("12345"));
    CPPUNIT_ASSERT(body.take("67890"));
    CPPUNIT_ASSERT(!body.isTooLong());
    CPPUNIT_ASSERT(!body.take("1"));
    CPPUNIT_ASSERT(body.isTooLong());
    CPPUNIT_ASSERT(!body.take(""));  // it has ended
    CPPUNIT_ASSERT_EQUAL(std::string{"1234567890"}, body.text());
  }
};
HOSTLER_SUITE(HttpsExchangeTest, "core/outbound/https_exchange");

}  // namespace hostler::testing

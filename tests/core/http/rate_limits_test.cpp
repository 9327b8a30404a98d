#include "tests/core/http/notes.h"

namespace hostler::http {

using front::Method;

template <class Engine>
class RateLimitsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RateLimitsTest);
  CPPUNIT_TEST(strangersAreCountedByAddressAndClientsByAccount);
  CPPUNIT_TEST(aNetworkOfIpv6AddressesIsOneClient);
  CPPUNIT_TEST(headersCannotChangeTheAddressUnlessAProxyOfOursSaysSo);
  CPPUNIT_TEST(guessedTokensCountAsTheStrangersTheyAre);
  CPPUNIT_TEST(searchesHaveALimitOfTheirOwn);
  CPPUNIT_TEST(theWindowEndsAndARestartForgetsNothing);
  CPPUNIT_TEST(strictCountsAreExactOverProcesses);
  CPPUNIT_TEST(manyAddressesLeaveTheTableWithTheirWindows);
  CPPUNIT_TEST(settingsAreRead);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    const auto plain = [](const auto&) { return NoteView{Id<Note>::of(1), "x"}; };
    site_.router.get<Nothing, NoteView>("/open", Access::everyone(), plain);
    site_.router.get<Nothing, NoteView>("/search", Access::everyone(), plain).limited(Rate::Search);
    site_.router.get<Nothing, NoteView>("/mine", Access::signedIn(), plain);
  }

  void strangersAreCountedByAddressAndClientsByAccount() {
    const auto first = from("203.0.113.7");
    CPPUNIT_ASSERT_EQUAL(std::string{"5"}, first.header("RateLimit-Limit"));
    CPPUNIT_ASSERT_EQUAL(std::string{"4"}, first.header("RateLimit-Remaining"));
    CPPUNIT_ASSERT_EQUAL(std::string{"900"}, first.header("RateLimit-Reset"));
    for (int i = 0; i < 4; ++i) CPPUNIT_ASSERT_EQUAL(200, from("203.0.113.7").status());

    const auto refused = from("203.0.113.7");
    CPPUNIT_ASSERT_EQUAL(429, refused.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, refused.code());
    CPPUNIT_ASSERT_EQUAL(std::string{"900"}, refused.header("Retry-After"));
    CPPUNIT_ASSERT_EQUAL(std::string{"0"}, refused.header("RateLimit-Remaining"));
    CPPUNIT_ASSERT_EQUAL(200, from("203.0.113.8").status());

    auto alice = callAs("alice", Method::Get, "/api/mine");
    alice.peer = "203.0.113.7";
    for (int i = 0; i < 8; ++i) CPPUNIT_ASSERT_EQUAL(200, site_.ask(alice).status());
    CPPUNIT_ASSERT_EQUAL(429, site_.ask(alice).status());
    CPPUNIT_ASSERT_EQUAL(200, site_.ask(callAs("bob", Method::Get, "/api/mine")).status());
  }

  void aNetworkOfIpv6AddressesIsOneClient() {
    for (int i = 0; i < 5; ++i)
      CPPUNIT_ASSERT_EQUAL(200, from("2001:db8:1:2::" + std::to_string(i + 1)).status());
    CPPUNIT_ASSERT_EQUAL(429, from("2001:db8:1:2:ffff::9").status());
    CPPUNIT_ASSERT_EQUAL(200, from("2001:db8:1:3::1").status());
  }

  void headersCannotChangeTheAddressUnlessAProxyOfOursSaysSo() {
    for (int i = 0; i < 5; ++i) from("203.0.113.7", "198.51.100." + std::to_string(i));
    CPPUNIT_ASSERT_EQUAL(429, from("203.0.113.7", "198.51.100.99").status());

    // Behind our proxy the last address that is not its own counts, whatever the client put before
    // it.
    for (int i = 0; i < 5; ++i)
      CPPUNIT_ASSERT_EQUAL(
          200, from("127.0.0.1", "10.9.9." + std::to_string(i) + ", 192.0.2.1").status());
    CPPUNIT_ASSERT_EQUAL(429, from("127.0.0.1", "10.1.1.1, 192.0.2.1").status());
    CPPUNIT_ASSERT_EQUAL(200, from("127.0.0.1", "192.0.2.1, 192.0.2.2").status());
  }

  void guessedTokensCountAsTheStrangersTheyAre() {
    auto guess = callAs("mallory", Method::Get, "/api/mine");
    guess.peer = "203.0.113.7";
    for (int i = 0; i < 5; ++i) CPPUNIT_ASSERT_EQUAL(401, site_.ask(guess).status());
    CPPUNIT_ASSERT_EQUAL(429, site_.ask(guess).status());
  }

  void searchesHaveALimitOfTheirOwn() {
    const auto search = [&] { return site_.ask(callAs("alice", Method::Get, "/api/search")); };
    CPPUNIT_ASSERT_EQUAL(std::string{"2"}, search().header("RateLimit-Limit"));
    CPPUNIT_ASSERT_EQUAL(200, search().status());
    CPPUNIT_ASSERT_EQUAL(429, search().status());
    CPPUNIT_ASSERT_EQUAL(200, site_.ask(callAs("alice", Method::Get, "/api/mine")).status());
    site_.clock.advance(std::chrono::minutes{1});
    CPPUNIT_ASSERT_EQUAL(200, search().status());
  }

  void theWindowEndsAndARestartForgetsNothing() {
    for (int i = 0; i < 5; ++i) from("203.0.113.7");
    site_.limits->flush();
    const Limit limit{5, std::chrono::minutes{15}};
    RateLimits restarted{*site_.database, site_.clock, {}};
    CPPUNIT_ASSERT(!restarted.take("anonymous:203.0.113.7", limit).allowed);

    site_.clock.advance(std::chrono::minutes{14});
    CPPUNIT_ASSERT_EQUAL(429, from("203.0.113.7").status());
    site_.clock.advance(std::chrono::minutes{1});
    CPPUNIT_ASSERT_EQUAL(200, from("203.0.113.7").status());
    site_.limits->flush();
    site_.clock.advance(std::chrono::minutes{16});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, site_.limits->prune());
  }

  void strictCountsAreExactOverProcesses() {
    const Limit limit{5, std::chrono::minutes{15}};
    const auto other = db::Database::open(engine_.url());
    RateLimits elsewhere{*other, site_.clock, {}};
    std::atomic<int> allowed{0};
    db::inThreads(8, [&](int thread) {
      auto& limits = thread % 2 == 0 ? *site_.limits : elsewhere;
      for (int i = 0; i < 3; ++i) {
        if (limits.takeStrictly("auth:203.0.113.7", limit).allowed) ++allowed;
      }
    });
    CPPUNIT_ASSERT_EQUAL(5, allowed.load());
    CPPUNIT_ASSERT(!site_.limits->look("auth:203.0.113.7", limit).allowed);
  }

  // A counter for each of them is there for as long as its window, and no longer.
  void manyAddressesLeaveTheTableWithTheirWindows() {
    const Limit limit{5, std::chrono::minutes{15}};
    const auto bucket = [](int number) { return "anonymous:198.51." + std::to_string(number); };
    const auto rows = [&] { return site_.count("SELECT COUNT(*) AS n FROM rate_counters"); };
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < 2'000; ++i) site_.limits->take(bucket(10'000 * round + i), limit);
      for (int i = 0; i < 3; ++i) site_.limits->take(bucket(10'000 * round), limit);
      site_.limits->flush();
      CPPUNIT_ASSERT_EQUAL(std::int64_t{2'000}, rows());
      // Whoever asks goes on being counted meanwhile.
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, site_.limits->prune());
      CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                           site_.limits->look(bucket(10'000 * round), limit).remaining);
      site_.clock.advance(std::chrono::minutes{16});
      CPPUNIT_ASSERT_EQUAL(std::size_t{2'000}, site_.limits->prune());
      CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, rows());
    }
  }

  void settingsAreRead() {
    CPPUNIT_ASSERT_EQUAL(std::int64_t{100}, Limit::parse("100/15m").calls);
    CPPUNIT_ASSERT(Limit::parse("100/15m").window == std::chrono::minutes{15});
    CPPUNIT_ASSERT(Limit::parse("3/h").window == std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(std::string{"10/1m"}, Limit::parse("10/60s").text());
    for (const auto& wrong : {"", "100", "/15m", "100/", "0/1m", "-1/1m", "1/0m", "1.5/m", "100/15",
                              "100/15y", "1e3/1m", " 1/1m"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(wrong, static_cast<void>(Limit::parse(wrong)),
                                   std::invalid_argument);
    }
  }

 private:
  Received from(const std::string& peer, const std::string& forwarded = {}) {
    auto request = call(Method::Get, "/api/open");
    request.peer = peer;
    if (!forwarded.empty()) request.headers.emplace_back("x-forwarded-for", forwarded);
    return site_.ask(std::move(request));
  }

  Engine engine_;
  ApiSite site_{engine_.url(),
                {.production = false, .trustedProxies = {"127.0.0.1", "::1"}},
                {.anonymous = {5, std::chrono::minutes{15}},
                 .search = {2, std::chrono::minutes{1}},
                 .account = {8, std::chrono::minutes{15}}}};
};
HOSTLER_HTTP_SUITE(RateLimitsTest, "core/http/rate_limits");

}  // namespace hostler::http

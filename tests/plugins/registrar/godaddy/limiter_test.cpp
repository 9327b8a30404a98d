#include "godaddy_shop.h"
#include "request_limiter.h"

using namespace hostler::godaddy;
using hostler::testing::callWith;
using hostler::testing::GodaddyShop;
using namespace std::chrono_literals;

class GodaddyLimiterTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GodaddyLimiterTest);
  CPPUNIT_TEST(sixtyRequestsOfOneKindPassWithinAMinute);
  CPPUNIT_TEST(eachKindIsCountedByItself);
  CPPUNIT_TEST(theWindowSlides);
  CPPUNIT_TEST(whoIsRefusedIsNotCounted);
  CPPUNIT_TEST(noMinuteEverHoldsMoreThanSixty);
  CPPUNIT_TEST(theSixtyFirstCallIsPutOffAndNeverSent);
  CPPUNIT_TEST(godaddysOwnWaitIsPassedOn);
  CPPUNIT_TEST_SUITE_END();

 public:
  void sixtyRequestsOfOneKindPassWithinAMinute() {
    for (int i = 0; i < 60; ++i) CPPUNIT_ASSERT(!limiter_.take("GET /a"));
    const auto wait = limiter_.take("GET /a");
    CPPUNIT_ASSERT(wait && *wait >= 60s && *wait <= 65s);
  }

  void eachKindIsCountedByItself() {
    for (int i = 0; i < 60; ++i) CPPUNIT_ASSERT(!limiter_.take("GET /a"));
    CPPUNIT_ASSERT(!limiter_.take("GET /b"));
    CPPUNIT_ASSERT(!limiter_.take("POST /a"));
    CPPUNIT_ASSERT(limiter_.take("GET /a"));
  }

  void theWindowSlides() {
    for (int i = 0; i < 60; ++i) {
      CPPUNIT_ASSERT(!limiter_.take("GET /a"));
      now_ += 500ms;
    }
    const auto wait = limiter_.take("GET /a");
    CPPUNIT_ASSERT(wait);
    now_ += *wait;
    CPPUNIT_ASSERT(!limiter_.take("GET /a"));
  }

  void whoIsRefusedIsNotCounted() {
    for (int i = 0; i < 60; ++i) (void)limiter_.take("GET /a");
    const auto first = *limiter_.take("GET /a");
    for (int i = 0; i < 1000; ++i) (void)limiter_.take("GET /a");
    CPPUNIT_ASSERT(first == *limiter_.take("GET /a"));
    now_ += first;
    for (int i = 0; i < 60; ++i) CPPUNIT_ASSERT(!limiter_.take("GET /a"));
  }

  void noMinuteEverHoldsMoreThanSixty() {
    std::vector<RequestLimiter::Time> sent;
    for (int i = 0; i < 5000; ++i) {
      if (!limiter_.take("GET /a")) sent.push_back(now_);
      now_ += 97ms;
    }
    for (std::size_t i = 60; i < sent.size(); ++i) CPPUNIT_ASSERT(sent[i] - sent[i - 60] > 60s);
  }

  void theSixtyFirstCallIsPutOffAndNeverSent() {
    GodaddyShop shop;
    const auto registrar = shop.registrar({{"requests_per_minute", 60}}, [this] { return now_; });
    const auto look = [&] { return registrar->locate(callWith(), {"free.com", std::nullopt}); };
    for (int i = 0; i < 60; ++i) CPPUNIT_ASSERT(look());
    const auto refused = look();
    CPPUNIT_ASSERT(refused.outcome() == hostler::sdk::Outcome::Retryable);
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, refused.error().code);
    CPPUNIT_ASSERT(refused.error().retryAfter && *refused.error().retryAfter >= 60s);
    CPPUNIT_ASSERT_EQUAL(std::size_t{60}, shop.control.calls("godaddy").size());
    now_ += *refused.error().retryAfter;
    CPPUNIT_ASSERT(look());
  }

  void godaddysOwnWaitIsPassedOn() {
    GodaddyShop shop;
    const auto registrar = shop.registrar({{"key", "sandbox_godaddy_key"},
                                           {"secret", "sandbox_godaddy_secret_01"},
                                           {"shopper_id", "100001"}});
    const auto look = [&] { return registrar->locate(callWith(), {"free.com", std::nullopt}); };
    for (int i = 0; i < 60; ++i) CPPUNIT_ASSERT(look());
    shop.clock.advance(20s);
    const auto refused = look();
    CPPUNIT_ASSERT(refused.outcome() == hostler::sdk::Outcome::Retryable);
    CPPUNIT_ASSERT(refused.error().retryAfter == std::optional{40s});
    shop.clock.advance(40s);
    CPPUNIT_ASSERT(look());
  }

 private:
  RequestLimiter::Time now_{};
  RequestLimiter limiter_{60, [this] { return now_; }};
};

HOSTLER_SUITE(GodaddyLimiterTest, "plugins/registrar/godaddy/limiter");

#include "tests/core/http/api_site.h"

namespace hostler::http {

using front::Method;

// Who asks for what takes long does not keep everybody else waiting.
template <class Engine>
class SlowCallsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SlowCallsTest);
  CPPUNIT_TEST(oneCallerHasAFewSlowCallsAtOnce);
  CPPUNIT_TEST(allCallersTogetherLeaveRoomForQuickCalls);
  CPPUNIT_TEST(aCallThatFailsGivesItsPlaceBack);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site_.router
        .raw(Method::Get, "/slow", Access::signedIn(),
             [this](Context&) {
               std::unique_lock lock{mutex_};
               ++running_;
               changed_.notify_all();
               changed_.wait(lock, [this] { return open_; });
               return Answer{};
             })
        .slow();
    site_.router
        .raw(Method::Get, "/breaks", Access::signedIn(),
             [](Context&) -> Answer {
               throw DomainError{"broken", 409, "It is broken."};
             })
        .slow();
    site_.router.raw(Method::Get, "/quick", Access::signedIn(), [](Context&) { return Answer{}; });
  }
  void tearDown() override { letGo(); }

  void oneCallerHasAFewSlowCallsAtOnce() {
    start("alice", 2);

    const auto third = site_.ask(callAs("alice", Method::Get, "/api/slow"));

    CPPUNIT_ASSERT_EQUAL(503, third.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"busy"}, third.code());
    CPPUNIT_ASSERT(!third.header("Retry-After").empty());
    letGo();
    CPPUNIT_ASSERT_EQUAL(200, site_.ask(callAs("alice", Method::Get, "/api/slow")).status());
  }

  void allCallersTogetherLeaveRoomForQuickCalls() {
    start("alice", 2);
    start("bob", 1);

    CPPUNIT_ASSERT_EQUAL(503, site_.ask(callAs("bob", Method::Get, "/api/slow")).status());
    CPPUNIT_ASSERT_EQUAL(200, site_.ask(callAs("bob", Method::Get, "/api/quick")).status());
  }

  void aCallThatFailsGivesItsPlaceBack() {
    for (int i = 0; i < 5; ++i)
      CPPUNIT_ASSERT_EQUAL(409, site_.ask(callAs("alice", Method::Get, "/api/breaks")).status());
  }

 private:
  // Returns once so many more are inside.
  void start(const std::string& who, int calls) {
    const int wanted = running_ + calls;
    for (int i = 0; i < calls; ++i)
      threads_.emplace_back([this, who] { site_.ask(callAs(who, Method::Get, "/api/slow")); });
    std::unique_lock lock{mutex_};
    const bool inside =
        changed_.wait_for(lock, std::chrono::seconds{20}, [&] { return running_ == wanted; });
    CPPUNIT_ASSERT(inside);
  }
  void letGo() {
    {
      const std::lock_guard lock{mutex_};
      open_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

  Engine engine_;
  ApiSite site_{engine_.url(), {.production = false, .slowAtOnce = 3, .slowPerCaller = 2}};
  std::mutex mutex_;
  std::condition_variable changed_;
  int running_ = 0;
  bool open_ = false;
  std::vector<std::thread> threads_;
};
HOSTLER_HTTP_SUITE(SlowCallsTest, "core/http/slow_calls");

}  // namespace hostler::http

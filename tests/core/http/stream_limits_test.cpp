#include "core/http/event_streams.h"
#include "tests/core/http/api_site.h"

namespace hostler::http {

using front::Method;

// A stream costs a connection for as long as it lives, so an account has a few, and none lives
// longer than what opened it.
template <class Engine>
class StreamLimitsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StreamLimitsTest);
  CPPUNIT_TEST(anAccountHasAFewStreamsAtOnce);
  CPPUNIT_TEST(aStreamEndsWhenItsTimeIsUp);
  CPPUNIT_TEST(aStreamEndsWithTheRightToIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anAccountHasAFewStreamsAtOnce() {
    open({.perAccount = 2, .look = kSoon});
    const auto first = listen("alice"), second = listen("alice");

    const auto third = site_.ask(callAs("alice", Method::Get, "/api/events"));

    CPPUNIT_ASSERT_EQUAL(429, third.status());
    CPPUNIT_ASSERT_EQUAL(std::string{"too_many_streams"}, third.code());
    CPPUNIT_ASSERT(!listen("bob")->received().isClosed);
    first->hangUp();
    CPPUNIT_ASSERT(!listen("alice")->received().isClosed);
  }

  void aStreamEndsWhenItsTimeIsUp() {
    open({.longest = std::chrono::milliseconds{1}, .look = kSoon});
    CPPUNIT_ASSERT(ends(listen("alice")));
  }

  void aStreamEndsWithTheRightToIt() {
    open({.look = kSoon, .looksPerHeartbeat = 1});
    const auto alice = listen("alice");
    CPPUNIT_ASSERT(alice->hears("still here"));

    allowed_ = false;

    CPPUNIT_ASSERT(ends(alice));
  }

 private:
  static constexpr std::chrono::milliseconds kSoon{2};
  static inline const EventStreams::MayHear kAnything = [](const events::Record&) { return true; };

  void open(EventStreams::Limits limits) {
    streams_ = std::make_unique<EventStreams>(*site_.database, limits);
    site_.router.raw(Method::Get, "/events", Access::signedIn(), [this](Context& context) {
      streams_->requireRoom(context.scope());
      Answer answer;
      answer.raw = front::Response{};
      answer.stream = [this, scope = context.scope()](std::shared_ptr<front::Stream> stream) {
        streams_->add(scope, std::move(stream), kAnything,
                      [this] { return allowed_ ? std::optional{kAnything} : std::nullopt; });
      };
      return answer;
    });
  }
  std::shared_ptr<Caller> listen(const std::string& who) {
    auto caller = site_.begin(callAs(who, Method::Get, "/api/events"));
    if (!caller->hears(": connected")) throw std::runtime_error{"the stream did not begin"};
    return caller;
  }
  static bool ends(const std::shared_ptr<Caller>& caller) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (std::chrono::steady_clock::now() < until) {
      if (caller->received().isClosed) return true;
      std::this_thread::yield();
    }
    return false;
  }

  Engine engine_;
  ApiSite site_{engine_.url()};
  std::atomic<bool> allowed_{true};
  std::unique_ptr<EventStreams> streams_;
};
HOSTLER_HTTP_SUITE(StreamLimitsTest, "core/http/stream_limits");

}  // namespace hostler::http

#include "core/front/deadline_lists.h"
#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

namespace hostler::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

enum class Phase { Short = 1, Long, Endless, Last = Endless };
using Lists = front::DeadlineLists<int, Phase>;

}  // namespace

class DeadlinesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DeadlinesTest);
  CPPUNIT_TEST(theNextDeadlineIsTheEarliestOfAllLists);
  CPPUNIT_TEST(movingStartsTheTimeAnew);
  CPPUNIT_TEST(membersWithoutADeadlineAreNeverOverdue);
  CPPUNIT_TEST(aHeadThatDripsIsRefusedInItsTime);
  CPPUNIT_TEST(aRefusalAfterAHeadHasItsBody);
  CPPUNIT_TEST(aBodyThatStopsIsRefused);
  CPPUNIT_TEST(aBodyThatKeepsComingMayTakeLonger);
  CPPUNIT_TEST(anIdleConnectionEndsWithoutAWord);
  CPPUNIT_TEST(aConnectionThatNeverSpeaksEndsWithoutAWord);
  CPPUNIT_TEST(aReaderThatStopsIsCut);
  CPPUNIT_TEST(aReaderThatDripsIsCut);
  CPPUNIT_TEST(aHandlerHasAllTheTimeItNeeds);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;
  steady_clock::time_point start_;

  steady_clock::duration elapsed() const { return steady_clock::now() - start_; }

 public:
  void setUp() override { start_ = steady_clock::now(); }

  void theNextDeadlineIsTheEarliestOfAllLists() {
    Lists lists{{10ms, 100ms, std::nullopt}};
    CPPUNIT_ASSERT(!lists.nextDeadline());
    const auto slow = lists.enter(std::make_shared<int>(1), Phase::Long, start_);
    CPPUNIT_ASSERT(start_ + 100ms == lists.nextDeadline());
    lists.enter(std::make_shared<int>(2), Phase::Short, start_ + 5ms);
    CPPUNIT_ASSERT(start_ + 15ms == lists.nextDeadline());
    CPPUNIT_ASSERT(lists.overdue(start_ + 14ms) == nullptr);
    CPPUNIT_ASSERT_EQUAL(2, *lists.overdue(start_ + 15ms));
    CPPUNIT_ASSERT_EQUAL(1, *lists.leave(slow, Phase::Long));
    CPPUNIT_ASSERT(start_ + 15ms == lists.nextDeadline());
  }

  void movingStartsTheTimeAnew() {
    Lists lists{{10ms, 100ms, std::nullopt}};
    const auto one = lists.enter(std::make_shared<int>(1), Phase::Short, start_);
    const auto two = lists.enter(std::make_shared<int>(2), Phase::Short, start_ + 1ms);

    lists.move(one, Phase::Short, Phase::Short, start_ + 2ms);
    CPPUNIT_ASSERT_EQUAL(2, *lists.overdue(start_ + 20ms));
    lists.move(two, Phase::Short, Phase::Long, start_ + 3ms);
    CPPUNIT_ASSERT_EQUAL(1, *lists.overdue(start_ + 20ms));
    lists.leave(one, Phase::Short);
    CPPUNIT_ASSERT(start_ + 103ms == lists.nextDeadline());
  }

  void membersWithoutADeadlineAreNeverOverdue() {
    Lists lists{{10ms, 100ms, std::nullopt}};
    const auto one = lists.enter(std::make_shared<int>(1), Phase::Short, start_);
    lists.move(one, Phase::Short, Phase::Endless, start_);
    CPPUNIT_ASSERT(!lists.nextDeadline());
    CPPUNIT_ASSERT(lists.overdue(start_ + 24h) == nullptr);
    int visited = 0;
    lists.forEach(Phase::Endless, [&](int& member) { visited = member; });
    CPPUNIT_ASSERT_EQUAL(1, visited);
  }

  void aHeadThatDripsIsRefusedInItsTime() {
    const ServedFront served{application_, {.headTimeout = 300ms}};
    auto client = served.connect();
    client.send("GET /a HTTP/1.1\r\nX-Drip: ");

    // A byte every few milliseconds must not buy more time.
    while (!client.hasInput(5ms)) {
      CPPUNIT_ASSERT(elapsed() < 10s);
      client.send("x");
    }

    CPPUNIT_ASSERT_EQUAL(408, client.read().status);
    CPPUNIT_ASSERT(elapsed() >= 300ms);
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, served.counters().timedOut);
    client.endSending();
    CPPUNIT_ASSERT(client.seesEnd());
  }

  void aRefusalAfterAHeadHasItsBody() {
    const ServedFront served{application_, {.headTimeout = 100ms}};
    auto client = served.connect();
    client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
    CPPUNIT_ASSERT_EQUAL(200, client.read(true).status);
    client.send("GET /b");
    CPPUNIT_ASSERT_EQUAL(std::string{"refused 408"}, client.read().body);
  }

  void aBodyThatStopsIsRefused() {
    const ServedFront served{application_, {.bodyTimeout = 200ms}};
    auto client = served.connect();
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhello");

    CPPUNIT_ASSERT_EQUAL(408, client.read().status);
    CPPUNIT_ASSERT(elapsed() >= 200ms);
    CPPUNIT_ASSERT(application_.seen().empty());
  }

  void aBodyThatKeepsComingMayTakeLonger() {
    const ServedFront served{application_, {.bodyTimeout = 1'000ms}};
    auto client = served.connect();
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 327680\r\n\r\n");

    for (int i = 0; i < 5; ++i) {
      CPPUNIT_ASSERT(!client.hasInput(300ms));
      client.send(std::string(64 * 1024, 'x'));
    }

    CPPUNIT_ASSERT_EQUAL(200, client.read().status);
    CPPUNIT_ASSERT(elapsed() > 1'000ms);
  }

  void anIdleConnectionEndsWithoutAWord() {
    const ServedFront served{application_, {.idleTimeout = 100ms}};
    auto client = served.connect();
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/a")).status);
    CPPUNIT_ASSERT_EQUAL(std::string{}, client.readAll());
    CPPUNIT_ASSERT(elapsed() >= 100ms);
  }

  void aConnectionThatNeverSpeaksEndsWithoutAWord() {
    const ServedFront served{application_, {.headTimeout = 100ms}};
    auto client = served.connect();
    CPPUNIT_ASSERT_EQUAL(std::string{}, client.readAll());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{0}, served.counters().timedOut);
  }

  void aReaderThatStopsIsCut() {
    application_.handler = [](front::Request, front::Responder responder) {
      responder.answer(TestApplication::text(std::string(32 << 20, 'x')));
    };
    const ServedFront served{application_, {.writeTimeout = 200ms}};
    auto client = served.connect();
    client.send(get("/a"));
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().timedOut == 1; }));
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 0; }));
  }

  void aReaderThatDripsIsCut() {
    application_.handler = [](front::Request, front::Responder responder) {
      responder.answer(TestApplication::text(std::string(32 << 20, 'x')));
    };
    const ServedFront served{application_, {.writeTimeout = 300ms}};
    Client client{served.front.port(), 4096};
    client.send(get("/a"));
    auto tookAt = steady_clock::now();
    const auto drip = [&] {
      if (steady_clock::now() - tookAt < 20ms || !client.hasInput(0ms)) return;
      tookAt = steady_clock::now();
      try {
        client.readExactly(1024);
      } catch (const std::runtime_error&) {
        // It was cut in the middle.
      }
    };
    CPPUNIT_ASSERT(becomesTrue(
        [&] {
          drip();
          return served.counters().timedOut == 1;
        },
        5s));
  }

  void aHandlerHasAllTheTimeItNeeds() {
    Gate gate;
    application_.handler = [&](front::Request request, front::Responder responder) {
      gate.pass();
      responder.answer(TestApplication::echo(request));
    };
    const ServedFront served{
        application_,
        {.headTimeout = 50ms, .bodyTimeout = 50ms, .idleTimeout = 50ms, .writeTimeout = 50ms}};
    auto client = served.connect();
    client.send(get("/slow"));
    auto idle = served.connect();
    // Another connection's deadline has come and gone, twice over.
    CPPUNIT_ASSERT(idle.seesEnd());
    auto second = served.connect();
    CPPUNIT_ASSERT(second.seesEnd());
    CPPUNIT_ASSERT(!client.hasInput(0ms));

    gate.open();
    CPPUNIT_ASSERT_EQUAL(200, client.read().status);
  }
};

HOSTLER_SUITE(DeadlinesTest, "core/front/deadlines");

}  // namespace hostler::testing

#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <future>
#include <optional>

namespace hostler::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

}  // namespace

class DrainTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(DrainTest);
  CPPUNIT_TEST(drainAnswersWhatRunsAndEndsWhatIsIdle);
  CPPUNIT_TEST(drainLetsAHalfSentRequestFinish);
  CPPUNIT_TEST(drainEndsStreams);
  CPPUNIT_TEST(drainGivesUpWhenTheTimeIsUp);
  CPPUNIT_TEST(stopEndsEverythingAndMayBeCalledTwice);
  CPPUNIT_TEST(whoWasNotLetInYetSeesTheEndOfAStop);
  CPPUNIT_TEST(stopDropsWhatWaitsForAWorker);
  CPPUNIT_TEST(aPortThatIsTakenIsNamed);
  CPPUNIT_TEST(aPortIsFreeAgainAfterTheEnd);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;
  Gate gate_;

  void waitAtGate() {
    application_.handler = [&](front::Request request, front::Responder responder) {
      if (request.path() == "/wait") gate_.pass();
      responder.answer(TestApplication::echo(request));
    };
  }

 public:
  void drainAnswersWhatRunsAndEndsWhatIsIdle() {
    waitAtGate();
    ServedFront served{application_};
    auto running = served.connect(), idle = served.connect(), silent = served.connect();
    CPPUNIT_ASSERT_EQUAL(200, idle.ask(get("/a")).status);
    running.send(get("/wait"));
    CPPUNIT_ASSERT(
        becomesTrue([&] { return gate_.waiting() == 1 && served.counters().open == 3; }));

    auto drained = std::async(std::launch::async, [&] { served.front.drain(20s); });

    CPPUNIT_ASSERT(idle.seesEnd());
    CPPUNIT_ASSERT(silent.seesEnd());
    CPPUNIT_ASSERT(becomesTrue([&] {
      try {
        return served.connect().seesEnd();
      } catch (const std::runtime_error&) {
        return true;
      }
    }));
    CPPUNIT_ASSERT(drained.wait_for(0s) == std::future_status::timeout);
    gate_.open();
    const auto answer = running.read();
    CPPUNIT_ASSERT_EQUAL(std::string{"GET /wait "}, answer.body);
    CPPUNIT_ASSERT_EQUAL(std::string{"close"}, answer.headers.at("connection"));
    running.close();
    CPPUNIT_ASSERT(drained.wait_for(10s) == std::future_status::ready);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, served.counters().open);
  }

  void drainLetsAHalfSentRequestFinish() {
    ServedFront served{application_};
    auto client = served.connect();
    client.send("GET /half HTTP/1.1\r\n");
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().bytesReceived > 0; }));
    auto drained = std::async(std::launch::async, [&] { served.front.drain(20s); });
    const auto answer = client.ask("Host: a\r\n\r\n");
    CPPUNIT_ASSERT_EQUAL(200, answer.status);
    client.close();
    CPPUNIT_ASSERT(drained.wait_for(10s) == std::future_status::ready);
  }

  void drainEndsStreams() {
    Handover<std::shared_ptr<front::Stream>> opened;
    application_.handler = [&](front::Request, front::Responder responder) {
      opened.put(responder.stream(TestApplication::text("hello")));
    };
    ServedFront served{application_};
    auto client = served.connect();
    client.send(get("/events"));
    const auto stream = opened.take();
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().streams == 1; }));

    auto drained = std::async(std::launch::async, [&] { served.front.drain(20s); });

    CPPUNIT_ASSERT_EQUAL(std::string{"hello"}, client.read().body);
    CPPUNIT_ASSERT(client.seesEnd());
    client.close();
    CPPUNIT_ASSERT(drained.wait_for(10s) == std::future_status::ready);
    CPPUNIT_ASSERT(!stream->send("too late"));
  }

  void drainGivesUpWhenTheTimeIsUp() {
    waitAtGate();
    ServedFront served{application_};
    auto client = served.connect();
    client.send(get("/wait"));
    CPPUNIT_ASSERT(becomesTrue([&] { return gate_.waiting() == 1; }));
    const auto start = steady_clock::now();
    served.front.drain(100ms);
    CPPUNIT_ASSERT(steady_clock::now() - start >= 100ms);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, served.counters().open);
    gate_.open();
    CPPUNIT_ASSERT_EQUAL(200, client.read().status);
  }

  void stopEndsEverythingAndMayBeCalledTwice() {
    ServedFront served{application_};
    auto idle = served.connect(), half = served.connect();
    CPPUNIT_ASSERT_EQUAL(200, idle.ask(get("/a")).status);
    half.send("GET /");
    served.front.stop();
    CPPUNIT_ASSERT(idle.seesEnd());
    CPPUNIT_ASSERT(half.seesEnd());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, served.counters().open);
    served.front.stop();
    served.front.drain(10s);
  }

  void whoWasNotLetInYetSeesTheEndOfAStop() {
    // The only loop is held up by a quick request while another client connects.
    application_.planned = [](const auto&) { return front::Plan{.quick = true}; };
    waitAtGate();
    ServedFront served{application_, {.loops = 1}};
    auto first = served.connect();
    first.send(get("/wait"));
    CPPUNIT_ASSERT(becomesTrue([&] { return gate_.waiting() == 1; }));
    auto second = served.connect();
    auto stopped = std::async(std::launch::async, [&] {
      served.front.stop();
      return second.seesEnd();
    });
    CPPUNIT_ASSERT(stopped.wait_for(100ms) == std::future_status::timeout);
    gate_.open();
    CPPUNIT_ASSERT(stopped.get());
  }

  void stopDropsWhatWaitsForAWorker() {
    waitAtGate();
    ServedFront served{application_, {.workers = 1}};
    auto first = served.connect(), second = served.connect();
    first.send(get("/wait"));
    CPPUNIT_ASSERT(becomesTrue([&] { return gate_.waiting() == 1; }));
    second.send(get("/never"));
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().queued == 1; }));

    auto stopped = std::async(std::launch::async, [&] { served.front.stop(); });

    // The connections end at once; the handler that runs is waited for, the other never starts.
    CPPUNIT_ASSERT(first.seesEnd());
    CPPUNIT_ASSERT(second.seesEnd());
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().queued == 0; }));
    gate_.open();
    CPPUNIT_ASSERT(stopped.wait_for(10s) == std::future_status::ready);
    CPPUNIT_ASSERT((std::vector<std::string>{"/wait"}) == application_.seen());
  }

  void aPortThatIsTakenIsNamed() {
    ServedFront served{application_};
    try {
      front::Front second{application_, {.port = served.front.port()}};
      CPPUNIT_FAIL("two fronts share one port");
    } catch (const std::runtime_error& error) {
      const auto place = "127.0.0.1:" + std::to_string(served.front.port());
      CPPUNIT_ASSERT_MESSAGE(error.what(),
                             std::string{error.what()}.find(place) != std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(error.what(),
                             std::string{error.what()}.find("already in use") != std::string::npos);
    }
    CPPUNIT_ASSERT_THROW((front::Front{application_, {.address = "192.0.2.1"}}),
                         std::runtime_error);
  }

  void aPortIsFreeAgainAfterTheEnd() {
    std::optional<ServedFront> served{std::in_place, application_};
    const auto port = served->front.port();
    auto client = served->connect();
    client.ask(get("/a"));
    served.reset();
    ServedFront next{application_, {.port = port}};
    CPPUNIT_ASSERT_EQUAL(200, next.connect().ask(get("/a")).status);
  }
};

HOSTLER_SUITE(DrainTest, "core/front/drain");

}  // namespace hostler::testing

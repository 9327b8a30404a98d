#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <thread>

namespace hostler::testing {
namespace {

std::size_t threadsCalled(const std::string& name) {
  std::size_t count = 0;
  for (const auto& task : std::filesystem::directory_iterator{"/proc/self/task"}) {
    std::string comm;
    std::getline(std::ifstream{task.path() / "comm"}, comm);
    count += comm == name;
  }
  return count;
}

}  // namespace

class HandlersTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HandlersTest);
  CPPUNIT_TEST(aHandlerThatThrowsIsA500AndTheConnectionGoesOn);
  CPPUNIT_TEST(aResponderThatIsDroppedIsA500);
  CPPUNIT_TEST(aLateAnswerFromAnotherThreadArrives);
  CPPUNIT_TEST(anAnswerAfterTheFrontHasGoneIsHarmless);
  CPPUNIT_TEST(aSecondAnswerIsADefectOfTheHandler);
  CPPUNIT_TEST(aHeaderThatCouldSplitTheResponseIsRefused);
  CPPUNIT_TEST(moreRequestsThanMayWaitAreToldToComeBack);
  CPPUNIT_TEST(noWorkerStartsBeforeItIsNeeded);
  CPPUNIT_TEST(quickRequestsNeedNoWorker);
  CPPUNIT_TEST(aClientThatResetsWhileItsRequestRunsLeavesNothingBehind);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;

  void planQuick() {
    application_.planned = [](const front::Request& head) {
      return front::Plan{.quick = head.path().starts_with("/quick")};
    };
  }

 public:
  void aHandlerThatThrowsIsA500AndTheConnectionGoesOn() {
    planQuick();
    application_.handler = [](front::Request request, front::Responder responder) {
      if (request.path().ends_with("throw")) throw std::runtime_error{"on purpose"};
      if (request.path().ends_with("odd")) throw 7;
      responder.answer(TestApplication::echo(request));
    };
    const ServedFront served{application_};
    auto client = served.connect();
    for (const auto* path : {"/throw", "/quick/throw", "/odd", "/quick/odd"}) {
      const auto answer = client.ask(get(path));
      CPPUNIT_ASSERT_EQUAL(500, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"refused 500"}, answer.body);
    }
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/fine")).status);
  }

  void aResponderThatIsDroppedIsA500() {
    planQuick();
    Handover<front::Responder> kept;
    application_.handler = [&](front::Request request, front::Responder responder) {
      if (request.path() == "/kept") kept.put(std::move(responder));
    };
    const ServedFront served{application_};
    auto client = served.connect();
    CPPUNIT_ASSERT_EQUAL(500, client.ask(get("/dropped")).status);
    CPPUNIT_ASSERT_EQUAL(500, client.ask(get("/quick")).status);

    client.send(get("/kept"));
    auto responder = kept.take();
    CPPUNIT_ASSERT(!client.hasInput(std::chrono::milliseconds{20}));
    responder = front::Responder{};

    CPPUNIT_ASSERT_EQUAL(500, client.read().status);
  }

  void aLateAnswerFromAnotherThreadArrives() {
    planQuick();
    std::vector<std::thread> threads;
    std::mutex mutex;
    Gate gate;
    application_.handler = [&](front::Request request, front::Responder responder) {
      const std::lock_guard lock{mutex};
      threads.emplace_back(
          [&gate, request = std::move(request), responder = std::move(responder)]() mutable {
            gate.pass();
            responder.answer(TestApplication::echo(request));
          });
    };
    const ServedFront served{application_};
    auto first = served.connect(), second = served.connect();
    first.send(get("/a"));
    second.send(get("/quick/b"));
    CPPUNIT_ASSERT(becomesTrue([&] { return gate.waiting() == 2; }));

    gate.open();

    CPPUNIT_ASSERT_EQUAL(std::string{"GET /a "}, first.read().body);
    CPPUNIT_ASSERT_EQUAL(std::string{"GET /quick/b "}, second.read().body);
    const std::lock_guard lock{mutex};
    for (auto& thread : threads) thread.join();
  }

  void anAnswerAfterTheFrontHasGoneIsHarmless() {
    std::vector<front::Responder> kept;
    application_.handler = [&](front::Request, front::Responder responder) {
      kept.push_back(std::move(responder));
    };
    application_.planned = [](const auto&) { return front::Plan{.quick = true}; };
    std::optional<ServedFront> served{std::in_place, application_, front::FrontOptions{.loops = 1}};
    auto first = served->connect(), second = served->connect(), third = served->connect();
    for (auto* client : {&first, &second, &third}) client->send(post("/a", "body"));
    CPPUNIT_ASSERT(becomesTrue([&] { return served->counters().requests == 3; }));

    served.reset();

    kept[0].answer(TestApplication::text("nobody hears"));
    const auto stream = kept[1].stream(TestApplication::text("nobody hears"));
    CPPUNIT_ASSERT(!stream->isOpen());
    CPPUNIT_ASSERT(!stream->send("nor this"));
    kept.clear();
    CPPUNIT_ASSERT(first.seesEnd());
  }

  void aSecondAnswerIsADefectOfTheHandler() {
    std::atomic<int> refused{0};
    application_.handler = [&](front::Request request, front::Responder responder) {
      responder.answer(TestApplication::echo(request));
      CPPUNIT_ASSERT(!responder);
      try {
        responder.answer(TestApplication::text("again"));
      } catch (const std::logic_error&) {
        ++refused;
      }
      try {
        responder.stream(TestApplication::text("again"));
      } catch (const std::logic_error&) {
        ++refused;
      }
    };
    const ServedFront served{application_};
    auto client = served.connect();
    CPPUNIT_ASSERT_EQUAL(std::string{"GET /a "}, client.ask(get("/a")).body);
    CPPUNIT_ASSERT_EQUAL(std::string{"GET /b "}, client.ask(get("/b")).body);
    CPPUNIT_ASSERT(becomesTrue([&] { return refused == 4; }));
  }

  void aHeaderThatCouldSplitTheResponseIsRefused() {
    const std::vector<std::pair<std::string, std::string>> headers{
        {"Location", "/a\r\nSet-Cookie: stolen=1"},
        {"Location", "/a\nb"},
        {"Location", "/a\rb"},
        {"Location", std::string{"/a\0b", 4}},
        {"X\r\nY", "1"},
        {"X Y", "1"},
        {"", "1"},
        {"Content-Length", "5"},
        {"transfer-encoding", "chunked"},
        {"Connection", "close"},
        {"DATE", "today"},
    };
    std::atomic<std::size_t> next{0}, thrown{0};
    application_.handler = [&](front::Request, front::Responder responder) {
      front::Response response = TestApplication::text("body");
      response.headers.push_back(headers[next++]);
      try {
        responder.answer(std::move(response));
      } catch (const std::logic_error&) {
        ++thrown;
        throw;
      }
    };
    const ServedFront served{application_};
    auto client = served.connect();
    for (std::size_t i = 0; i < headers.size(); ++i) {
      const auto answer = client.ask(get("/a"));
      CPPUNIT_ASSERT_EQUAL(500, answer.status);
      CPPUNIT_ASSERT(!answer.headers.contains("set-cookie"));
    }
    CPPUNIT_ASSERT_EQUAL(headers.size(), thrown.load());
  }

  void moreRequestsThanMayWaitAreToldToComeBack() {
    Gate gate;
    application_.handler = [&](front::Request request, front::Responder responder) {
      gate.pass();
      responder.answer(TestApplication::echo(request));
    };
    const ServedFront served{application_, {.workers = 2, .maxQueued = 3}};
    std::vector<Client> clients;
    for (int i = 0; i < 5; ++i) {
      clients.push_back(served.connect());
      clients.back().send(get("/" + std::to_string(i)));
    }
    CPPUNIT_ASSERT(
        becomesTrue([&] { return gate.waiting() == 2 && served.counters().queued == 3; }));

    auto late = served.connect();
    const auto answer = late.ask(get("/late"));
    CPPUNIT_ASSERT_EQUAL(503, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"1"}, answer.headers.at("retry-after"));

    gate.open();
    for (auto& client : clients) CPPUNIT_ASSERT_EQUAL(200, client.read().status);
    CPPUNIT_ASSERT_EQUAL(200, late.ask(get("/again")).status);
  }

  void noWorkerStartsBeforeItIsNeeded() {
    Gate gate;
    application_.handler = [&](front::Request request, front::Responder responder) {
      if (request.path() == "/wait") gate.pass();
      responder.answer(TestApplication::echo(request));
    };
    const ServedFront served{application_, {.loops = 1, .workers = 8}};
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, threadsCalled("front-worker"));
    CPPUNIT_ASSERT_EQUAL(200, served.connect().ask(get("/one")).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, threadsCalled("front-worker"));

    std::vector<Client> clients;
    for (int i = 0; i < 12; ++i) {
      clients.push_back(served.connect());
      clients.back().send(get("/wait"));
    }
    CPPUNIT_ASSERT(becomesTrue([&] { return gate.waiting() == 8; }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{8}, threadsCalled("front-worker"));
    gate.open();
    for (auto& each : clients) CPPUNIT_ASSERT_EQUAL(200, each.read().status);
  }

  void quickRequestsNeedNoWorker() {
    planQuick();
    const ServedFront served{application_};
    auto client = served.connect();
    for (int i = 0; i < 20; ++i) CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/quick")).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, threadsCalled("front-worker"));
  }

  void aClientThatResetsWhileItsRequestRunsLeavesNothingBehind() {
    Gate gate;
    application_.handler = [&](front::Request request, front::Responder responder) {
      if (request.path() == "/wait") gate.pass();
      responder.answer(TestApplication::echo(request));
    };
    const ServedFront served{application_, {.workers = 4}};
    std::vector<Client> clients;
    for (int i = 0; i < 4; ++i) {
      clients.push_back(served.connect());
      clients.back().send(get("/wait"));
    }
    CPPUNIT_ASSERT(becomesTrue([&] { return gate.waiting() == 4; }));

    for (auto& client : clients) client.reset();

    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 0; }));
    gate.open();
    CPPUNIT_ASSERT_EQUAL(200, served.connect().ask(get("/a")).status);
  }
};

HOSTLER_SUITE(HandlersTest, "core/front/handlers");

}  // namespace hostler::testing

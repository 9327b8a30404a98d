#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <optional>
#include <thread>

namespace hostler::testing {

class ConversationTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ConversationTest);
  CPPUNIT_TEST(aConnectionStaysOrEndsAsVersionAndTokensSay);
  CPPUNIT_TEST(aRequestArrivesAsItWasSent);
  CPPUNIT_TEST(theAbsoluteFormIsMappedToTheOriginForm);
  CPPUNIT_TEST(headIsAnsweredWithTheLengthAndWithoutTheBody);
  CPPUNIT_TEST(statusesWithoutABodyCarryNone);
  CPPUNIT_TEST(everyAnswerIsDated);
  CPPUNIT_TEST(aClientThatAsksFirstIsToldToContinue);
  CPPUNIT_TEST(aBodyOverItsLimitIsRefusedBeforeItIsSent);
  CPPUNIT_TEST(aRefusalIsSeenByAClientThatIsStillSending);
  CPPUNIT_TEST(twoThousandMixedRequestsInOnePipelineAreAnsweredInOrder);
  CPPUNIT_TEST(aClientThatHasEndedItsSideIsStillAnswered);
  CPPUNIT_TEST(halfARequestBeforeTheEndIsRefused);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;
  std::optional<ServedFront> served_;

 public:
  void setUp() override { served_.emplace(application_); }
  void tearDown() override { served_.reset(); }

  void aConnectionStaysOrEndsAsVersionAndTokensSay() {
    struct Case {
      std::string version, sent, answered;
    };
    const std::vector<Case> cases{
        {"1.1", "", ""},
        {"1.1", "keep-alive", ""},
        {"1.1", "close", "close"},
        {"1.1", "Foo, CLOSE", "close"},
        {"1.1", "keep-alive, close", "close"},
        {"1.0", "", "close"},
        {"1.0", "close", "close"},
        {"1.0", "Keep-Alive", "keep-alive"},
        {"1.0", "keep-alive, close", "close"},
    };
    for (const auto& one : cases) {
      const auto header = one.sent.empty() ? "" : "Connection: " + one.sent + "\r\n";
      auto client = served_->connect();

      const auto answer =
          client.ask("GET /a HTTP/" + one.version + "\r\nHost: a\r\n" + header + "\r\n");

      const auto what = one.version + " " + one.sent;
      const auto found = answer.headers.find("connection");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(what, one.answered,
                                   found == answer.headers.end() ? "" : found->second);
      if (one.answered == "close") {
        CPPUNIT_ASSERT_MESSAGE(what, client.seesEnd());
      } else {
        CPPUNIT_ASSERT_EQUAL_MESSAGE(what, 200, client.ask(get("/b")).status);
      }
    }
  }

  void aRequestArrivesAsItWasSent() {
    Handover<front::Request> arrived;
    application_.handler = [&](front::Request request, front::Responder responder) {
      arrived.put(std::move(request));
      responder.answer(TestApplication::text(""));
    };

    served_->connect().ask(
        "PATCH /a/b?c=%20&d HTTP/1.1\r\nHOST: Shop.example:81\r\nX-Many: one\r\nx-many:   two "
        "\t\r\n"
        "Content-Length: 3\r\n\r\nxyz");

    const auto got = arrived.take();
    CPPUNIT_ASSERT(front::Method::Patch == got.method);
    CPPUNIT_ASSERT_EQUAL(std::string{"/a/b?c=%20&d"}, got.target);
    CPPUNIT_ASSERT(got.path() == "/a/b");
    CPPUNIT_ASSERT(got.query() == "c=%20&d");
    CPPUNIT_ASSERT((front::Headers{{"host", "Shop.example:81"},
                                   {"x-many", "one"},
                                   {"x-many", "two"},
                                   {"content-length", "3"}}) == got.headers);
    CPPUNIT_ASSERT(got.header("x-many") == "one");
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, got.count("x-many"));
    CPPUNIT_ASSERT(got.header("absent").empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"xyz"}, got.body);
    CPPUNIT_ASSERT_EQUAL(std::string{"127.0.0.1"}, got.peer);
    CPPUNIT_ASSERT(got.peerIsLoopback);
  }

  void theAbsoluteFormIsMappedToTheOriginForm() {
    auto client = served_->connect();

    client.ask("GET http://SHOP.example/a?b=c HTTP/1.1\r\nHost: shop.example\r\n\r\n");
    client.ask("GET http://shop.example?b=c HTTP/1.1\r\nHost: shop.example\r\n\r\n");
    client.ask("OPTIONS http://shop.example HTTP/1.1\r\nHost: shop.example\r\n\r\n");

    CPPUNIT_ASSERT((std::vector<std::string>{"/a?b=c", "/?b=c", "*"}) == application_.seen());
  }

  void headIsAnsweredWithTheLengthAndWithoutTheBody() {
    application_.handler = [](front::Request, front::Responder responder) {
      responder.answer(TestApplication::text("twelve bytes"));
    };
    auto client = served_->connect();
    client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");

    const auto answer = client.read(true);

    CPPUNIT_ASSERT_EQUAL(std::string{"12"}, answer.headers.at("content-length"));
    CPPUNIT_ASSERT_EQUAL(std::string{"twelve bytes"}, client.ask(get("/b")).body);
  }

  void statusesWithoutABodyCarryNone() {
    std::atomic<int> status{0};
    application_.handler = [&](front::Request, front::Responder responder) {
      responder.answer({.status = status, .headers = {}, .body = "never sent"});
    };
    auto client = served_->connect();
    for (const int each : {204, 304}) {
      status = each;
      const auto answer = client.ask(get("/a"));
      CPPUNIT_ASSERT_EQUAL(each, answer.status);
      CPPUNIT_ASSERT(!answer.headers.contains("content-length"));
    }
    status = 200;
    CPPUNIT_ASSERT_EQUAL(std::string{"never sent"}, client.ask(get("/b")).body);
  }

  void everyAnswerIsDated() {
    const auto date = served_->connect().ask(get("/a")).headers.at("date");

    std::tm parsed{};
    const auto* rest = ::strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parsed);
    CPPUNIT_ASSERT_MESSAGE(date, rest != nullptr && *rest == '\0');
    CPPUNIT_ASSERT_EQUAL(std::size_t{29}, date.size());
    CPPUNIT_ASSERT(std::abs(::timegm(&parsed) - std::time(nullptr)) <= 60);
  }

  void aClientThatAsksFirstIsToldToContinue() {
    auto client = served_->connect();
    const std::string head =
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";

    CPPUNIT_ASSERT_EQUAL(100, client.ask(head).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"POST /a hello"}, client.ask("hello").body);
  }

  void aBodyOverItsLimitIsRefusedBeforeItIsSent() {
    application_.planned = [](const front::Request& head) {
      return front::Plan{.bodyLimit =
                             head.path() == "/upload" ? std::size_t{100} : std::size_t{10}};
    };
    auto client = served_->connect();
    CPPUNIT_ASSERT_EQUAL(200, client.ask(post("/upload", std::string(100, 'x'))).status);

    const auto answer = client.ask(
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");

    CPPUNIT_ASSERT_EQUAL(413, answer.status);
    CPPUNIT_ASSERT(client.seesEnd());
  }

  void aRefusalIsSeenByAClientThatIsStillSending() {
    for (const std::string start :
         {"POST /a HTTP/1.1\r\n", "POST /a HTTP/1.1\r\nConnection: close\r\n",
          "POST /a HTTP/1.0\r\n"}) {
      auto client = served_->connect();
      client.send(start + "Host: a\r\nContent-Length: 16777216\r\n\r\n");

      // The whole body goes out before the client looks for an answer.
      CPPUNIT_ASSERT(client.send(std::string(16 << 20, 'x')));

      CPPUNIT_ASSERT_EQUAL_MESSAGE(start, 413, client.read().status);
    }
    CPPUNIT_ASSERT(application_.seen().empty());
  }

  void twoThousandMixedRequestsInOnePipelineAreAnsweredInOrder() {
    application_.planned = [](const front::Request& head) {
      return front::Plan{.quick = head.path().ends_with("7")};
    };
    constexpr int kCount = 2'000;
    std::string all;
    for (int i = 0; i < kCount; ++i) {
      const auto target = "/" + std::to_string(i);
      switch (i % 4) {
        case 0:
          all += get(target);
          break;
        case 1:
          all += post(target, "body " + std::to_string(i));
          break;
        case 2:
          all += "POST " + target + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" +
                 "4\r\nbody\r\n1;x=y\r\n \r\n" + "0\r\n\r\n";
          break;
        default:
          all += "HEAD " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
      }
    }
    auto client = served_->connect();
    std::thread sender{[&] { client.send(all); }};

    for (int i = 0; i < kCount; ++i) {
      const auto answer = client.read(i % 4 == 3);
      const auto number = std::to_string(i);
      const std::array bodies{"GET /" + number + " ", "POST /" + number + " body " + number,
                              "POST /" + number + " body ", std::string{}};
      CPPUNIT_ASSERT_EQUAL(200, answer.status);
      CPPUNIT_ASSERT_EQUAL(bodies[i % 4], answer.body);
    }
    sender.join();
    CPPUNIT_ASSERT(!client.hasInput(std::chrono::milliseconds{0}));
  }

  void aClientThatHasEndedItsSideIsStillAnswered() {
    Gate gate;
    application_.handler = [&](front::Request request, front::Responder responder) {
      gate.pass();
      responder.answer(TestApplication::echo(request));
    };
    auto client = served_->connect();
    client.send(get("/a") + get("/b"));
    client.endSending();
    CPPUNIT_ASSERT(becomesTrue([&] { return gate.waiting() == 1; }));

    gate.open();

    CPPUNIT_ASSERT_EQUAL(std::string{"GET /a "}, client.read().body);
    CPPUNIT_ASSERT_EQUAL(std::string{"GET /b "}, client.read().body);
    CPPUNIT_ASSERT(client.seesEnd());
  }

  void halfARequestBeforeTheEndIsRefused() {
    for (const std::string half :
         {"GET /a HT", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel"}) {
      auto client = served_->connect();
      client.send(half);
      client.endSending();
      CPPUNIT_ASSERT_EQUAL(400, client.read().status);
      CPPUNIT_ASSERT(client.seesEnd());
    }
    CPPUNIT_ASSERT(application_.seen().empty());
  }
};

HOSTLER_SUITE(ConversationTest, "core/front/conversation");

}  // namespace hostler::testing

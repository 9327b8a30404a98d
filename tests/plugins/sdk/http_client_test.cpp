#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"
#include "tests/support/suite.h"

#include <hostler/http_client.hpp>

#include <atomic>
#include <thread>

using hostler::testing::callWith;
using hostler::testing::closedPort;
using hostler::testing::Connection;
using hostler::testing::LoopbackServer;
using namespace hostler::sdk;
using namespace std::chrono_literals;

namespace {

using Kind = HttpFailure::Kind;

std::string answer(const std::string& body,
                   const std::string& head = "200 OK\r\nContent-Type: application/json") {
  return "HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

// Answers every request of every connection alike.
LoopbackServer::Talk always(std::string bytes) {
  return [bytes = std::move(bytes)](Connection& peer) {
    while (!peer.readRequest().empty()) peer.write(bytes);
  };
}

HttpRequest to(const std::string& url, Effect effect = Effect::Read) {
  HttpRequest request;
  request.url = url;
  request.effect = effect;
  request.method = effect == Effect::Read ? "GET" : "POST";
  if (effect != Effect::Read) request.body = "a=1";
  return request;
}

HttpFailure failureOf(const HttpClient::Result& result) {
  CPPUNIT_ASSERT_MESSAGE("a response came", std::holds_alternative<HttpFailure>(result));
  return std::get<HttpFailure>(result);
}
HttpResponse responseOf(const HttpClient::Result& result) {
  if (const auto* failure = std::get_if<HttpFailure>(&result)) CPPUNIT_FAIL(failure->message);
  return std::get<HttpResponse>(result);
}

}  // namespace

class HttpClientTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HttpClientTest);
  CPPUNIT_TEST(givesStatusHeadersAndBody);
  CPPUNIT_TEST(nobodyListensMeansThatNothingWasSent);
  CPPUNIT_TEST(aNameThatDoesNotResolveMeansThatNothingWasSent);
  CPPUNIT_TEST(aResetAfterTheRequestMeansThatItMayHaveHappened);
  CPPUNIT_TEST(halfABodyIsNoAnswer);
  CPPUNIT_TEST(aCutChunkedBodyIsNoAnswer);
  CPPUNIT_TEST(bytesThatAreNoHttpAreNoAnswer);
  CPPUNIT_TEST(aSilentServerIsGivenUpAtTheDeadline);
  CPPUNIT_TEST(aDrippingServerIsGivenUpAtTheDeadline);
  CPPUNIT_TEST(aBodyAboveTheCapIsDropped);
  CPPUNIT_TEST(endlessHeadersAreDropped);
  CPPUNIT_TEST(aRedirectIsReportedAndNotFollowed);
  CPPUNIT_TEST(plainHttpIsRefusedBeyondLoopback);
  CPPUNIT_TEST(aHeaderWithALineBreakIsRefused);
  CPPUNIT_TEST(aPastDeadlineSendsNothing);
  CPPUNIT_TEST(readsShareAConnection);
  CPPUNIT_TEST(aWriteIsNeverSentTwiceOverADeadConnection);
  CPPUNIT_TEST(manyThreadsShareOneClient);
  CPPUNIT_TEST(statusesBecomeOutcomes);
  CPPUNIT_TEST(retryAfterMayBeSecondsOrADate);
  CPPUNIT_TEST_SUITE_END();

 public:
  void givesStatusHeadersAndBody() {
    const LoopbackServer server{
        always(answer("{\"a\":1}", "201 Created\r\nX-Thing:  some value "))};

    const auto response = responseOf(client_.send(callWith(), to(server.url("/x"))));

    CPPUNIT_ASSERT_EQUAL(201, response.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"{\"a\":1}"}, response.body);
    CPPUNIT_ASSERT_EQUAL(std::string{"some value"}, std::string{response.header("x-thing")});
  }

  void nobodyListensMeansThatNothingWasSent() {
    const auto url = "http://127.0.0.1:" + std::to_string(closedPort()) + "/";

    const auto failure = failureOf(client_.send(callWith(), to(url, Effect::Write)));

    CPPUNIT_ASSERT(!failure.sent);
    CPPUNIT_ASSERT(toError(failure, Effect::Write).outcome == Outcome::Retryable);
  }

  void aNameThatDoesNotResolveMeansThatNothingWasSent() {
    const auto failure =
        failureOf(client_.send(callWith(), to("https://nowhere.invalid/", Effect::Write)));

    CPPUNIT_ASSERT(!failure.sent);
    CPPUNIT_ASSERT(toError(failure, Effect::Write).outcome == Outcome::Retryable);
  }

  void aResetAfterTheRequestMeansThatItMayHaveHappened() {
    const LoopbackServer server{[](Connection& peer) {
      peer.readRequest();
      peer.reset();
    }};

    expectLost(server, Kind::Cut);
  }

  void halfABodyIsNoAnswer() {
    const LoopbackServer server{[](Connection& peer) {
      peer.readRequest();
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
    }};

    expectLost(server, Kind::Cut);
  }

  void aCutChunkedBodyIsNoAnswer() {
    const LoopbackServer server{[](Connection& peer) {
      peer.readRequest();
      peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"half\":\r\n");
    }};

    expectLost(server, Kind::Cut);
  }

  void bytesThatAreNoHttpAreNoAnswer() {
    const LoopbackServer server{[](Connection& peer) {
      peer.readRequest();
      peer.write("220 mail.example ESMTP\r\n");
    }};

    expectLost(server, Kind::Cut);
  }

  void aSilentServerIsGivenUpAtTheDeadline() {
    const LoopbackServer server{[](Connection& peer) {
      peer.readRequest();
      peer.waitForPeer();
    }};
    const auto started = std::chrono::steady_clock::now();

    const auto failure = failureOf(client_.send(callWith(300ms), to(server.url(), Effect::Write)));

    CPPUNIT_ASSERT(failure.kind == Kind::Timeout && failure.sent);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - started < 1300ms);
    CPPUNIT_ASSERT(toError(failure, Effect::Write).outcome == Outcome::Unknown);
    CPPUNIT_ASSERT(toError(failure, Effect::Read).outcome == Outcome::Retryable);
  }

  void aDrippingServerIsGivenUpAtTheDeadline() {
    std::atomic<bool> stop{false};
    const LoopbackServer server{[&](Connection& peer) {
      peer.readRequest();
      peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
      while (!stop) {
        peer.write("x");
        std::this_thread::yield();
      }
    }};
    const auto started = std::chrono::steady_clock::now();

    const auto failure = failureOf(client_.send(callWith(300ms), to(server.url())));
    stop = true;

    CPPUNIT_ASSERT(failure.kind == Kind::Timeout || failure.kind == Kind::Cut);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() - started < 1300ms);
  }

  void aBodyAboveTheCapIsDropped() {
    const LoopbackServer server{always(answer(std::string(64 * 1024, 'x')))};
    auto request = to(server.url(), Effect::Write);
    request.maxResponseBytes = 1000;

    const auto failure = failureOf(client_.send(callWith(), request));

    CPPUNIT_ASSERT(failure.kind == Kind::Oversize && failure.sent);
    CPPUNIT_ASSERT(toError(failure, Effect::Write).outcome == Outcome::Unknown);
  }

  void endlessHeadersAreDropped() {
    std::string head = "200 OK";
    for (int i = 0; i < 3000; ++i)
      head += "\r\nX-Filler-" + std::to_string(i) + ": " + std::string(40, 'x');
    const LoopbackServer server{always(answer("{}", head))};

    const auto failure = failureOf(client_.send(callWith(), to(server.url())));

    CPPUNIT_ASSERT(failure.kind == Kind::Oversize);
  }

  void aRedirectIsReportedAndNotFollowed() {
    const LoopbackServer elsewhere{always(answer("{\"stolen\":true}"))};
    const LoopbackServer server{always(answer("", "302 Found\r\nLocation: " + elsewhere.url("/")))};

    const auto response = responseOf(client_.send(callWith(), to(server.url())));

    CPPUNIT_ASSERT_EQUAL(302, response.status);
    CPPUNIT_ASSERT_EQUAL(0, elsewhere.connections());
    CPPUNIT_ASSERT(statusError(response, Effect::Read).outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT(statusError(response, Effect::Write).outcome == Outcome::Unknown);
  }

  void plainHttpIsRefusedBeyondLoopback() {
    CPPUNIT_ASSERT(isAllowedUrl("https://api.example.com/v1"));
    CPPUNIT_ASSERT(isAllowedUrl("http://127.0.0.1:9090/whm"));
    CPPUNIT_ASSERT(isAllowedUrl("http://[::1]:9090/"));
    for (const char* url :
         {"http://api.example.com/", "http://127.0.0.1.example.com/", "http://127.evil.example/",
          "http://user@127.0.0.1/", "https://user:word@api.example.com/", "ftp://127.0.0.1/",
          "file:///etc/passwd", "//127.0.0.1/", "", "http://"}) {
      CPPUNIT_ASSERT_MESSAGE(url, !isAllowedUrl(url));
      const auto failure = failureOf(client_.send(callWith(), to(url, Effect::Write)));
      CPPUNIT_ASSERT_MESSAGE(url, failure.kind == Kind::Refused && !failure.sent);
      CPPUNIT_ASSERT(toError(failure, Effect::Write).outcome == Outcome::NeedsAttention);
    }
  }

  void aHeaderWithALineBreakIsRefused() {
    const LoopbackServer server{always(answer("{}"))};
    auto request = to(server.url());
    request.headers = {{"Authorization", "token\r\nX-Injected: yes"}};

    CPPUNIT_ASSERT(failureOf(client_.send(callWith(), request)).kind == Kind::Refused);
    CPPUNIT_ASSERT_EQUAL(0, server.connections());
  }

  void aPastDeadlineSendsNothing() {
    const LoopbackServer server{always(answer("{}"))};

    const auto failure = failureOf(client_.send(callWith(-1ms), to(server.url(), Effect::Write)));

    CPPUNIT_ASSERT(!failure.sent);
    CPPUNIT_ASSERT_EQUAL(0, server.connections());
  }

  void readsShareAConnection() {
    const LoopbackServer server{always(answer("{}"))};

    for (int i = 0; i < 20; ++i) responseOf(client_.send(callWith(), to(server.url())));

    CPPUNIT_ASSERT_EQUAL(1, server.connections());
  }

  // The trap: on a reused connection that ends without a byte, libcurl sends the request once more
  // by itself.
  void aWriteIsNeverSentTwiceOverADeadConnection() {
    std::atomic<int> writes{0};
    const LoopbackServer server{[&](Connection& peer) {
      for (auto request = peer.readRequest(); !request.empty(); request = peer.readRequest()) {
        if (request.starts_with("POST")) {
          ++writes;
          return;
        }
        peer.write(answer("{}"));
      }
    }};
    responseOf(client_.send(callWith(), to(server.url())));  // leaves a connection to be reused

    const auto failure = failureOf(client_.send(callWith(), to(server.url(), Effect::Write)));

    CPPUNIT_ASSERT(failure.sent);
    CPPUNIT_ASSERT_EQUAL(1, writes.load());
  }

  void manyThreadsShareOneClient() {
    const LoopbackServer server{always(answer("{\"ok\":true}"))};
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 25; ++i) {
          const auto result =
              client_.send(callWith(), to(server.url(), i % 5 == 0 ? Effect::Write : Effect::Read));
          const auto* response = std::get_if<HttpResponse>(&result);
          if (response != nullptr && response->body == "{\"ok\":true}") ++right;
        }
      });
    }
    for (auto& thread : threads) thread.join();

    CPPUNIT_ASSERT_EQUAL(200, right.load());
  }

  void statusesBecomeOutcomes() {
    const auto outcomeOf = [](int status, Effect effect) {
      HttpResponse response;
      response.status = status;
      return statusError(response, effect).outcome;
    };
    CPPUNIT_ASSERT(outcomeOf(400, Effect::Write) == Outcome::Permanent);
    CPPUNIT_ASSERT(outcomeOf(401, Effect::Write) == Outcome::NeedsAttention);
    CPPUNIT_ASSERT(outcomeOf(403, Effect::Read) == Outcome::NeedsAttention);
    CPPUNIT_ASSERT(outcomeOf(429, Effect::Write) == Outcome::Retryable);
    CPPUNIT_ASSERT(outcomeOf(500, Effect::Write) == Outcome::Unknown);
    CPPUNIT_ASSERT(outcomeOf(502, Effect::Write) == Outcome::Unknown);
    CPPUNIT_ASSERT(outcomeOf(503, Effect::Read) == Outcome::Retryable);
  }

  void retryAfterMayBeSecondsOrADate() {
    HttpResponse response;
    CPPUNIT_ASSERT(!response.retryAfter());
    response.headers = {{"retry-after", "27"}};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{27},
                         static_cast<std::int64_t>(response.retryAfter()->count()));
    response.headers = {{"retry-after", "Thu, 01 Jan 1970 00:00:10 GMT"}};
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         static_cast<std::int64_t>(response.retryAfter()->count()));
    response.headers = {{"retry-after", "99999999"}};
    CPPUNIT_ASSERT(response.retryAfter() == 24h);
    response.headers = {{"retry-after", "soon"}};
    CPPUNIT_ASSERT(!response.retryAfter());
  }

 private:
  void expectLost(const LoopbackServer& server, Kind kind) {
    const auto failure = failureOf(client_.send(callWith(), to(server.url(), Effect::Write)));
    CPPUNIT_ASSERT(failure.kind == kind);
    CPPUNIT_ASSERT(failure.sent);
    CPPUNIT_ASSERT(toError(failure, Effect::Write).outcome == Outcome::Unknown);
    CPPUNIT_ASSERT(toError(failure, Effect::Read).outcome == Outcome::Retryable);
  }

  HttpClient client_;
};

HOSTLER_SUITE(HttpClientTest, "plugins/sdk/http_client");

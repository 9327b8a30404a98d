#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <filesystem>
#include <fstream>
#include <map>

namespace hostler::testing {
namespace {

using namespace std::chrono_literals;

// A client that keeps few bytes unread in its kernel, so that a test fills it soon.
constexpr int kSmallReceiveBuffer = 4 * 1024;

std::string chunk(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return std::string{kDigits[text.size()]} + "\r\n" + text + "\r\n";
}

}  // namespace

class StreamsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StreamsTest);
  CPPUNIT_TEST(twoStreamsReceiveWhatIsSentWhileRequestsGoOn);
  CPPUNIT_TEST(aReaderThatFallsBehindIsCutAndTheOtherGoesOn);
  CPPUNIT_TEST(aReaderThatCatchesUpIsKept);
  CPPUNIT_TEST(aPeerThatGoesIsNoticedWithoutSending);
  CPPUNIT_TEST(aStreamThatEndsSaysSo);
  CPPUNIT_TEST(aStreamThatNobodyHoldsEnds);
  CPPUNIT_TEST(toHttp10AStreamIsPlainBytes);
  CPPUNIT_TEST(toHeadOnlyTheHeadIsSent);
  CPPUNIT_TEST(aStreamHoldsNoThread);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<front::Stream>> streams_;

  void openStreams() {
    application_.handler = [&](front::Request request, front::Responder responder) {
      if (!request.path().starts_with("/events"))
        return responder.answer(TestApplication::echo(request));
      auto stream = responder.stream(
          {.status = 200, .headers = {{"Content-Type", "text/event-stream"}}, .body = "hello"});
      const std::lock_guard lock{mutex_};
      streams_[request.target] = std::move(stream);
    };
  }

  std::shared_ptr<front::Stream> streamOf(const std::string& target) {
    CPPUNIT_ASSERT(becomesTrue([&] {
      const std::lock_guard lock{mutex_};
      return streams_.contains(target);
    }));
    const std::lock_guard lock{mutex_};
    return streams_[target];
  }

  static std::string head(Client& client) {
    std::string text;
    while (!text.ends_with("\r\n\r\n")) text += client.readExactly(1);
    return text;
  }

  Client open(const ServedFront& served, const std::string& target) {
    Client client{served.front.port(), kSmallReceiveBuffer};
    client.send(get(target));
    const auto text = head(client);
    CPPUNIT_ASSERT(text.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
    CPPUNIT_ASSERT(text.find("Content-Length") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(chunk("hello"), client.readExactly(chunk("hello").size()));
    return client;
  }

 public:
  void setUp() override { openStreams(); }
  void tearDown() override { streams_.clear(); }

  void twoStreamsReceiveWhatIsSentWhileRequestsGoOn() {
    const ServedFront served{application_};
    auto first = open(served, "/events/1"), second = open(served, "/events/2");
    const auto one = streamOf("/events/1"), two = streamOf("/events/2");
    auto client = served.connect();
    for (int i = 0; i < 10; ++i) {
      CPPUNIT_ASSERT(one->send("one " + std::to_string(i)));
      CPPUNIT_ASSERT(two->send("two " + std::to_string(i)));
      CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/a")).status);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, served.counters().streams);
    for (int i = 0; i < 10; ++i) {
      const auto toOne = chunk("one " + std::to_string(i)),
                 toTwo = chunk("two " + std::to_string(i));
      CPPUNIT_ASSERT_EQUAL(toOne, first.readExactly(toOne.size()));
      CPPUNIT_ASSERT_EQUAL(toTwo, second.readExactly(toTwo.size()));
    }
  }

  void aReaderThatFallsBehindIsCutAndTheOtherGoesOn() {
    const ServedFront served{application_, {.maxUnsentBytes = 64 * 1024}};
    auto slow = open(served, "/events/slow"), eager = open(served, "/events/eager");
    const auto toSlow = streamOf("/events/slow"), toEager = streamOf("/events/eager");
    const std::string event(8 * 1024, 'x');

    CPPUNIT_ASSERT(becomesTrue([&] { return !toSlow->send(event); }));

    CPPUNIT_ASSERT(!toSlow->isOpen());
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 1; }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, served.counters().streams);
    // Cut, not ended: the last chunk never comes.
    std::string rest;
    try {
      rest = slow.readAll();
    } catch (const std::runtime_error&) {
    }
    CPPUNIT_ASSERT(!rest.ends_with("0\r\n\r\n"));
    CPPUNIT_ASSERT(toEager->send("still here"));
    CPPUNIT_ASSERT_EQUAL(chunk("still here"), eager.readExactly(chunk("still here").size()));
  }

  void aReaderThatCatchesUpIsKept() {
    const ServedFront served{application_, {.maxUnsentBytes = 256 * 1024}};
    auto client = open(served, "/events/1");
    const auto stream = streamOf("/events/1");
    const std::string event(15, 'x');
    // Ten times the cap in all, never more than a third of it unread.
    for (int round = 0; round < 32; ++round) {
      for (int i = 0; i < 5'000; ++i) CPPUNIT_ASSERT(stream->send(event));
      const auto all = client.readExactly(5'000 * chunk(event).size());
      CPPUNIT_ASSERT(all.starts_with(chunk(event)) && all.ends_with(chunk(event)));
    }
    CPPUNIT_ASSERT(stream->isOpen());
  }

  void aPeerThatGoesIsNoticedWithoutSending() {
    const ServedFront served{application_};
    auto closing = open(served, "/events/close"), resetting = open(served, "/events/reset");
    const auto closed = streamOf("/events/close"), reset = streamOf("/events/reset");

    closing.close();
    resetting.reset();

    CPPUNIT_ASSERT(becomesTrue([&] { return !closed->isOpen() && !reset->isOpen(); }));
    CPPUNIT_ASSERT(!closed->send("anybody?"));
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 0; }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, served.counters().streams);
  }

  void aStreamThatEndsSaysSo() {
    const ServedFront served{application_};
    auto client = open(served, "/events/1");
    const auto stream = streamOf("/events/1");
    stream->send("last");

    stream->close();

    CPPUNIT_ASSERT(!stream->isOpen());
    CPPUNIT_ASSERT(!stream->send("too late"));
    CPPUNIT_ASSERT_EQUAL(chunk("last") + "0\r\n\r\n", client.readAll());
  }

  void aStreamThatNobodyHoldsEnds() {
    const ServedFront served{application_};
    auto client = open(served, "/events/1");
    streamOf("/events/1");
    streams_.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{"0\r\n\r\n"}, client.readAll());
  }

  void toHttp10AStreamIsPlainBytes() {
    const ServedFront served{application_};
    auto client = served.connect();
    client.send("GET /events/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto stream = streamOf("/events/1");
    stream->send(" world");
    stream->close();

    const auto text = head(client);

    CPPUNIT_ASSERT(text.find("Transfer-Encoding") == std::string::npos);
    CPPUNIT_ASSERT(text.find("Connection: close\r\n") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"hello world"}, client.readAll());
  }

  void toHeadOnlyTheHeadIsSent() {
    const ServedFront served{application_};
    auto client = served.connect();
    client.send("HEAD /events/1 HTTP/1.1\r\nHost: a\r\n\r\n");
    CPPUNIT_ASSERT(head(client).find("text/event-stream") != std::string::npos);
    CPPUNIT_ASSERT(!streamOf("/events/1")->isOpen());
    CPPUNIT_ASSERT_EQUAL(std::string{}, client.readAll());
  }

  void aStreamHoldsNoThread() {
    const ServedFront served{application_, {.workers = 2}};
    std::vector<Client> clients;
    for (int i = 0; i < 50; ++i) clients.push_back(open(served, "/events/" + std::to_string(i)));
    CPPUNIT_ASSERT_EQUAL(std::size_t{50}, served.counters().streams);
    CPPUNIT_ASSERT_EQUAL(200, served.connect().ask(get("/a")).status);
    for (int i = 0; i < 50; ++i)
      CPPUNIT_ASSERT(streamOf("/events/" + std::to_string(i))->send("to all"));
    for (auto& client : clients) CPPUNIT_ASSERT_EQUAL(chunk("to all"), client.readExactly(11));
  }
};

HOSTLER_SUITE(StreamsTest, "core/front/streams");

}  // namespace hostler::testing

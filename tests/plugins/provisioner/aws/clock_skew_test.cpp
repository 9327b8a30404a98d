#include "clock_skew.h"

#include "query_client.h"
#include "refusals.h"
#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"
#include "tests/support/suite.h"
#include "times.h"

#include <mutex>

using namespace hostler::aws;
using hostler::sdk::Outcome;
using hostler::sdk::Secret;
using hostler::testing::callWith;
using hostler::testing::Connection;
using hostler::testing::LoopbackServer;

namespace {

constexpr std::int64_t kOurs = 1'767'608'430;      // 2026-01-05T10:20:30Z
constexpr std::int64_t kTheirs = kOurs + 45 * 60;  // their clock is ahead
const char* const kTheirDate = "Mon, 05 Jan 2026 11:05:30 GMT";

std::string answer(const std::string& status, const std::string& body,
                   const std::string& date = kTheirDate) {
  return "HTTP/1.1 " + status + "\r\nDate: " + date +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
const std::string kExpired =
    "<Response><Errors><Error><Code>RequestExpired</Code><Message>Request has expired."
    "</Message></Error></Errors><RequestID>r</RequestID></Response>";
const std::string kStarted =
    "<StartInstancesResponse><requestId>r</requestId><instancesSet/></StartInstancesResponse>";

// An endpoint that takes what is dated by its own clock, and notes every date.
class FastClockServer {
 public:
  explicit FastClockServer(bool isStubborn = false)
      : isStubborn_{isStubborn}, server_{[this](Connection& peer) { talk(peer); }} {}

  Cloud cloud() const {
    return {"ap-south-1",
            {},
            server_.url(""),
            {"AKIASAMPLE0001", Secret{"sample/secret/key/000"}, Secret{}}};
  }
  std::vector<std::string> dates() const {
    const std::lock_guard lock{mutex_};
    return dates_;
  }

 private:
  void talk(Connection& peer) {
    for (auto text = peer.readRequest(); !text.empty(); text = peer.readRequest()) {
      const auto at = text.find("X-Amz-Date: ") + 12;
      const auto date = text.substr(at, 16);
      {
        const std::lock_guard lock{mutex_};
        dates_.push_back(date);
      }
      const bool isTaken = !isStubborn_ && date == basicTime(kTheirs);
      peer.write(isTaken ? answer("200 OK", kStarted) : answer("400 Bad Request", kExpired));
    }
  }

  const bool isStubborn_;
  mutable std::mutex mutex_;
  std::vector<std::string> dates_;
  LoopbackServer server_;
};

Form startForm() {
  return Form{}.list("InstanceId", {"i-0a1b2c3d4e5f60718"});
}

}  // namespace

class AwsClockSkewTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsClockSkewTest);
  CPPUNIT_TEST(datesOfHeadersAreRead);
  CPPUNIT_TEST(aDifferenceOfSecondsIsNoReason);
  CPPUNIT_TEST(eachEndpointHasItsOwnClock);
  CPPUNIT_TEST(anExpiredRequestIsSentOnceMoreByTheirClock);
  CPPUNIT_TEST(aRequestThatStaysRefusedIsNotSentAThirdTime);
  CPPUNIT_TEST_SUITE_END();

 public:
  void datesOfHeadersAreRead() {
    CPPUNIT_ASSERT_EQUAL(kTheirs, parseHttpDate(kTheirDate).value_or(0));
    for (const char* text : {"", "yesterday", "Mon, 05 Foo 2026 11:05:30 GMT",
                             "2026-01-05T10:20:30Z", "Mon, 31 Feb 2026 11:05:30 GMT"}) {
      CPPUNIT_ASSERT_MESSAGE(text, !parseHttpDate(text));
    }
  }

  void aDifferenceOfSecondsIsNoReason() {
    ClockSkew skew{[] { return kTheirs - 20; }};
    CPPUNIT_ASSERT(!skew.learn("a", kTheirDate));
    CPPUNIT_ASSERT_EQUAL(kTheirs - 20, skew.timeAt("a"));
  }

  void eachEndpointHasItsOwnClock() {
    ClockSkew skew{[] { return kOurs; }};
    CPPUNIT_ASSERT(skew.learn("a", kTheirDate));
    CPPUNIT_ASSERT_EQUAL(kTheirs, skew.timeAt("a"));
    CPPUNIT_ASSERT_EQUAL(kOurs, skew.timeAt("b"));
    CPPUNIT_ASSERT(!skew.learn("a", kTheirDate));
  }

  void anExpiredRequestIsSentOnceMoreByTheirClock() {
    FastClockServer endpoint;
    const QueryClient client{[] { return kOurs; }};
    CPPUNIT_ASSERT(client.write(callWith(), endpoint.cloud(), "StartInstances", startForm()));
    CPPUNIT_ASSERT((std::vector{basicTime(kOurs), basicTime(kTheirs)}) == endpoint.dates());
    CPPUNIT_ASSERT(client.write(callWith(), endpoint.cloud(), "StartInstances", startForm()));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, endpoint.dates().size());  // it has learned
  }

  void aRequestThatStaysRefusedIsNotSentAThirdTime() {
    FastClockServer endpoint{true};
    const QueryClient client{[] { return kOurs; }};
    const auto refused = client.write(callWith(), endpoint.cloud(), "StartInstances", startForm());
    CPPUNIT_ASSERT(!refused && refused.error().outcome == Outcome::NeedsAttention);
    CPPUNIT_ASSERT_EQUAL(std::string{"credentials_refused"}, refused.error().code);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, endpoint.dates().size());
  }
};

HOSTLER_SUITE(AwsClockSkewTest, "plugins/provisioner/aws/clock_skew");

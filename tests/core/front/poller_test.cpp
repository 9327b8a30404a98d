#include "core/front/poller.h"

#include "core/front/adopted_socket.h"
#include "core/front/wire.h"
#include "tests/support/suite.h"

#include <Poco/Net/StreamSocket.h>

#include <sys/socket.h>
#include <thread>

namespace hostler::front {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using wire::Transfer;

struct Owner final : Watched {
  void ready(Interest what) override { last = what; }
  Interest last;
};

// Two ends of one connection, neither of which blocks.
struct Ends {
  Ends() {
    int descriptors[2];
    CPPUNIT_ASSERT_EQUAL(0, ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, descriptors));
    near = adoptSocket(descriptors[0]);
    far = adoptSocket(descriptors[1]);
    near.setBlocking(false);
    far.setBlocking(false);
  }
  Poco::Net::StreamSocket near, far;
};

}  // namespace

// One test for each way of Poco::Net::PollSet that a caller must not meet.
class PollerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PollerTest);
  CPPUNIT_TEST(aWakeUpEndsAWait);
  CPPUNIT_TEST(aWakeUpBeforeTheWaitIsNotLost);
  CPPUNIT_TEST(waitingForNothingWaits);
  CPPUNIT_TEST(aSocketWithoutInterestWhosePeerHasGoneMakesNoNoise);
  CPPUNIT_TEST(eachEventLeadsToItsOwner);
  CPPUNIT_TEST(interestCanChangeAndCanEnd);
  CPPUNIT_TEST(aHangUpReachesWhoeverReads);
  CPPUNIT_TEST(aFullSocketIsBlockedAndNotBroken);
  CPPUNIT_TEST_SUITE_END();

  Poller poller_;
  Owner owner_;

  std::size_t events(std::chrono::milliseconds atMost = 0ms) { return poller_.wait(atMost).size(); }

 public:
  void aWakeUpEndsAWait() {
    std::thread waker{[&] { poller_.wake(); }};
    const auto start = steady_clock::now();
    CPPUNIT_ASSERT(poller_.wait(20s).empty());
    CPPUNIT_ASSERT(steady_clock::now() - start < 10s);
    waker.join();
  }

  void aWakeUpBeforeTheWaitIsNotLost() {
    poller_.wake();
    poller_.wake();
    const auto start = steady_clock::now();
    poller_.wait(20s);
    CPPUNIT_ASSERT(steady_clock::now() - start < 10s);
    // And both were one: the next wait waits.
    const auto second = steady_clock::now();
    poller_.wait(30ms);
    CPPUNIT_ASSERT(steady_clock::now() - second >= 30ms);
  }

  void waitingForNothingWaits() {
    const auto start = steady_clock::now();
    CPPUNIT_ASSERT(poller_.wait(30ms).empty());
    CPPUNIT_ASSERT(steady_clock::now() - start >= 30ms);
  }

  void aSocketWithoutInterestWhosePeerHasGoneMakesNoNoise() {
    Ends ends;
    poller_.add(ends.near, {.read = true}, owner_);
    poller_.want(ends.near, {});
    ends.far.close();
    const auto start = steady_clock::now();
    CPPUNIT_ASSERT(poller_.wait(30ms).empty());
    CPPUNIT_ASSERT(steady_clock::now() - start >= 30ms);

    poller_.want(ends.near, {.read = true});
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, events());
  }

  void eachEventLeadsToItsOwner() {
    Ends first, second;
    Owner other;
    poller_.add(first.near, {.read = true}, owner_);
    poller_.add(second.near, {.read = true}, other);
    wire::send(second.far, "x", false);
    const auto found = poller_.wait(10s);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found.size());
    CPPUNIT_ASSERT(found[0].owner == &other);
    CPPUNIT_ASSERT((Interest{.read = true}) == found[0].what);
  }

  void interestCanChangeAndCanEnd() {
    Ends ends;
    poller_.add(ends.near, {}, owner_);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, events());
    poller_.want(ends.near, {.write = true});
    CPPUNIT_ASSERT((Interest{.write = true}) == poller_.wait(10s)[0].what);
    wire::send(ends.far, "x", false);
    poller_.want(ends.near, {.read = true, .write = true});
    CPPUNIT_ASSERT((Interest{.read = true, .write = true}) == poller_.wait(10s)[0].what);
    poller_.remove(ends.near);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, events());
    poller_.remove(ends.near);
  }

  void aHangUpReachesWhoeverReads() {
    Ends ends;
    poller_.add(ends.near, {.read = true}, owner_);
    ends.far.close();
    CPPUNIT_ASSERT(poller_.wait(10s)[0].what.read);
    char byte = 0;
    CPPUNIT_ASSERT(Transfer::Outcome::Ended == wire::receive(ends.near, {&byte, 1}).outcome);
    CPPUNIT_ASSERT(Transfer::Outcome::Failed == wire::send(ends.near, "x", false).outcome);
  }

  void aFullSocketIsBlockedAndNotBroken() {
    Ends ends;
    const std::string bytes(1 << 20, 'x');
    std::size_t sent = 0;
    Transfer transfer;
    while ((transfer = wire::send(ends.near, bytes, false)).outcome == Transfer::Outcome::Some) {
      sent += transfer.bytes;
    }
    CPPUNIT_ASSERT(sent > 0);
    CPPUNIT_ASSERT(Transfer::Outcome::Blocked == transfer.outcome);
    std::string read(sent, '\0');
    std::size_t got = 0;
    while ((transfer = wire::receive(ends.far, read)).outcome == Transfer::Outcome::Some)
      got += transfer.bytes;
    CPPUNIT_ASSERT(Transfer::Outcome::Blocked == transfer.outcome);
    CPPUNIT_ASSERT_EQUAL(sent, got);
    CPPUNIT_ASSERT(Transfer::Outcome::Some == wire::send(ends.near, bytes, false).outcome);
  }
};

HOSTLER_SUITE(PollerTest, "core/front/poller");

}  // namespace hostler::front

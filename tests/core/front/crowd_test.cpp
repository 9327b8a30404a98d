#include "core/front/peer_seats.h"
#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <Poco/Net/IPAddress.h>

namespace hostler::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

}  // namespace

class CrowdTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CrowdTest);
  CPPUNIT_TEST(fiveHundredHalfOpenConnectionsDelayNobody);
  CPPUNIT_TEST(connectionsBeyondTheCapAreTurnedAway);
  CPPUNIT_TEST(onePeerCannotTakeEverySeat);
  CPPUNIT_TEST(aProxyStandsForManyClients);
  CPPUNIT_TEST(seatsAreCountedByAddressAndByPrefix);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;

 public:
  void fiveHundredHalfOpenConnectionsDelayNobody() {
    const ServedFront served{application_};
    std::vector<Client> crowd;
    for (int i = 0; i < 400; ++i) {
      crowd.push_back(served.connect());
      switch (i % 4) {
        case 0:
          break;
        case 1:
          crowd.back().send("GET /half HTTP/1.1\r\nHo");
          break;
        case 2:
          crowd.back().send("POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhal");
          break;
        default:
          crowd.back().ask(get("/idle"));
      }
    }
    for (int i = 0; i < 100; ++i) crowd.push_back(served.connect());
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 500; }));

    auto client = served.connect();
    std::vector<steady_clock::duration> times;
    for (int i = 0; i < 1'000; ++i) {
      const auto start = steady_clock::now();
      CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/normal")).status);
      times.push_back(steady_clock::now() - start);
    }
    std::sort(times.begin(), times.end());
    CPPUNIT_ASSERT(times[990] < 500ms);
    // And those who were half-way can still finish.
    CPPUNIT_ASSERT_EQUAL(200, crowd[1].ask("st: a\r\n\r\n").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"POST /half half-full"}, crowd[2].ask("f-full").body);
  }

  void connectionsBeyondTheCapAreTurnedAway() {
    const ServedFront served{application_, {.maxConnections = 3}};
    std::vector<Client> clients;
    for (int i = 0; i < 3; ++i) {
      clients.push_back(served.connect());
      CPPUNIT_ASSERT_EQUAL(200, clients.back().ask(get("/a")).status);
    }
    auto late = served.connect();
    const auto answer = late.read();
    CPPUNIT_ASSERT_EQUAL(503, answer.status);
    CPPUNIT_ASSERT(answer.headers.contains("retry-after"));
    CPPUNIT_ASSERT(late.seesEnd());
    CPPUNIT_ASSERT_EQUAL(std::uint64_t{1}, served.counters().turnedAway);

    clients.pop_back();
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 2; }));
    CPPUNIT_ASSERT_EQUAL(200, served.connect().ask(get("/b")).status);
  }

  void onePeerCannotTakeEverySeat() {
    const ServedFront served{application_, {.maxConnectionsPerPeer = 2}};
    auto first = served.connect();
    CPPUNIT_ASSERT_EQUAL(200, first.ask(get("/a")).status);
    {
      auto second = served.connect();
      CPPUNIT_ASSERT_EQUAL(200, second.ask(get("/a")).status);
      CPPUNIT_ASSERT_EQUAL(503, served.connect().read().status);
    }
    CPPUNIT_ASSERT(becomesTrue([&] { return served.counters().open == 1; }));
    CPPUNIT_ASSERT_EQUAL(200, served.connect().ask(get("/a")).status);
  }

  void aProxyStandsForManyClients() {
    const ServedFront served{
        application_, {.maxConnectionsPerPeer = 1, .standsForMany = [](const std::string& address) {
                         return address == "127.0.0.1";
                       }}};
    auto first = served.connect(), second = served.connect();
    CPPUNIT_ASSERT_EQUAL(200, first.ask(get("/a")).status);
    CPPUNIT_ASSERT_EQUAL(200, second.ask(get("/a")).status);
  }

  void seatsAreCountedByAddressAndByPrefix() {
    using Poco::Net::IPAddress;
    const auto seat = [](const char* text) { return front::PeerSeats::seatOf(IPAddress{text}); };
    CPPUNIT_ASSERT(seat("192.0.2.1") != seat("192.0.2.2"));
    CPPUNIT_ASSERT(seat("2001:db8:0:1::1") == seat("2001:db8:0:1:ffff::2"));
    CPPUNIT_ASSERT(seat("2001:db8:0:1::1") != seat("2001:db8:0:2::1"));
    CPPUNIT_ASSERT(seat("32.1.13.184") != seat("2001:db8::1"));
    front::PeerSeats seats{1};
    CPPUNIT_ASSERT(seats.take(seat("192.0.2.1")));
    CPPUNIT_ASSERT(!seats.take(seat("192.0.2.1")));
    CPPUNIT_ASSERT(seats.take(seat("192.0.2.2")));
    seats.leave(seat("192.0.2.1"));
    CPPUNIT_ASSERT(seats.take(seat("192.0.2.1")));
  }
};

HOSTLER_SUITE(CrowdTest, "core/front/crowd");

}  // namespace hostler::testing

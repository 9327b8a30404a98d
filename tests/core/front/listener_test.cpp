#include "tests/core/front/served_front.h"
#include "tests/support/suite.h"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

#include <fcntl.h>
#include <filesystem>
#include <sys/resource.h>
#include <unistd.h>

namespace hostler::testing {
namespace {

using namespace std::chrono_literals;

// Lets this process open so many files more, for as long as it lives.
class DescriptorsLeft {
 public:
  explicit DescriptorsLeft(int count) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int next = ::dup(STDIN_FILENO);
    ::close(next);
    rlimit limit = before_;
    limit.rlim_cur = static_cast<rlim_t>(next + count);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~DescriptorsLeft() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

}  // namespace

class ListenerTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ListenerTest);
  CPPUNIT_TEST(aClientOfEitherFamilyIsNamedPlainly);
  CPPUNIT_TEST(whenDescriptorsRunOutOthersGoOnAndTheLateOneWaits);
  CPPUNIT_TEST(noSocketIsLeftToChildren);
  CPPUNIT_TEST_SUITE_END();

  TestApplication application_;

 public:
  void aClientOfEitherFamilyIsNamedPlainly() {
    if (!std::filesystem::exists("/proc/net/if_inet6")) return skip("this machine has no IPv6");
    Handover<front::Request> arrived;
    application_.handler = [&](front::Request request, front::Responder responder) {
      arrived.put(std::move(request));
      responder.answer(TestApplication::text(""));
    };
    const ServedFront served{application_, {.address = "::"}};

    served.connect().ask(get("/a"));
    const auto four = arrived.take();
    CPPUNIT_ASSERT_EQUAL(std::string{"127.0.0.1"}, four.peer);
    CPPUNIT_ASSERT(four.peerIsLoopback);

    const auto port = served.front.port();
    Poco::Net::StreamSocket client{Poco::Net::SocketAddress{"::1", port}};
    const auto request = get("/b");
    client.sendBytes(request.data(), static_cast<int>(request.size()));
    const auto six = arrived.take();
    CPPUNIT_ASSERT_EQUAL(std::string{"::1"}, six.peer);
    CPPUNIT_ASSERT(six.peerIsLoopback);
  }

  void whenDescriptorsRunOutOthersGoOnAndTheLateOneWaits() {
    const ServedFront served{application_, {.loops = 1}};
    auto first = served.connect(), second = served.connect();
    CPPUNIT_ASSERT_EQUAL(200, first.ask(get("/a")).status);
    CPPUNIT_ASSERT_EQUAL(200, second.ask(get("/a")).status);

    const DescriptorsLeft forTheClientOnly{1};
    auto late = served.connect();
    late.send(get("/late"));

    CPPUNIT_ASSERT(!late.hasInput(50ms));
    CPPUNIT_ASSERT_EQUAL(200, first.ask(get("/b")).status);
    second.close();
    CPPUNIT_ASSERT_EQUAL(std::string{"GET /late "}, late.read().body);
  }

  void noSocketIsLeftToChildren() {
    const ServedFront served{application_};
    auto client = served.connect();
    CPPUNIT_ASSERT_EQUAL(200, client.ask(get("/a")).status);
    int sockets = 0;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc/self/fd"}) {
      std::error_code gone;
      const auto target = std::filesystem::read_symlink(entry.path(), gone).string();
      if (!target.starts_with("socket:") && target != "anon_inode:[eventfd]") continue;
      const int descriptor = std::stoi(entry.path().filename());
      if (descriptor <= STDERR_FILENO) continue;
      ++sockets;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(target, FD_CLOEXEC, ::fcntl(descriptor, F_GETFD));
    }
    CPPUNIT_ASSERT(sockets >= 6);  // two of each: listeners, wake-ups, ends of the connection
  }
};

HOSTLER_SUITE(ListenerTest, "core/front/listener");

}  // namespace hostler::testing

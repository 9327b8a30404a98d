#include "core/telemetry/log.h"

#include "tests/support/suite.h"

#include <array>
#include <sys/socket.h>
#include <unistd.h>

namespace hostler {

// Standard error is a socket here that keeps apart what is written apart.
class LogTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LogTest);
  CPPUNIT_TEST(aLineIsWrittenInOnePiece);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    CPPUNIT_ASSERT_EQUAL(0, ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends_.data()));
    kept_ = ::dup(STDERR_FILENO);
    ::dup2(ends_[1], STDERR_FILENO);
  }
  void tearDown() override {
    ::dup2(kept_, STDERR_FILENO);
    for (const int end : {ends_[0], ends_[1], kept_}) ::close(end);
  }

  void aLineIsWrittenInOnePiece() {
    startLogging({});
    Log{"core.telemetry"}.info("kettle.boiled", {{"degrees", 100}});

    std::array<char, 4096> piece{};
    const auto size = ::recv(ends_[0], piece.data(), piece.size(), MSG_DONTWAIT);
    CPPUNIT_ASSERT(size > 0);
    const std::string line{piece.data(), static_cast<std::size_t>(size)};
    CPPUNIT_ASSERT_EQUAL('\n', line.back());
    CPPUNIT_ASSERT_EQUAL(100, Json::parse(line).at("degrees").get<int>());
  }

 private:
  std::array<int, 2> ends_{};
  int kept_ = -1;
};
HOSTLER_SUITE(LogTest, "core/telemetry/log");

}  // namespace hostler

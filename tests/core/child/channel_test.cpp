#include "core/child/channel.h"

#include "tests/core/child/probe.h"
#include "tests/support/suite.h"

#include <cstring>
#include <future>
#include <sys/socket.h>

namespace hostler::child {

class ChannelTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ChannelTest);
  CPPUNIT_TEST(aMessageOfAnySizeArrivesWhole);
  CPPUNIT_TEST(partsAreJoined);
  CPPUNIT_TEST(receivingEndsAtItsDeadline);
  CPPUNIT_TEST(sendingEndsAtItsDeadline);
  CPPUNIT_TEST(aLongDeadlineIsNotCutShort);
  CPPUNIT_TEST(theOtherSidesEndIsSeen);
  CPPUNIT_TEST(aMessageThatIsTooLargeIsNotSent);
  CPPUNIT_TEST(aMessageThatIsTooLargeIsNotTaken);
  CPPUNIT_TEST(whatIsNoMessageIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    auto [mine, yours] = Channel::pair();
    rawYours_ = yours.number();
    mine_ = std::make_unique<Channel>(std::move(mine));
    yours_ = std::make_unique<Channel>(std::move(yours));
  }

  void aMessageOfAnySizeArrivesWhole() {
    for (const std::size_t size :
         {0u, 1u, 65'535u, 65'536u, 65'537u, 131'072u, 1'000'000u, 64u << 20}) {
      std::string sent(size, '\0');
      for (std::size_t i = 0; i < size; i += 997) sent[i] = static_cast<char>(i % 251);
      auto sending =
          std::async(std::launch::async, [&] { yours_->send(Frame::Reply, {sent}, soon()); });
      std::string received = "left over";
      CPPUNIT_ASSERT(mine_->receive(received, soon()) == Frame::Reply);
      sending.get();
      CPPUNIT_ASSERT(sent == received);
    }
  }

  void partsAreJoined() {
    const std::string large(200'000, 'x');
    yours_->send(Frame::Request, {"a", "", "b", "c", "d", "e", "f", "g", "h", "i", "j"}, soon());
    CPPUNIT_ASSERT_EQUAL(std::string{"abcdefghij"}, next());
    auto sending = std::async(std::launch::async, [&] {
      yours_->send(Frame::Note, {"<", large, "|", large, ">"}, soon());
    });
    CPPUNIT_ASSERT_EQUAL("<" + large + "|" + large + ">", next());
  }

  void receivingEndsAtItsDeadline() {
    const auto deadline = in(std::chrono::milliseconds{150});
    std::string message;
    CPPUNIT_ASSERT_THROW(mine_->receive(message, deadline), ChannelTimeout);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() >= deadline);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() < deadline + std::chrono::milliseconds{500});
    CPPUNIT_ASSERT_THROW(mine_->receive(message, in(std::chrono::milliseconds{-1})),
                         ChannelTimeout);
  }

  void sendingEndsAtItsDeadline() {
    // Nobody reads, so what the kernel keeps fills up.
    const auto deadline = in(std::chrono::milliseconds{150});
    CPPUNIT_ASSERT_THROW(mine_->send(Frame::Request, {std::string(8 << 20, 'x')}, deadline),
                         ChannelTimeout);
    CPPUNIT_ASSERT(std::chrono::steady_clock::now() < deadline + std::chrono::milliseconds{500});
  }

  void aLongDeadlineIsNotCutShort() {
    // The kernel's own time-out is shorter than these and is waited through.
    std::string message;
    auto sending = std::async(std::launch::async, [&] {
      std::string ready;
      CPPUNIT_ASSERT_THROW(yours_->receive(ready, in(std::chrono::milliseconds{190})),
                           ChannelTimeout);
      mine_ ? yours_->send(Frame::Reply, {"late"}, soon()) : void();
    });
    CPPUNIT_ASSERT(mine_->receive(message, in(std::chrono::milliseconds{5000})) == Frame::Reply);
    CPPUNIT_ASSERT_EQUAL(std::string{"late"}, message);
  }

  void theOtherSidesEndIsSeen() {
    std::string message;
    yours_->send(Frame::Note, {"last"}, soon());
    yours_->close();
    CPPUNIT_ASSERT_EQUAL(std::string{"last"}, next());
    CPPUNIT_ASSERT(!mine_->receive(message, soon()));
    CPPUNIT_ASSERT_THROW(mine_->send(Frame::Request, {"x"}, soon()), ChannelClosed);
  }

  void aMessageThatIsTooLargeIsNotSent() {
    auto [mine, yours] = Channel::pair();
    Channel small{std::move(mine), 10}, other{std::move(yours)};
    CPPUNIT_ASSERT_THROW(small.send(Frame::Request, {"12345", "678901"}, soon()), ChannelBroken);
    small.send(Frame::Request, {"12345", "67890"}, soon());
    std::string message;
    CPPUNIT_ASSERT(other.receive(message, soon()) == Frame::Request);
    CPPUNIT_ASSERT_EQUAL(std::string{"1234567890"}, message);
  }

  void aMessageThatIsTooLargeIsNotTaken() {
    auto [mine, yours] = Channel::pair();
    Channel small{std::move(mine), 10}, other{std::move(yours)};
    other.send(Frame::Request, {std::string(11, 'x')}, soon());
    std::string message;
    CPPUNIT_ASSERT_THROW(small.receive(message, soon()), ChannelBroken);
  }

  void whatIsNoMessageIsRefused() {
    struct {
      std::uint32_t frame, reserved;
      std::uint64_t size;
      char body[4];
    } packet{};
    const auto refused = [&](std::uint32_t frame, std::uint64_t size, std::size_t sent) {
      setUp();
      packet = {frame, 0, size, {'a', 'b', 'c', 'd'}};
      CPPUNIT_ASSERT(::send(rawYours_, &packet, sent, 0) > 0);
      std::string message;
      CPPUNIT_ASSERT_THROW(mine_->receive(message, soon()), ChannelBroken);
    };
    refused(2, 4, 3);                   // no whole head
    refused(0, 4, sizeof packet - 4);   // no kind
    refused(99, 4, sizeof packet - 4);  // no known kind
    refused(2, 2, 20);                  // more than announced
    refused(2, UINT64_MAX, 20);         // announced beyond reason
    setUp();
    const std::string huge(100'000, 'x');
    CPPUNIT_ASSERT(::send(rawYours_, huge.data(), huge.size(), 0) > 0);
    std::string message;
    CPPUNIT_ASSERT_THROW(mine_->receive(message, soon()), ChannelBroken);
  }

 private:
  std::string next() {
    std::string message;
    CPPUNIT_ASSERT(mine_->receive(message, soon()));
    return message;
  }

  std::unique_ptr<Channel> mine_, yours_;
  int rawYours_ = -1;
};
HOSTLER_SUITE(ChannelTest, "core/child/channel");

}  // namespace hostler::child

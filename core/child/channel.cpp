#include "core/child/channel.h"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <system_error>
#include <vector>

namespace hostler::child {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kCopied = 4 * 1024;

[[noreturn]] void fail(const char* what) {
  if (errno == EPIPE || errno == ECONNRESET || errno == ENOTCONN)
    throw ChannelClosed{"the other side is gone"};
  throw std::system_error{errno, std::generic_category(), what};
}

}  // namespace

Channel::Channel(Descriptor socket, std::size_t largest)
    : socket_{std::move(socket)},
      largest_{largest},
      packet_{std::make_unique_for_overwrite<char[]>(sizeof(Header) + kPiece)},
      sending_{SO_SNDTIMEO},
      receiving_{SO_RCVTIMEO} {}

std::pair<Descriptor, Descriptor> Channel::pair() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) fail("socketpair");
  return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

// The kernel's own time-out costs a system call only when it changes. So it is set to a power of
// two that lies within the time left, and whoever wakes by it looks at the clock and waits on:
// calls with like deadlines pay nothing.
void Channel::arm(Timer& timer, Monotonic deadline) {
  using namespace std::chrono;
  milliseconds wanted{0};  // to the kernel: without end
  if (deadline != kNever) {
    const auto left = deadline - steady_clock::now();
    if (left <= left.zero()) throw ChannelTimeout{"the deadline has passed"};
    const auto bounded =
        std::clamp<std::int64_t>(duration_cast<milliseconds>(left).count(), 1, 1 << 24);
    wanted = milliseconds{std::bit_floor(static_cast<std::uint64_t>(bounded))};
  }
  if (wanted == timer.armed) return;
  const timeval value{wanted.count() / 1000, (wanted.count() % 1000) * 1000};
  if (::setsockopt(socket_.number(), SOL_SOCKET, timer.option, &value, sizeof value) != 0)
    fail("setsockopt");
  timer.armed = wanted;
}

void Channel::sendPacket(iovec* parts, std::size_t count, Monotonic deadline) {
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = count;
  for (;;) {
    arm(sending_, deadline);
    const auto sent = count == 1
                          ? ::send(socket_.number(), parts->iov_base, parts->iov_len, MSG_NOSIGNAL)
                          : ::sendmsg(socket_.number(), &message, MSG_NOSIGNAL);
    if (sent >= 0) return;
    if (errno != EAGAIN && errno != EINTR) fail("send to a child");
  }
}

void Channel::send(Frame frame, std::initializer_list<std::string_view> parts, Monotonic deadline) {
  std::size_t size = 0;
  for (const auto part : parts) size += part.size();
  if (size > largest_) {
    throw ChannelBroken{"a message of " + std::to_string(size) + " bytes is too large"};
  }
  const Header header{frame, 0, size};
  if (size <= kCopied) return sendCopied(header, parts, deadline);
  sendPieces(header, parts, deadline);
}

// One buffer is cheaper to hand to the kernel than several, and small parts are cheap to put
// together.
void Channel::sendCopied(const Header& header, std::initializer_list<std::string_view> parts,
                         Monotonic deadline) {
  char* end = packet_.get();
  const auto append = [&end](const void* data, std::size_t size) {
    end = std::copy_n(static_cast<const char*>(data), size, end);
  };
  append(&header, sizeof header);
  for (const auto part : parts) append(part.data(), part.size());
  iovec whole{packet_.get(), static_cast<std::size_t>(end - packet_.get())};
  sendPacket(&whole, 1, deadline);
}

void Channel::sendPieces(Header header, std::initializer_list<std::string_view> parts,
                         Monotonic deadline) {
  iovec pieces[9];
  std::size_t used = 1, inPacket = 0;
  pieces[0] = {&header, sizeof header};
  for (auto part : parts) {
    while (!part.empty()) {
      const auto taken = part.substr(0, kPiece - inPacket);
      pieces[used++] = {const_cast<char*>(taken.data()), taken.size()};
      inPacket += taken.size();
      part.remove_prefix(taken.size());
      if (inPacket < kPiece && used < std::size(pieces)) continue;
      sendPacket(pieces, used, deadline);
      used = inPacket = 0;
    }
  }
  if (used > 0) sendPacket(pieces, used, deadline);
}

std::size_t Channel::receivePacket(char* into, std::size_t room, Monotonic deadline) {
  for (;;) {
    arm(receiving_, deadline);
    // With MSG_TRUNC the kernel tells the packet's true size even where it did not fit.
    const auto size = ::recv(socket_.number(), into, room, MSG_TRUNC);
    if (size >= 0) {
      if (static_cast<std::size_t>(size) > room)
        throw ChannelBroken{"a piece of a message is too large"};
      return static_cast<std::size_t>(size);
    }
    if (errno == ECONNRESET) throw ChannelReset{"the other side is gone and had not read all"};
    if (errno != EAGAIN && errno != EINTR) fail("receive from a child");
  }
}

std::optional<Frame> Channel::receive(std::string& message, Monotonic deadline) {
  Header header;
  const auto first = receivePacket(packet_.get(), sizeof header + kPiece, deadline);
  if (first == 0) return std::nullopt;
  if (first < sizeof header) throw ChannelBroken{"a message without a head"};
  std::memcpy(&header, packet_.get(), sizeof header);
  if (header.frame < Frame::Request || header.frame > Frame::NoAnswer)
    throw ChannelBroken{"a message of no known kind"};
  if (header.size > largest_)
    throw ChannelBroken{"a message of " + std::to_string(header.size) + " bytes is too large"};

  message.assign(packet_.get() + sizeof header, first - sizeof header);
  while (message.size() < header.size) {
    const auto room = std::min<std::size_t>(kPiece, header.size - message.size());
    const auto have = message.size();
    message.resize(have + room);
    const auto size = receivePacket(message.data() + have, room, deadline);
    if (size == 0) return std::nullopt;
    message.resize(have + size);
  }
  if (message.size() != header.size) throw ChannelBroken{"a message longer than its head says"};
  return header.frame;
}

}  // namespace hostler::child

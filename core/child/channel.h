#pragma once

#include "core/child/descriptor.h"
#include "core/time/clock.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

struct iovec;

namespace hostler::child {

/// What a message is. A call is one Request and one Reply; between them the child may send Notes,
/// which nobody answers, and Questions, each of which waits for an Answer or NoAnswer before the
/// child goes on.
enum class Frame : std::uint32_t { Request = 1, Reply, Note, Question, Answer, NoAnswer };

/// The deadline passed before the message was through. The channel is of no use any more.
struct ChannelTimeout : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The other side is gone.
struct ChannelClosed : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The other side is gone and had not read all that was sent: what was sent last has not been taken
/// up.
struct ChannelReset : ChannelClosed {
  using ChannelClosed::ChannelClosed;
};
/// The other side does not keep to the protocol, or sends more than was agreed.
struct ChannelBroken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One end of a pair of sockets that carries whole messages between two processes, used by one
/// thread at a time: a small message is one system call on either side and wakes nobody but its
/// reader. Larger ones go in pieces of 64 KB. What arrives is checked against `largest` before it
/// is kept.
class Channel {
 public:
  static constexpr std::size_t kLargest = 64 * 1024 * 1024;
  /// Never: for the side that waits for work.
  static constexpr Monotonic kNever = Monotonic::max();

  explicit Channel(Descriptor socket, std::size_t largest = kLargest);
  /// Two ends that belong together, closed on exec. Throws std::system_error.
  static std::pair<Descriptor, Descriptor> pair();

  /// Sends the parts as one message. ChannelBroken when it is larger than `largest`; then nothing
  /// was sent.
  void send(Frame frame, std::initializer_list<std::string_view> parts,
            Monotonic deadline = kNever);
  /// Waits for a message and puts it into `message`; nothing when the other side has closed. Throws
  /// ChannelReset where it did so with something of ours unread.
  std::optional<Frame> receive(std::string& message, Monotonic deadline = kNever);

  void close() { socket_.close(); }

 private:
  struct Header {
    Frame frame;
    std::uint32_t reserved;
    std::uint64_t size;
  };
  struct Timer {
    int option;
    std::chrono::milliseconds armed{0};
  };

  void arm(Timer& timer, Monotonic deadline);
  void sendCopied(const Header& header, std::initializer_list<std::string_view> parts,
                  Monotonic deadline);
  void sendPieces(Header header, std::initializer_list<std::string_view> parts, Monotonic deadline);
  void sendPacket(iovec* parts, std::size_t count, Monotonic deadline);
  std::size_t receivePacket(char* into, std::size_t room, Monotonic deadline);

  Descriptor socket_;
  std::size_t largest_;
  std::unique_ptr<char[]> packet_;
  Timer sending_, receiving_;
};

}  // namespace hostler::child

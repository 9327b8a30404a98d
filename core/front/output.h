#pragma once

#include "core/front/message.h"
#include "core/front/open_file.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace Poco::Net {
class StreamSocket;
}

namespace hostler::front {

/// What a loop lends to the output of the connection whose turn it is, so that an answer that
/// leaves at once takes no memory of its own.
struct OutputDesk {
  std::string staged;       ///< bytes written in this turn and not yet sent; empty between turns
  std::vector<char> piece;  ///< of a file
};

/// What a connection has still to send, in order: bytes, shared text, files. Most of the time it is
/// empty and costs a vector's three words.
class Output {
 public:
  bool isEmpty() const { return parts_.empty(); }
  /// Bytes held in memory for this connection (shared text and files are not).
  std::size_t held() const;

  /// Where bytes can be appended to leave next. Valid until the next call of anything here.
  std::string& tail(OutputDesk& desk);
  void add(std::string&& text, OutputDesk& desk);
  void add(SharedBody text, OutputDesk& desk);
  void add(OpenFile file, std::uint64_t size);

  enum class Sent { All = 1, Some, Failed };
  /// Sends what the socket takes (a bounded amount, so that one fast reader does not hold the
  /// loop), keeps the rest, and leaves the desk clear. `count` grows by the bytes sent.
  Sent flush(Poco::Net::StreamSocket& socket, OutputDesk& desk, std::uint64_t& count);

 private:
  struct FilePart {
    OpenFile file;
    std::uint64_t size;
  };
  struct Part {
    std::variant<std::string, SharedBody, FilePart> source;
    std::uint64_t offset = 0;

    std::uint64_t size() const;
    /// The next bytes to send; empty when a file could not be read.
    std::string_view next(std::vector<char>& piece) const;
    void forgetSent();
  };

  Sent flushParts(Poco::Net::StreamSocket& socket, OutputDesk& desk, std::uint64_t& count);

  std::vector<Part> parts_;
};

}  // namespace hostler::front

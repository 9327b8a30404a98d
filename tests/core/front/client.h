#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::testing {

constexpr std::chrono::seconds kPatience{20};

/// Looks at a fact again and again until it holds. False when it does not within `atMost`.
bool becomesTrue(const std::function<bool()>& fact, std::chrono::milliseconds atMost = kPatience);

/// A client of HTTP that can misbehave: a plain socket, whose every wait has a deadline.
class Client {
 public:
  explicit Client(std::uint16_t port, int receiveBuffer = 0);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;
  };

  /// Sends all; false when the other side has gone.
  bool send(std::string_view bytes);
  /// Sends what the socket takes without waiting.
  std::size_t sendSome(std::string_view bytes);
  /// The next whole answer (Content-Length or chunked). Throws when the connection ends or the time
  /// is up first.
  Answer read(bool toHead = false);
  Answer ask(std::string_view request) {
    send(request);
    return read();
  }
  /// At least this many bytes, in the order they came.
  std::string readExactly(std::size_t count);
  /// Everything up to the end. Throws when that is a reset.
  std::string readAll();
  /// Whether the other side ends (or resets) the connection; what still comes is dropped.
  bool seesEnd();
  bool hasInput(std::chrono::milliseconds atMost) const;

  void endSending();
  /// Ends the connection in a way that the other side sees as a reset.
  void reset();
  void close();

 private:
  std::string chunkedBody();
  bool receive();
  void need(std::size_t count);
  std::string takeThrough(std::string_view end);

  int descriptor_ = -1;
  std::string read_;
  std::vector<char> buffer_;
};

}  // namespace hostler::testing

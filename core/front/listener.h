#pragma once

#include "core/front/peer.h"

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>

#include <cstdint>
#include <string>

namespace hostler::front {

/// A listening socket that shares its port with those of the other loops.
class Listener {
 public:
  /// Throws std::runtime_error with the address and the reason when it cannot listen there.
  Listener(const std::string& address, std::uint16_t port);

  const Poco::Net::ServerSocket& socket() const { return socket_; }
  std::uint16_t port() const { return socket_.address().port(); }

  struct Accepted {
    enum class Outcome { Taken = 1, None, OutOfDescriptors };
    Outcome outcome = Outcome::None;
    Poco::Net::StreamSocket
        socket;  ///< does not block, sends small packets at once, is not inherited by children
    Peer peer;
  };
  Accepted accept();
  void close() { socket_.close(); }

  /// Throws like the constructor when another program listens on the port: two that both allow
  /// sharing it would otherwise share the connections without a word.
  static void claim(const std::string& address, std::uint16_t port);

 private:
  Poco::Net::ServerSocket socket_;
};

}  // namespace hostler::front

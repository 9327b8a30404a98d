#pragma once

#include <cstdint>
#include <string>

namespace hostler::front {

/// Who is at the other end of a connection.
struct Peer {
  std::string address;  ///< "203.0.113.7", "2001:db8::1"
  bool isLoopback = false;
  std::uint64_t seat = 0;  ///< see PeerSeats
};

}  // namespace hostler::front

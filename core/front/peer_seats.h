#pragma once

#include <Poco/Net/IPAddress.h>

#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace hostler::front {

/// Counts connections by peer, so that one peer cannot take them all. An IPv6 peer is its /64,
/// which is what one customer of an access provider has. Thread-safe.
class PeerSeats {
 public:
  using Seat = std::uint64_t;

  /// Zero: no cap, and nothing is counted.
  explicit PeerSeats(std::size_t perPeer) : perPeer_{perPeer} {}

  /// Of a peer that is not counted; no address has it.
  static constexpr Seat kUncounted = ~Seat{0};

  static Seat seatOf(const Poco::Net::IPAddress& address);
  bool take(Seat seat);
  void leave(Seat seat);

 private:
  const std::size_t perPeer_;
  std::mutex mutex_;
  std::unordered_map<Seat, std::size_t> taken_;
};

}  // namespace hostler::front

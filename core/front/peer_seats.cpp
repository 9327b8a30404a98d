#include "core/front/peer_seats.h"

#include <array>
#include <bit>
#include <cstring>

namespace hostler::front {

PeerSeats::Seat PeerSeats::seatOf(const Poco::Net::IPAddress& address) {
  // An IPv4 address is kept in the second half, behind four zeros that no routed IPv6 prefix begins
  // with.
  std::array<unsigned char, sizeof(Seat)> bytes{};
  const bool isV4 = address.family() == Poco::Net::IPAddress::IPv4;
  std::memcpy(bytes.data() + (isV4 ? 4 : 0), address.addr(), isV4 ? 4 : bytes.size());
  return std::bit_cast<Seat>(bytes);
}

bool PeerSeats::take(Seat seat) {
  if (perPeer_ == 0 || seat == kUncounted) return true;
  const std::lock_guard lock{mutex_};
  auto& taken = taken_[seat];
  if (taken >= perPeer_) return false;
  ++taken;
  return true;
}

void PeerSeats::leave(Seat seat) {
  if (perPeer_ == 0 || seat == kUncounted) return;
  const std::lock_guard lock{mutex_};
  const auto found = taken_.find(seat);
  if (found != taken_.end() && --found->second == 0) taken_.erase(found);
}

}  // namespace hostler::front

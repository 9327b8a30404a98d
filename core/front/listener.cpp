#include "core/front/listener.h"

#include "core/front/adopted_socket.h"
#include "core/front/peer_seats.h"

#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <sys/socket.h>

namespace hostler::front {
namespace {

using Poco::Net::IPAddress;
using Poco::Net::SocketAddress;

constexpr int kBacklog = 4096;

Poco::Net::ServerSocket bound(const std::string& address, std::uint16_t port, bool isShared) try {
  Poco::Net::ServerSocket socket;
  const SocketAddress at{address, port};
  if (at.family() == SocketAddress::IPv6) {
    socket.bind6(at, true, isShared, false);
  } else {
    socket.bind(at, true, isShared);
  }
  return socket;
} catch (const Poco::Exception& exception) {
  throw std::runtime_error{
      "cannot listen on " + address + ":" + std::to_string(port) + ": " +
      (exception.code() != 0 ? std::strerror(exception.code()) : exception.displayText())};
}

// A client of IPv4 on a socket of both families arrives as ::ffff:192.0.2.1.
IPAddress plainAddress(const IPAddress& address) {
  // POCO says of every IPv4 address, too, that it is mapped.
  if (address.family() == IPAddress::IPv4 || !address.isIPv4Mapped()) return address;
  const auto* bytes = static_cast<const unsigned char*>(address.addr());
  return IPAddress{bytes + 12, 4};
}

Peer peerAt(const sockaddr_storage& address, socklen_t length) {
  const SocketAddress at{reinterpret_cast<const sockaddr*>(&address), length};
  const auto host = plainAddress(at.host());
  return {host.toString(), host.isLoopback(), PeerSeats::seatOf(host)};
}

bool isOutOfDescriptors(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

Listener::Listener(const std::string& address, std::uint16_t port)
    : socket_{bound(address, port, true)} {
  socket_.listen(kBacklog);
  socket_.setBlocking(false);
  socket_.impl()->fcntl(F_SETFD, FD_CLOEXEC);
}

void Listener::claim(const std::string& address, std::uint16_t port) {
  bound(address, port, false);
}

// POCO's own accept leaves the descriptor to be inherited by children, and throws when there is
// nobody.
Listener::Accepted Listener::accept() {
  sockaddr_storage address{};
  socklen_t length = sizeof address;
  const int descriptor = ::accept4(socket_.impl()->sockfd(), reinterpret_cast<sockaddr*>(&address),
                                   &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  Accepted accepted;
  if (descriptor < 0) {
    if (isOutOfDescriptors(errno)) accepted.outcome = Accepted::Outcome::OutOfDescriptors;
    return accepted;
  }
  accepted.outcome = Accepted::Outcome::Taken;
  accepted.socket = adoptSocket(descriptor);
  accepted.socket.setBlocking(false);
  accepted.socket.setNoDelay(true);
  accepted.peer = peerAt(address, length);
  return accepted;
}

}  // namespace hostler::front

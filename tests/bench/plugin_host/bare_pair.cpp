#include "tests/bench/plugin_host/bare_pair.h"

#include <array>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hostler::plugin::bench {

BarePair::BarePair(std::size_t answer) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0) throw std::runtime_error{"socketpair"};
  child_ = ::fork();
  if (child_ == 0) {
    ::close(ends[0]);
    std::array<char, 4096> buffer;
    while (::read(ends[1], buffer.data(), buffer.size()) > 0) {
      if (::write(ends[1], buffer.data(), answer) < 0) break;
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  socket_ = ends[0];
}

BarePair::~BarePair() {
  ::close(socket_);
  ::waitpid(child_, nullptr, 0);
}

void BarePair::roundTrip(std::size_t request) {
  std::array<char, 4096> buffer{};
  if (::write(socket_, buffer.data(), request) < 0 ||
      ::read(socket_, buffer.data(), buffer.size()) <= 0) {
    throw std::runtime_error{"the bare pair broke"};
  }
}

}  // namespace hostler::plugin::bench

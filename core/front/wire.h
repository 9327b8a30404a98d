#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace Poco::Net {
class StreamSocket;
}

namespace hostler::front::wire {

/// How one call on a non-blocking socket went. POCO reports a full socket by an exception when
/// sending and by -1 when receiving; here both are Blocked.
struct Transfer {
  enum class Outcome { Some = 1, Blocked, Ended, Failed };
  Outcome outcome = Outcome::Some;
  std::size_t bytes = 0;
};

/// Ended: the peer sends no more.
Transfer receive(Poco::Net::StreamSocket& socket, std::span<char> to);
/// `moreFollows` lets the kernel wait for the next bytes before it sends a packet that is not full.
Transfer send(Poco::Net::StreamSocket& socket, std::string_view bytes, bool moreFollows);

}  // namespace hostler::front::wire

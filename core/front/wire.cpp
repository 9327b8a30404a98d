#include "core/front/wire.h"

#include <Poco/Exception.h>
#include <Poco/Net/StreamSocket.h>

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace hostler::front::wire {
namespace {

constexpr std::size_t kMost = 1 << 20;

Transfer failure(const Poco::Exception& exception) {
  const bool isBlocked = exception.code() == EAGAIN || exception.code() == EWOULDBLOCK;
  return {isBlocked ? Transfer::Outcome::Blocked : Transfer::Outcome::Failed, 0};
}

}  // namespace

Transfer receive(Poco::Net::StreamSocket& socket, std::span<char> to) try {
  const int count = socket.receiveBytes(to.data(), static_cast<int>(std::min(to.size(), kMost)));
  if (count < 0) return {Transfer::Outcome::Blocked, 0};
  if (count == 0) return {Transfer::Outcome::Ended, 0};
  return {Transfer::Outcome::Some, static_cast<std::size_t>(count)};
} catch (const Poco::Exception& exception) {
  return failure(exception);
}

Transfer send(Poco::Net::StreamSocket& socket, std::string_view bytes, bool moreFollows) try {
  const int flags = MSG_NOSIGNAL | (moreFollows ? MSG_MORE : 0);
  const int count =
      socket.sendBytes(bytes.data(), static_cast<int>(std::min(bytes.size(), kMost)), flags);
  if (count < 0) return {Transfer::Outcome::Blocked, 0};
  return {Transfer::Outcome::Some, static_cast<std::size_t>(count)};
} catch (const Poco::Exception& exception) {
  return failure(exception);
}

}  // namespace hostler::front::wire

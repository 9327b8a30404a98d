#include "tests/core/front/client.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace hostler::testing {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error{"client: " + what};
}

std::string lowerCase(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return text;
}

bool waitFor(int descriptor, short events, std::chrono::milliseconds atMost) {
  pollfd entry{descriptor, events, 0};
  return ::poll(&entry, 1, static_cast<int>(atMost.count())) > 0;
}

}  // namespace

bool becomesTrue(const std::function<bool()>& fact, std::chrono::milliseconds atMost) {
  const auto end = std::chrono::steady_clock::now() + atMost;
  while (!fact()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

Client::Client(std::uint16_t port, int receiveBuffer) {
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) fail(std::strerror(errno));
  const int one = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (receiveBuffer > 0) {
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail(std::strerror(errno));
  }
}

Client::Client(Client&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, read_{std::move(other.read_)} {}

Client::~Client() {
  close();
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!waitFor(descriptor_, POLLOUT, kPatience)) fail("the server does not read");
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) return false;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::size_t Client::sendSome(std::string_view bytes) {
  const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

bool Client::receive() {
  if (!waitFor(descriptor_, POLLIN, kPatience)) fail("nothing came");
  buffer_.resize(256 * 1024);
  const auto count = ::recv(descriptor_, buffer_.data(), buffer_.size(), 0);
  if (count < 0) fail(std::strerror(errno));
  read_.append(buffer_.data(), static_cast<std::size_t>(count));
  return count > 0;
}

void Client::need(std::size_t count) {
  while (read_.size() < count) {
    if (!receive()) fail("the connection ended after: " + read_.substr(0, 1'000));
  }
}

std::string Client::readExactly(std::size_t count) {
  need(count);
  auto bytes = read_.substr(0, count);
  read_.erase(0, count);
  return bytes;
}

std::string Client::takeThrough(std::string_view end) {
  while (read_.find(end) == std::string::npos) need(read_.size() + 1);
  return readExactly(read_.find(end) + end.size());
}

Client::Answer Client::read(bool toHead) {
  const auto head = takeThrough("\r\n\r\n");
  Answer answer;
  if (head.size() < 12 || !head.starts_with("HTTP/1.1 ")) fail("no status line: " + head);
  answer.status = std::stoi(head.substr(9, 3));
  for (std::size_t at = head.find("\r\n") + 2; head.compare(at, 2, "\r\n") != 0;) {
    const auto end = head.find("\r\n", at), colon = head.find(": ", at);
    answer.headers[lowerCase(head.substr(at, colon - at))] =
        head.substr(colon + 2, end - colon - 2);
    at = end + 2;
  }
  if (toHead || answer.status / 100 == 1) return answer;
  if (answer.headers.contains("transfer-encoding")) {
    answer.body = chunkedBody();
  } else if (answer.headers.contains("content-length")) {
    answer.body = readExactly(std::stoul(answer.headers["content-length"]));
  }
  return answer;
}

std::string Client::chunkedBody() {
  std::string body;
  while (true) {
    const auto size = std::stoul(takeThrough("\r\n"), nullptr, 16);
    const auto chunk = readExactly(size + 2);
    if (size == 0) return body;
    body.append(chunk, 0, size);
  }
}

std::string Client::readAll() {
  while (receive()) {
  }
  return std::exchange(read_, {});
}

bool Client::seesEnd() {
  std::vector<char> bytes(64 * 1024);
  while (waitFor(descriptor_, POLLIN, kPatience)) {
    if (::recv(descriptor_, bytes.data(), bytes.size(), 0) <= 0) return true;
  }
  return false;
}

bool Client::hasInput(std::chrono::milliseconds atMost) const {
  return !read_.empty() || waitFor(descriptor_, POLLIN, atMost);
}

void Client::endSending() {
  ::shutdown(descriptor_, SHUT_WR);
}

void Client::reset() {
  const linger now{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  close();
}

void Client::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

}  // namespace hostler::testing

#include "tests/support/mysql_relay.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace hostler::testing {
namespace {

// MySQL's protocol: three bytes of length, lowest first, one that counts, then the packet itself.
constexpr std::size_t kHeader = 4;

sockaddr_in onLoopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

int listenOnLoopback(std::uint16_t& port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = onLoopback(0);
  socklen_t size = sizeof address;
  auto* place = reinterpret_cast<sockaddr*>(&address);
  if (::bind(fd, place, size) != 0 || ::listen(fd, 128) != 0 ||
      ::getsockname(fd, place, &size) != 0) {
    ::close(fd);
    throw std::runtime_error{"the relay gets no port on loopback"};
  }
  port = ntohs(address.sin_port);
  return fd;
}

// -1 while the server is away.
int connectToLoopback(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = onLoopback(port);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  ::close(fd);
  return -1;
}

bool sendAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Empty once the other side has hung up.
std::string receive(int fd) {
  std::array<char, 16 * 1024> bytes;
  const auto got = ::recv(fd, bytes.data(), bytes.size(), 0);
  return got > 0 ? std::string{bytes.data(), static_cast<std::size_t>(got)} : std::string{};
}

// With its header; 0 while that has not come as a whole.
std::size_t sizeOfFirstPacket(const std::string& bytes) {
  if (bytes.size() < kHeader) return 0;
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i]));
  };
  return kHeader + (byte(0) | byte(1) << 8 | byte(2) << 16);
}

bool holds(std::string_view packet, const std::string& word) {
  return packet.find(word) != std::string_view::npos;
}

}  // namespace

MysqlRelay::MysqlRelay(const db::DatabaseUrl& server) : url_{server}, serverPort_{server.port} {
  url_.host = "127.0.0.1";
  listener_ = listenOnLoopback(url_.port);
  wake_ = ::eventfd(0, EFD_CLOEXEC);
  thread_ = std::thread{[this] { run(); }};
}

MysqlRelay::~MysqlRelay() {
  {
    const std::lock_guard lock{mutex_};
    isEnding_ = true;
  }
  ::eventfd_write(wake_, 1);
  thread_.join();
  for (auto& line : lines_) hangUp(line);
  ::close(listener_);
  ::close(wake_);
}

void MysqlRelay::cutOn(Cue cue) {
  const std::lock_guard lock{mutex_};
  cue_ = std::move(cue);
  for (auto& line : lines_) line.isCued = false;
}

void MysqlRelay::passEverything() {
  const std::lock_guard lock{mutex_};
  cue_.reset();
}

// Shut and not closed, since the relay's own thread may be looking at them.
void MysqlRelay::cutAll() {
  const std::lock_guard lock{mutex_};
  for (const auto& line : lines_) {
    ::shutdown(line.client, SHUT_RDWR);
    ::shutdown(line.server, SHUT_RDWR);
  }
}

void MysqlRelay::hangUpOnNewOnes(bool doesSo) {
  const std::lock_guard lock{mutex_};
  hangsUp_ = doesSo;
}

int MysqlRelay::cuts() const {
  const std::lock_guard lock{mutex_};
  return cuts_;
}

int MysqlRelay::counted() const {
  const std::lock_guard lock{mutex_};
  return counted_;
}

void MysqlRelay::count(std::string word) {
  const std::lock_guard lock{mutex_};
  countedWord_ = std::move(word);
  counted_ = 0;
}

void MysqlRelay::run() {
  for (;;) {
    std::vector<pollfd> watched{{wake_, POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const auto& line : lines_) {  // changed by this thread alone
      watched.push_back({line.client, POLLIN, 0});
      watched.push_back({line.server, POLLIN, 0});
    }
    ::poll(watched.data(), watched.size(), -1);
    const std::lock_guard lock{mutex_};
    if (isEnding_) return;
    auto state = watched.begin() + 2;
    for (auto& line : lines_) {
      const bool clientSpoke = (state++)->revents != 0, serverSpoke = (state++)->revents != 0;
      if (clientSpoke) fromClient(line);
      if (serverSpoke && line.isOpen) fromServer(line);
    }
    lines_.remove_if([](const Line& line) { return !line.isOpen; });
    if (watched[1].revents != 0) open();
  }
}

void MysqlRelay::open() {
  Line line;
  line.client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (line.client < 0) return;
  line.server = hangsUp_ ? -1 : connectToLoopback(serverPort_);
  if (line.server < 0) return hangUp(line);
  lines_.push_back(std::move(line));
}

void MysqlRelay::hangUp(Line& line) {
  if (line.client >= 0) ::close(line.client);
  if (line.server >= 0) ::close(line.server);
  line.client = line.server = -1;
  line.isOpen = false;
}

void MysqlRelay::fromClient(Line& line) {
  const auto bytes = receive(line.client);
  if (bytes.empty()) return hangUp(line);
  line.begun += bytes;
  for (auto size = sizeOfFirstPacket(line.begun); size != 0 && size <= line.begun.size();
       size = sizeOfFirstPacket(line.begun)) {
    const auto packet = line.begun.substr(0, size);
    line.begun.erase(0, size);
    passOn(line, packet);
    if (!line.isOpen) return;
  }
}

void MysqlRelay::passOn(Line& line, std::string_view packet) {
  if (!countedWord_.empty() && holds(packet, countedWord_)) ++counted_;
  if (meetsCue(line, packet)) {
    const auto moment = cue_->moment;
    line.answerLeft = cue_->answerBytes;
    if (--cue_->times == 0) cue_.reset();
    ++cuts_;
    if (moment == Cue::Moment::BeforeServer) return hangUp(line);
    line.isEnding = true;
  }
  if (!sendAll(line.server, packet)) hangUp(line);
}

bool MysqlRelay::meetsCue(Line& line, std::string_view packet) {
  if (!cue_ || line.isEnding) return false;
  if (!cue_->after.empty() && !line.isCued) {
    line.isCued = holds(packet, cue_->after);
    return false;
  }
  return holds(packet, cue_->word);
}

// An answer that ends the line comes through as far as it may; whatever is behind that shows that
// the server has done its part.
void MysqlRelay::fromServer(Line& line) {
  const auto bytes = receive(line.server);
  if (bytes.empty()) return hangUp(line);
  const auto size = line.isEnding ? std::min(bytes.size(), line.answerLeft) : bytes.size();
  if (!sendAll(line.client, std::string_view{bytes}.substr(0, size))) return hangUp(line);
  if (!line.isEnding) return;
  line.answerLeft -= size;
  if (size < bytes.size()) hangUp(line);
}

}  // namespace hostler::testing

// Loaded before all else into an engine under test: counts what it sends to its database, and kills
// it at the one that the test has chosen. No lock and no memory from the heap, since these calls
// come from everywhere. Children of the engine get no environment, and so no page: they count
// nothing.

#include "tests/journeys/fuse_state.h"

#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace {

using hostler::testing::FuseCounts;
using hostler::testing::FuseKills;
using hostler::testing::FuseState;

// In the first byte of what the protocol of MySQL calls a command, after the four of its head.
constexpr unsigned char kQuit = 0x01, kQuery = 0x03, kPrepare = 0x16, kLongValue = 0x18,
                        kCloseStatement = 0x19;
constexpr std::size_t kHead = 4;
// SQLite's log: a head of 24 bytes before each page, with the database's new size where the page is
// a transaction's last.
constexpr std::size_t kFrameHead = 24;
constexpr int kAnswerWithinMs = 1000;

FuseState* mapped() {
  const char* path = std::getenv(hostler::testing::kFuseVariable);
  if (path == nullptr) return nullptr;
  const int file = ::open(path, O_RDWR | O_CLOEXEC);
  if (file < 0) return nullptr;
  void* page = ::mmap(nullptr, sizeof(FuseState), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  return page == MAP_FAILED ? nullptr : static_cast<FuseState*>(page);
}

FuseState* fuse() {
  static FuseState* const state = mapped();
  return state;
}

template <class F>
F* next(const char* name) {
  return reinterpret_cast<F*>(::dlsym(RTLD_NEXT, name));
}

[[noreturn]] void die() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

bool isToServer(int socket) {
  sockaddr_in peer{};
  socklen_t size = sizeof peer;
  if (::getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return false;
  return peer.sin_family == AF_INET && ntohs(peer.sin_port) == fuse()->port;
}

// The part of the file's name after that of the database: "", "-wal"; null for any other file.
const char* partOfDatabase(int file, char (&path)[512]) {
  char link[32];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const auto size = ::readlink(link, path, sizeof path - 1);
  if (size <= 0) return nullptr;
  path[size] = 0;
  const auto length = std::strlen(fuse()->file);
  return length > 0 && std::strncmp(path, fuse()->file, length) == 0 ? path + length : nullptr;
}

// Whether this one is the one that kills. `label` is what the test is told of it.
bool isTheOne(bool commits, const char* label, const char* text, std::size_t size) {
  auto& state = *fuse();
  const auto at = state.at.load();
  if (at == hostler::testing::kDisarmed) return false;
  const auto sends = ++state.sends;
  const auto nth = commits ? ++state.commits : 0;
  if (at == 0) return false;
  const auto counts = state.counts.load();
  const bool mine = (counts == FuseCounts::Sends && sends == at) ||
                    (counts == FuseCounts::Commits && commits && nth == at);
  if (!mine || state.blown.exchange(true)) return false;
  std::snprintf(state.what, sizeof state.what, "%s %.*s", label,
                static_cast<int>(size < 120 ? size : 120), text);
  return true;
}

struct Command {
  unsigned char code = 0;
  const char* text = "";
  std::size_t size = 0;

  Command(const void* data, std::size_t length) {
    const auto* bytes = static_cast<const char*>(data);
    if (length <= kHead || bytes[3] != 0) return;  // the rest of one, or of a sign-in
    code = static_cast<unsigned char>(bytes[kHead]);
    if (code != kQuery && code != kPrepare) return;
    text = bytes + kHead + 1;
    size = length - kHead - 1;
  }
  bool commits() const {
    return code == kQuery && size >= 6 && std::strncmp(text, "COMMIT", 6) == 0;
  }
  bool isAnswered() const { return code != kQuit && code != kLongValue && code != kCloseStatement; }
};

ssize_t sendToServer(int socket, const void* data, std::size_t length, int flags,
                     decltype(::send)* really) {
  const Command command{data, length};
  char label[16];
  std::snprintf(label, sizeof label, "command %u", static_cast<unsigned>(command.code));
  const bool mine = isTheOne(command.commits(), label, command.text, command.size);
  if (mine && fuse()->kills == FuseKills::Before) die();
  const auto sent = really(socket, data, length, flags);
  if (!mine) return sent;
  pollfd answer{socket, POLLIN, 0};
  if (command.isAnswered()) ::poll(&answer, 1, kAnswerWithinMs);
  die();
}

thread_local bool lastOfTransaction = false;

// The page that follows the head which says "the last".
bool commitsSqlite(const char* part, const void* data, std::size_t length) {
  if (std::strcmp(part, "-wal") != 0) return false;
  if (length != kFrameHead) return std::exchange(lastOfTransaction, false);
  std::uint32_t pages = 0;
  std::memcpy(&pages, static_cast<const char*>(data) + 4, sizeof pages);
  lastOfTransaction = pages != 0;
  return false;
}

}  // namespace

extern "C" {

ssize_t send(int socket, const void* data, std::size_t length, int flags) {
  static auto* const really = next<decltype(::send)>("send");
  if (fuse() == nullptr || fuse()->port == 0 || !isToServer(socket))
    return really(socket, data, length, flags);
  return sendToServer(socket, data, length, flags, really);
}

ssize_t pwrite64(int file, const void* data, std::size_t length, off64_t offset) {
  static auto* const really = next<decltype(::pwrite64)>("pwrite64");
  char path[512];
  const char* part = fuse() == nullptr ? nullptr : partOfDatabase(file, path);
  if (part == nullptr) return really(file, data, length, offset);
  const bool mine = isTheOne(commitsSqlite(part, data, length), "write", part, std::strlen(part));
  if (mine && fuse()->kills == FuseKills::Before) die();
  const auto written = really(file, data, length, offset);
  if (mine) die();
  return written;
}

int fdatasync(int file) {
  static auto* const really = next<decltype(::fdatasync)>("fdatasync");
  char path[512];
  const char* part = fuse() == nullptr ? nullptr : partOfDatabase(file, path);
  if (part == nullptr) return really(file);
  const bool mine = isTheOne(false, "sync", part, std::strlen(part));
  if (mine && fuse()->kills == FuseKills::Before) die();
  const int result = really(file);
  if (mine) die();
  return result;
}

}  // extern "C"

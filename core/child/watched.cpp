#include "core/child/watched.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace hostler::child {
namespace {

constexpr std::size_t kTail = 16 * 1024;
constexpr std::size_t kGulp = 64 * 1024;
constexpr std::chrono::milliseconds kPauseAfterFlood{20};
// bubblewrap stands between us and the program, and turns a signal into a code as shells do.
constexpr int kShellSignalBase = 128;

Exit readStatus(int status, Walls walls) {
  if (WIFSIGNALED(status)) return {Exit::How::Killed, WTERMSIG(status)};
  const int code = WEXITSTATUS(status);
  if (walls == Walls::Namespaces && code > kShellSignalBase)
    return {Exit::How::Killed, code - kShellSignalBase};
  return {Exit::How::Exited, code};
}

}  // namespace

Wake::Wake() : event_{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)} {
  if (!event_) throw std::system_error{errno, std::generic_category(), "eventfd"};
}

void Wake::ring() const {
  const std::uint64_t one = 1;
  // Full means that it has been rung and not heard yet, which does.
  [[maybe_unused]] const auto written = ::write(event_.number(), &one, sizeof one);
}

void Wake::settle() const {
  std::uint64_t count;
  [[maybe_unused]] const auto read = ::read(event_.number(), &count, sizeof count);
}

Process::Watched::Watched(Launched launched, std::shared_ptr<Wake> wakeOfNursery)
    : pid{launched.pid},
      walls{launched.walls},
      ended{std::move(launched.ended)},
      wake{std::move(wakeOfNursery)},
      output{std::move(launched.output)} {}

void Process::Watched::kill(Exit::Ordered why) {
  const std::lock_guard lock{mutex};
  if (exit) return;
  if (ordered == Exit::Ordered::No) ordered = why;
  ::kill(-pid, SIGKILL);
}

void Process::Watched::drain(Monotonic now) {
  char gulp[kGulp];
  const auto size = ::read(output.number(), gulp, sizeof gulp);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size <= 0) {
    output.close();
    return;
  }
  if (static_cast<std::size_t>(size) == kGulp) quietUntil = now + kPauseAfterFlood;
  const std::lock_guard lock{mutex};
  tail.append(gulp, static_cast<std::size_t>(size));
  if (tail.size() > kTail) tail.erase(0, tail.size() - kTail);
}

bool Process::Watched::leaving() const {
  const std::lock_guard lock{mutex};
  return killAt && orderedAtDeadline == Exit::Ordered::Stopped;
}

void Process::Watched::reap() {
  if (output) drain({});
  output.close();
  {
    const std::lock_guard lock{mutex};
    // The leader is still a zombie, so its number is still the group's.
    ::kill(-pid, SIGKILL);
    int status = 0;
    exit = ::waitpid(pid, &status, 0) == pid ? readStatus(status, walls) : Exit{};
    exit->ordered = ordered;
  }
  changed.notify_all();
}

}  // namespace hostler::child

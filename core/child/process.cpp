#include "core/child/process.h"

#include "core/child/watched.h"

#include <fstream>
#include <unistd.h>

namespace hostler::child {

Process::Process(std::shared_ptr<Watched> watched) : watched_{std::move(watched)} {}

Process& Process::operator=(Process&& other) noexcept {
  if (this != &other) {
    if (watched_) kill();
    watched_ = std::move(other.watched_);
  }
  return *this;
}

Process::~Process() {
  if (watched_) kill();
}

pid_t Process::pid() const {
  return watched_->pid;
}

Walls Process::walls() const {
  return watched_->walls;
}

std::optional<Exit> Process::exit() const {
  const std::lock_guard lock{watched_->mutex};
  return watched_->exit;
}

std::optional<Exit> Process::wait(Monotonic deadline) const {
  std::unique_lock lock{watched_->mutex};
  watched_->changed.wait_until(lock, deadline, [this] { return watched_->exit.has_value(); });
  return watched_->exit;
}

void Process::kill() {
  watched_->kill(Exit::Ordered::Stopped);
}

void Process::killAt(Monotonic deadline) {
  {
    const std::lock_guard lock{watched_->mutex};
    watched_->killAt = deadline;
    watched_->orderedAtDeadline = Exit::Ordered::DeadlinePassed;
  }
  watched_->wake->ring();
}

void Process::spare() {
  const std::lock_guard lock{watched_->mutex};
  watched_->killAt.reset();
}

void Process::leave(std::chrono::milliseconds grace) && {
  {
    const std::lock_guard lock{watched_->mutex};
    watched_->killAt = std::chrono::steady_clock::now() + grace;
    watched_->orderedAtDeadline = Exit::Ordered::Stopped;
  }
  watched_->wake->ring();
  watched_.reset();
}

std::string Process::tail() const {
  const std::lock_guard lock{watched_->mutex};
  return watched_->tail;
}

std::size_t Process::residentBytes() const {
  std::ifstream statm{"/proc/" + std::to_string(pid()) + "/statm"};
  std::size_t mapped = 0, resident = 0;
  if (exit() || !(statm >> mapped >> resident)) return 0;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace hostler::child

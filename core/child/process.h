#pragma once

#include "core/child/command.h"
#include "core/child/exit.h"
#include "core/time/clock.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace hostler::child {

/// A child that a Nursery started and watches. When the last of it goes out of hand the child is
/// killed, with its whole process group, and never waited for by anyone but the nursery.
/// Thread-safe; movable.
class Process {
 public:
  struct Watched;  // what the nursery and this share

  explicit Process(std::shared_ptr<Watched> watched);
  Process(Process&&) noexcept = default;
  Process& operator=(Process&& other) noexcept;
  ~Process();

  pid_t pid() const;
  Walls walls() const;
  /// How it ended, once it has. Costs no system call.
  std::optional<Exit> exit() const;
  /// Waits for its end, at most until `deadline`.
  std::optional<Exit> wait(Monotonic deadline) const;

  void kill();
  /// Kills it at `deadline`, whether or not anybody is waiting then. The last word counts.
  void killAt(Monotonic deadline);
  /// Takes back killAt().
  void spare();
  /// Lets go of it: it may end by itself and is killed after `grace`.
  void leave(std::chrono::milliseconds grace) &&;

  /// The last of what it printed to standard output and error. It comes from foreign code: not fit
  /// for a log before secrets in it are masked.
  std::string tail() const;
  /// Its resident memory in bytes now; zero when it has ended.
  std::size_t residentBytes() const;

 private:
  std::shared_ptr<Watched> watched_;
};

}  // namespace hostler::child

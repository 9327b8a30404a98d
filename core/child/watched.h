#pragma once

#include "core/child/launch.h"
#include "core/child/process.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace hostler::child {

/// Stirs the nursery's thread out of its poll. Thread-safe.
class Wake {
 public:
  Wake();
  void ring() const;
  void settle() const;
  int number() const { return event_.number(); }

 private:
  Descriptor event_;
};

/// One running child as its nursery and its owner see it: the owner asks, the nursery's thread
/// acts.
struct Process::Watched {
  Watched(Launched launched, std::shared_ptr<Wake> wake);

  const pid_t pid;
  const Walls walls;
  const Descriptor ended;
  const std::shared_ptr<Wake> wake;

  mutable std::mutex mutex;
  mutable std::condition_variable changed;
  std::optional<Exit> exit;
  std::optional<Monotonic> killAt;
  Exit::Ordered ordered = Exit::Ordered::No;
  Exit::Ordered orderedAtDeadline = Exit::Ordered::DeadlinePassed;
  std::string tail;

  // The nursery's thread only.
  Descriptor output;
  Monotonic
      quietUntil{};  ///< a child that floods its output is read in gulps, so it waits and we do not

  /// Kills the whole group, while the group's number cannot have become somebody else's.
  void kill(Exit::Ordered why);
  /// Reads what has been printed, a pipe's worth at most.
  void drain(Monotonic now);
  /// Whether its owner has let go of it and it is to end by itself.
  bool leaving() const;
  /// Takes its status; what is left of its group goes with it.
  void reap();
};

}  // namespace hostler::child

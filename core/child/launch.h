#pragma once

#include "core/child/command.h"
#include "core/child/descriptor.h"

#include <memory>
#include <sys/types.h>

namespace hostler::child {

/// A program that has just been started, leader of a session and process group of its own.
struct Launched {
  pid_t pid;
  Descriptor ended;   ///< readable once it has ended
  Descriptor output;  ///< what it prints; not open with Output::Discard
  Walls walls;
};

/// Everything about a start that can be made ready beforehand and on any thread. What is left is
/// one clone and one exec with nothing but bare system calls between them, for at that moment the
/// parent's other threads may hold any lock. `namespaces` says whether bubblewrap may be used.
class Launch {
 public:
  Launch(const Command& command, bool namespaces);
  ~Launch();
  Launch(const Launch&) = delete;

  /// From a thread that outlives the child: the kernel kills the child when the thread that cloned
  /// it ends, not when the process does. Once only. Throws StartFailed.
  Launched go();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hostler::child

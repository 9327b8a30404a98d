#pragma once

#include "core/child/process.h"

#include <memory>
#include <optional>

namespace hostler::child {

/// Starts children and watches them: reads what they print, kills those whose time is up, and
/// reaps. One thread does all of it, for a child is tied to the life of the thread that started it.
/// A wedged child holds up neither this thread nor another child. Give the engine one, and let it
/// outlive what uses it: its end kills every child that is left, save those that were told to
/// leave, which it waits for. Thread-safe.
class Nursery {
 public:
  Nursery();
  ~Nursery();
  Nursery(const Nursery&) = delete;

  /// Returns once the child runs its program. Takes about a millisecond. Throws StartFailed.
  Process start(const Command& command);

  /// Whether bubblewrap can build its walls on this machine, run by this user (none: the one of
  /// this process). Inside many containers it cannot, or only for root. Tried once for each.
  bool namespacesWork(const std::optional<User>& by = std::nullopt);

 private:
  class Watch;
  std::unique_ptr<Watch> watch_;
};

}  // namespace hostler::child

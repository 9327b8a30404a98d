#pragma once

#include <string>

namespace hostler::child {

/// How a child ended.
struct Exit {
  enum class How {
    Exited = 1,  ///< by itself; `number` is its exit code
    Killed,      ///< by a signal; `number` is the signal's
    Unknown      ///< somebody else in this process took its status
  };
  /// Why the engine ended it, where it did.
  enum class Ordered { No = 1, Stopped, DeadlinePassed };

  How how = How::Unknown;
  int number = 0;
  Ordered ordered = Ordered::No;

  bool clean() const { return how == How::Exited && number == 0; }
  /// For people: "killed by signal 11 (segmentation fault)", "exited with code 3", "killed at its
  /// deadline".
  std::string text() const;
  friend bool operator==(const Exit&, const Exit&) = default;
};

}  // namespace hostler::child

#pragma once

#include "core/time/clock.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace hostler::plugin {

/// How many calls run at once, in all and to each target. Thread-safe.
class Turns {
 public:
  Turns(int most, int mostPerTarget) : most_{most}, mostPerTarget_{mostPerTarget} {}

  /// Held while a call runs.
  class Turn {
   public:
    Turn(Turns& turns, std::string target) : turns_{&turns}, target_{std::move(target)} {}
    Turn(Turn&& other) noexcept
        : turns_{std::exchange(other.turns_, nullptr)}, target_{std::move(other.target_)} {}
    ~Turn();

   private:
    Turns* turns_;
    std::string target_;
  };

  /// Waits until `deadline` for a turn. A target that has all that are its due gets none, so that
  /// calls to it wait by themselves and do not stand in the way of others.
  std::optional<Turn> take(const std::string& target, Monotonic deadline);
  int running() const;

 private:
  bool mayRun(const std::string& target) const;

  const int most_, mostPerTarget_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  int running_ = 0;
  std::map<std::string, int> byTarget_;
};

}  // namespace hostler::plugin

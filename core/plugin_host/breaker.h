#pragma once

#include "core/time/clock.h"

#include <chrono>
#include <mutex>
#include <optional>

namespace hostler::plugin {

/// Keeps calls away from what keeps failing: after `failures` in a row it opens for a while, then
/// lets one call through as a probe; if that fails it opens for twice as long, if it succeeds it
/// closes. Thread-safe.
class Breaker {
 public:
  struct Settings {
    int failures = 5;
    std::chrono::milliseconds first{5'000};
    std::chrono::milliseconds longest{300'000};
  };
  enum class State { Closed = 1, Open, HalfOpen };

  /// One call that was let through. What it does not tell, it has not learnt: a probe may then be
  /// sent again.
  class Pass {
   public:
    explicit Pass(Breaker& breaker, bool probe) : breaker_{&breaker}, probe_{probe} {}
    Pass(Pass&& other) noexcept
        : breaker_{std::exchange(other.breaker_, nullptr)}, probe_{other.probe_} {}
    ~Pass();
    void succeeded();
    void failed();

   private:
    Breaker* breaker_;
    bool probe_;
  };

  Breaker(Settings settings, const Clock& clock) : settings_{settings}, clock_{clock} {}

  /// Nothing while it is open, and while a probe is under way.
  std::optional<Pass> enter();
  /// How long until a call may be tried; zero when it may now.
  std::chrono::milliseconds openFor() const;
  State state() const;
  /// Forgets everything: what failed has been replaced.
  void reset();

 private:
  bool isOpen() const { return openUntil_ && clock_.monotonic() < *openUntil_; }
  void openAgain();

  const Settings settings_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  int failures_ = 0;
  std::chrono::milliseconds pause_{0};
  std::optional<Monotonic> openUntil_;  ///< set: open, or half-open once it has passed
  bool probing_ = false;
};

}  // namespace hostler::plugin

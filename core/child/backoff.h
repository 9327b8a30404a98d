#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace hostler::child {

/// How long to wait before something that failed is tried again: nothing after the first failure,
/// then doubling from `first` to `longest`, each time somewhere between half of it and all, so that
/// many do not come back at once. Not thread-safe.
class Backoff {
 public:
  struct Settings {
    std::chrono::milliseconds first{250};
    std::chrono::milliseconds longest{60'000};
  };

  explicit Backoff(Settings settings, std::uint64_t seed = std::random_device{}());

  /// Counts a failure; how long to wait now.
  std::chrono::milliseconds failed();
  void succeeded() { failures_ = 0; }
  int failures() const { return failures_; }

 private:
  Settings settings_;
  std::mt19937_64 random_;
  int failures_ = 0;
};

}  // namespace hostler::child

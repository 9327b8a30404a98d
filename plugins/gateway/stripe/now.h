#pragma once

#include <chrono>
#include <cstdint>

namespace hostler::stripe {

/// Whole seconds since 1970 by this machine's clock.
inline std::int64_t secondsNow() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace hostler::stripe

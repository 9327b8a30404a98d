#include "core/time/clock.h"

namespace hostler {
namespace {

Instant machineTime() {
  using namespace std::chrono;
  return Instant::ofUnixMicros(
      duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
}

}  // namespace

SystemClock::SystemClock()
    : start_{machineTime()}, startMonotonic_{std::chrono::steady_clock::now()} {}

Instant SystemClock::now() const {
  return start_.plus(
      std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - startMonotonic_));
}

}  // namespace hostler

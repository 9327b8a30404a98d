#include "core/child/backoff.h"

#include <algorithm>

namespace hostler::child {

Backoff::Backoff(Settings settings, std::uint64_t seed) : settings_{settings}, random_{seed} {}

std::chrono::milliseconds Backoff::failed() {
  ++failures_;
  if (failures_ == 1) return std::chrono::milliseconds{0};
  const auto doublings = std::min(failures_ - 2, 30);
  const auto whole = std::min(settings_.longest.count(), settings_.first.count() << doublings);
  return std::chrono::milliseconds{
      std::uniform_int_distribution<std::int64_t>{whole / 2, whole}(random_)};
}

}  // namespace hostler::child

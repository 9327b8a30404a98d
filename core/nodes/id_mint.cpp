#include "core/nodes/id_mint.h"

#include <algorithm>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::int64_t kEpochMillis = 1'704'067'200'000;  // 1 January 2024
constexpr int kCounterBits = 12;
constexpr int kNodeBits = 10;

}  // namespace

IdMint::IdMint(const Clock& clock, int node) : clock_{clock}, node_{node} {
  if (node < 0 || node >= 1 << kNodeBits)
    throw std::invalid_argument{"a node's number is 0 to 1023"};
}

std::int64_t IdMint::mint() {
  const std::int64_t now = std::max<std::int64_t>(clock_.now().unixMillis() - kEpochMillis, 1)
                           << kCounterBits;
  std::int64_t last = last_.load(std::memory_order_relaxed);
  std::int64_t next = 0;
  do {
    next = std::max(last + 1, now);
  } while (!last_.compare_exchange_weak(last, next, std::memory_order_relaxed));
  const std::int64_t millis = next >> kCounterBits;
  const std::int64_t counter = next & ((1 << kCounterBits) - 1);
  return millis << (kNodeBits + kCounterBits) | node_ << kCounterBits | counter;
}

Instant IdMint::timeOf(std::int64_t id) {
  return Instant::ofUnixMicros(((id >> (kNodeBits + kCounterBits)) + kEpochMillis) * 1000);
}

std::int64_t IdMint::firstOf(Instant moment) {
  return std::max<std::int64_t>(moment.unixMillis() - kEpochMillis, 0)
         << (kNodeBits + kCounterBits);
}

}  // namespace hostler

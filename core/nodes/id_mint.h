#pragma once

#include "core/base/id.h"
#include "core/time/clock.h"

#include <atomic>
#include <cstdint>

namespace hostler {

/// Mints ids: 41 bits of milliseconds since 2024, 10 bits of the node (see NodeRegistry), 12 bits
/// that count. Ids of one process grow strictly; when a millisecond is used up it borrows from the
/// next. Thread-safe.
class IdMint {
 public:
  IdMint(const Clock& clock, int node);

  template <class Entity>
  Id<Entity> next() {
    return Id<Entity>::of(mint());
  }
  /// When an id was minted.
  static Instant timeOf(std::int64_t id);
  /// The smallest id of a moment: for paging by time.
  static std::int64_t firstOf(Instant moment);

 private:
  std::int64_t mint();

  const Clock& clock_;
  std::int64_t node_;
  std::atomic<std::int64_t> last_{0};  // milliseconds and counter in one: ms << 12 | counter
};

}  // namespace hostler

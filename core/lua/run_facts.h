#pragma once

#include <cstdint>
#include <string>

namespace hostler::lua {

/// What holds for a whole run, so that a repeated or simulated one decides the same.
struct RunFacts {
  std::int64_t now = 0;    ///< Unix seconds of the engine's clock
  std::string today;       ///< the civil date in the tenant's zone, "2026-02-28"
  std::uint64_t seed = 0;  ///< of math.random
};

}  // namespace hostler::lua

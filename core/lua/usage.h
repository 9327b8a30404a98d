#pragma once

#include <cstddef>
#include <cstdint>

namespace hostler::lua {

/// What a run used up.
struct Usage {
  std::int64_t steps = 0;      ///< of its Limits::steps
  std::size_t peakMemory = 0;  ///< bytes of its Lua state
  int droppedLines = 0;        ///< of log, beyond Limits::logLines
};

}  // namespace hostler::lua

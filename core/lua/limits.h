#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace hostler::lua {

/// What one run of a script may use up. A call is one hook, or one row of a rule's batch; each call
/// has the whole of `steps` and `wall`, while a batch as a whole ends after `batchWall`.
///
/// Steps and time are counted inside the VM, which gives an error with a traceback, and time once
/// more from outside: a host that is silent for `wall` and its grace is killed (ScriptHosts).
struct Limits {
  std::int64_t steps = 10'000'000;  ///< VM instructions, plus what library calls are charged
  std::chrono::milliseconds wall{
      1'000};  ///< of one call, without the time spent in hostler.* calls
  std::chrono::milliseconds batchWall{30'000};
  std::size_t memoryBytes = 8u << 20;  ///< of the Lua state
  int engineCalls = 200;               ///< hostler.* calls that the engine serves, for each run
  std::chrono::milliseconds engineTime{5'000};  ///< that these may take together
  std::size_t resultBytes = 64u << 10;          ///< of one result, as JSON
  int logLines = 200;  ///< for each run; further ones are counted and dropped
  int overruns = 3;    ///< rows of a batch that may meet a limit before it is given up
};

}  // namespace hostler::lua

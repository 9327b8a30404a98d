#pragma once

#include <memory>
#include <string>

struct lua_State;

namespace hostler::lua::bench {

/// The least that a decision in Lua can cost in this very process: a table of six members made
/// through the C API, one protected call, and a count hook every 1,000 instructions. No batch, no
/// border, no limits.
class Floor {
 public:
  explicit Floor(const std::string& decideSource);
  ~Floor();
  Floor(const Floor&) = delete;

  /// Decides on `rows` rows of the benchmark; returns how many were to suspend.
  long decide(long rows);

 private:
  lua_State* state_;
};

}  // namespace hostler::lua::bench

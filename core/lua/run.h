#pragma once

#include "core/json/json.h"
#include "core/lua/log_line.h"
#include "core/lua/usage.h"

#include <chrono>
#include <string>
#include <vector>

namespace hostler::lua {

/// A call with effect that a dry run would have made.
struct Effect {
  std::string function;      ///< "kv.set"
  Json arguments;            ///< by name
  std::string refusal = {};  ///< why it would be refused as things stand; empty: it would be done
};

/// How a run went, for test runs, statistics and the admin.
struct Run {
  std::chrono::microseconds took{0};
  Usage usage;
  std::vector<LogLine> lines;   ///< what it printed and logged
  std::vector<Effect> effects;  ///< of a dry run
};

}  // namespace hostler::lua

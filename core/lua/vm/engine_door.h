#pragma once

#include "core/json/json.h"

#include <stdexcept>
#include <string>
#include <string_view>

namespace hostler::lua {

enum class LogLevel { Info = 1, Warning, Error };

/// What a script can reach outside its VM: the engine, which decides what it answers.
class EngineDoor {
 public:
  virtual ~EngineDoor() = default;
  /// Asks the engine for `hostler.<function>`; `arguments` is a list. Throws EngineRefused.
  virtual Json call(std::string_view function, const Json& arguments) = 0;
  virtual void log(LogLevel level, std::string_view text, const Json& fields) = 0;
};

/// The engine said no; the words become the error that the script sees.
struct EngineRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What holds for a whole run, so that a repeated or simulated one decides the same.
struct RunFacts {
  std::int64_t now = 0;    ///< Unix seconds of the engine's clock
  std::string today;       ///< the civil date in the tenant's zone, "2026-02-28"
  std::uint64_t seed = 0;  ///< of math.random
};

}  // namespace hostler::lua

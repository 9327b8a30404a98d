#pragma once

#include "core/json/json.h"
#include "core/lua/log_line.h"

#include <stdexcept>
#include <string_view>

namespace hostler::lua {

/// What a script can reach outside its VM: the engine, which decides what it answers.
class EngineDoor {
 public:
  virtual ~EngineDoor() = default;
  /// Asks the engine for `hostler.<function>`; `arguments` is a list. Throws EngineRefused.
  virtual Json call(std::string_view function, const Json& arguments) = 0;
  virtual void log(LogLevel level, std::string_view text, const Json& facts) = 0;
};

}  // namespace hostler::lua

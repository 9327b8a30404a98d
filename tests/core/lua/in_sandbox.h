#pragma once

#include "core/lua/vm/hook_run.h"
#include "core/lua/vm/pattern_cache.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace hostler::lua::testing {

/// Runs scripts in this process, behind the VM's own limits only.
class InSandbox : public EngineDoor {
 public:
  Limits limits;
  RunFacts facts{1'772'236'800, "2026-02-28", 7};
  std::vector<std::string> functions;
  std::map<std::string, std::function<Json(const Json&)>> answers;
  std::vector<std::string> said;
  std::chrono::milliseconds took{0};

  /// Runs the first hook of a whole script.
  HookOutcome hook(const std::string& source, const Json& event = Json::object());
  /// Runs lines of Lua as a before hook, from line 2 of a file called test.lua.
  HookOutcome lines(const std::string& body, const Json& event = Json::object());
  /// What the lines return, as the value of amend: for looking at any data.
  Json value(const std::string& body, const Json& event = Json::object());
  /// The message with which the lines fail; empty when they do not.
  std::string error(const std::string& body);
  /// What kind of end the lines come to.
  FailureKind end(const std::string& body);

  Surroundings surroundings() { return {*this, patterns_, functions}; }
  Json call(std::string_view function, const Json& arguments) override;
  void log(LogLevel level, std::string_view text, const Json& fields) override;

 private:
  PatternCache patterns_;
};

}  // namespace hostler::lua::testing

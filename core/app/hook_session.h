#pragma once

#include "modules/automation/automation_module.h"

#include <string>
#include <vector>

namespace hostler::app {

/// A conversation with Lua inside a hook on one event. Statements are kept and run again before
/// each later line, so that variables last; a run has no effect, so running them again has none
/// either.
class HookSession {
 public:
  HookSession(AutomationModule& automation, std::string event, HookTrial trial);

  /// What the line prints: the value of an expression, what it logs, or why it fails.
  std::vector<std::string> say(const std::string& line);
  /// The event as hooks are given it.
  const Json& event() const { return payload_; }

 private:
  /// The log of a script's only hook, and why it failed, if it did.
  struct Outcome {
    std::vector<std::string> lines;
    std::string failure;
  };
  Outcome run(const std::string& body);

  AutomationModule& automation_;
  std::string event_, kept_;
  HookTrial trial_;
  Json payload_;
  std::size_t seen_ = 0;  ///< lines that what is kept prints by itself
};

}  // namespace hostler::app

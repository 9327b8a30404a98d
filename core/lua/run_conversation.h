#pragma once

#include "core/lua/decisions.h"
#include "core/lua/engine_calls.h"
#include "core/lua/host_process.h"

namespace hostler::lua {

/// Listens to a host while it runs a script: serves its calls, keeps its log lines and decisions,
/// and says how long it may be silent. The time of a call to the engine is the engine's, not the
/// script's.
class RunConversation final : public Conversation {
 public:
  /// Of a hook, which ends once and for all after its time. Later, of a batch (`decisions` given),
  /// in which each piece of decisions buys the next row its time.
  RunConversation(EngineCalls& calls, const ScriptContext& context, const std::string& script,
                  Run& run, Decisions* decisions = nullptr);

  void noted(std::string_view note) override;
  std::string asked(std::string_view question) override { return calls_.answer(question); }
  Monotonic deadline() const override;

  /// Whether the script's top level is through and its rows have begun.
  bool hasBegun() const { return hasBegun_; }

 private:
  void keepLine(LogLine line);

  EngineCalls& calls_;
  const ScriptContext& context_;
  const std::string& script_;
  Run& run_;
  Decisions* decisions_;
  Monotonic started_, heard_;
  std::chrono::steady_clock::duration waitedBefore_;
  bool hasBegun_ = false;
};

}  // namespace hostler::lua

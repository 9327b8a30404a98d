#pragma once

// Lua for tenants: hooks that are asked before something happens or told afterwards, and rules that
// decide on batches of rows. Scripts run in child processes that can be killed; what they return is
// data to be validated.
//
//   ScriptFunctions functions;  addKeyValueFunctions(functions, store);  functions.add({…});
//   ScriptEvents events;        events.add({.name = "before.suspend", …});
//   ScriptHosts scripts{{}, nursery, functions, events};
//   scripts.load({}, {{"hooks/vip_grace.lua", source}});
//
//   const auto run = scripts.runHooks("before.suspend", payload, context);
//   if (const auto refusal = run.refusal()) throw Refused{refusal->code, refusal->sentence};

#include "core/base/result.h"
#include "core/lua/decisions.h"
#include "core/lua/hook_verdicts.h"
#include "core/lua/host_pool.h"
#include "core/lua/row_batch.h"
#include "core/lua/script_context.h"
#include "core/lua/script_events.h"
#include "core/lua/script_functions.h"
#include "core/lua/script_library.h"
#include "core/lua/script_statistics.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hostler::lua {

/// What became of one script of a load().
struct LoadedOrNot {
  std::string name;
  /// Why the new version does not run; the last good one goes on, where there is one.
  std::optional<ScriptFailure> failure;
  bool isRunning = false;         ///< whether any version runs
  ScriptDescription description;  ///< of the version that runs
};

inline constexpr std::size_t kLargestEvent = 1u << 20;  ///< bytes of an event as JSON
inline constexpr std::size_t kLargestBatch =
    15u << 20;  ///< RowBatch::bytes(); some hundred thousand rows

/// Thread-safe. The calling thread does the talking and serves the script's hostler.* calls; it may
/// hold no transaction while it waits for a script. The nursery, functions and events must outlive
/// it.
class ScriptHosts {
 public:
  ScriptHosts(ScriptHostSettings settings, child::Nursery& nursery,
              const ScriptFunctions& functions, const ScriptEvents& events);
  ~ScriptHosts();

  /// Makes these an owner's scripts. Each is compiled and its top level run without effect; one
  /// that fails is reported and its last good version kept; names that are missing are dropped.
  std::vector<LoadedOrNot> load(const ScriptOwner& owner, const std::vector<Script>& scripts);
  /// Checks a script without loading it: what it declares, or file, line and reason.
  Result<ScriptDescription, ScriptFailure> describe(const Script& script);
  ScriptLibrary& collection();
  /// Failures in a row and the last traceback, for whoever disables a hook
  /// (collection().setEnabled).
  ScriptStatistics& statistics();

  /// Runs every hook on the event for the context's tenant, each in a state of its own. Starts
  /// nothing when there is none. Throws std::invalid_argument for a payload above kLargestEvent.
  HookRun runHooks(const std::string& event, const Json& payload, const ScriptContext& context);
  /// Runs a script's hooks on an event, loaded or not: for test runs, with context.dryRun. Fails
  /// when it does not check.
  Result<HookRun, ScriptFailure> tryHooks(const Script& script, const std::string& event,
                                          const Json& payload, const ScriptContext& context);

  /// Has a rule decide on each row. Throws NotFound for a rule that is not there,
  /// std::invalid_argument for a batch above kLargestBatch. Safe to repeat: deciding has no effect.
  Decisions decide(const std::string& rule, const RowBatch& rows, const ScriptContext& context);
  /// As decide, for a script that need not be loaded.
  Decisions tryRule(const Script& script, const RowBatch& rows, const ScriptContext& context);

  HostPool::Status status() const;

 private:
  class Runner;
  std::unique_ptr<Runner> runner_;
};

}  // namespace hostler::lua

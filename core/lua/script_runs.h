#pragma once

#include "core/base/result.h"
#include "core/lua/decisions.h"
#include "core/lua/hook_verdicts.h"
#include "core/lua/host_pool.h"
#include "core/lua/row_batch.h"
#include "core/lua/script_functions.h"

#include <string>
#include <vector>

namespace hostler::lua {

/// Runs scripts on the hosts of a pool and makes the best of hosts that end: who is at fault is
/// told, who is not is run again where that is safe. Thread-safe.
class ScriptRuns {
 public:
  ScriptRuns(HostPool& pool, const ScriptFunctions& functions)
      : pool_{pool}, functions_{functions} {}

  Result<ScriptDescription, ScriptFailure> check(const Script& script);
  /// Statistics and the hooks' policies are the caller's.
  std::vector<HookVerdict> hooks(const std::vector<Hook>& hooks, const std::string& payload,
                                 const ScriptContext& context);
  Decisions decide(const LoadedScript& script, const RowBatch& rows, const ScriptContext& context);

 private:
  HookVerdict hook(const Hook& hook, const std::string& payload, const ScriptContext& context,
                   HostPool::Lease& lease);
  void decideAll(const LoadedScript& script, const RowBatch& rows, const ScriptContext& context,
                 Decisions& decisions);

  HostPool& pool_;
  const ScriptFunctions& functions_;
};

}  // namespace hostler::lua

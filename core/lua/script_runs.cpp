#include "core/lua/script_runs.h"

#include "core/lua/engine_calls.h"
#include "core/lua/host_messages.h"
#include "core/lua/run_conversation.h"
#include "core/lua/wire.h"
#include "core/telemetry/log.h"

namespace hostler::lua {
namespace {

using SteadyClock = std::chrono::steady_clock;

std::chrono::microseconds since(Monotonic start) {
  return std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - start);
}

RunFacts factsOf(const ScriptContext& context) {
  return {context.now.unixSeconds(), context.today.text(), context.seed};
}

ScriptFailure overran(const std::string& script, const Limits& limits) {
  return {FailureKind::Time,
          script + ": ran longer than " + std::to_string(limits.wall.count()) +
              " ms and had to be killed",
          ""};
}

// A description may come from a script that was changed since, and a reply from a host that has
// gone wrong.
template <class F>
auto orDied(const F& read) {
  try {
    return read();
  } catch (const WireError& error) {
    throw HostDied{std::string{"the script host broke its protocol: "} + error.what()};
  }
}

// Whoever tries a script sees for themselves.
void logFailure(const ScriptContext& context, const std::string& script,
                const ScriptFailure& failure) {
  if (context.dryRun) return;
  Log{"core.lua"}.warning("script.failed", {{"tenant", context.scope.tenant.text()},
                                            {"script", script},
                                            {"kind", wordOf(failure.kind)},
                                            {"message", failure.message}});
}

}  // namespace

Result<ScriptDescription, ScriptFailure> ScriptRuns::check(const Script& script) {
  const ScriptContext context{
      .scope = Scope::ofTenant(kPlatform), .now = {}, .today = Date::ofDaysSinceEpoch(0)};
  Job job;
  job.task = Task::Check;
  job.script = script;
  const auto head = jobHead(job);
  ScriptFailure failure;
  try {
    HostPool::Lease lease{pool_, kPlatform, SteadyClock::now() + context.patience};
    const std::vector<std::string> noNeeds;
    EngineCalls calls{functions_, context, EngineCalls::Effects::Refused, {script.name, noNeeds}};
    Run run;
    RunConversation conversation{calls, context, script.name, run};
    auto reply = orDied([&] { return readCheckReply(lease.host().run({head}, conversation)); });
    if (!reply.failure) return std::move(reply.description);
    failure = std::move(*reply.failure);
  } catch (const HostOverran&) {
    failure = overran(script.name, context.limits);
  } catch (const std::runtime_error& error) {
    failure = {FailureKind::Interrupted, error.what(), ""};
  }
  return Failure{std::move(failure)};
}

std::vector<HookVerdict> ScriptRuns::hooks(const std::vector<Hook>& hooks,
                                           const std::string& payload,
                                           const ScriptContext& context) {
  std::vector<HookVerdict> verdicts;
  try {
    HostPool::Lease lease{pool_, context.scope.tenant, SteadyClock::now() + context.patience};
    for (const auto& one : hooks) {
      verdicts.push_back(hook(one, payload, context, lease));
      if (const auto& failure = verdicts.back().failure) {
        logFailure(context, one.script->script.name, *failure);
      }
    }
  } catch (const HostsBusy& busy) {
    for (const auto& one : hooks) {
      verdicts.push_back(
          {one, ScriptFailure{FailureKind::Interrupted, busy.what(), ""}, {}, {}, {}});
    }
  }
  return verdicts;
}

HookVerdict ScriptRuns::hook(const Hook& hook, const std::string& payload,
                             const ScriptContext& context, HostPool::Lease& lease) {
  const auto& script = hook.script->script;
  HookVerdict verdict{hook, std::nullopt, {}, {}, {}};
  Job job;
  job.task = Task::Hook;
  job.script = script;
  job.limits = context.limits;
  job.facts = factsOf(context);
  job.hook = hook.index;
  const auto head = jobHead(job);
  const auto started = SteadyClock::now();
  EngineCalls calls{
      functions_,
      context,
      context.dryRun ? EngineCalls::Effects::Written : EngineCalls::Effects::Allowed,
      {script.name, hook.script->description.needs, hook.index, !hook.declaration().isBefore()}};

  for (int attempt = 1; attempt <= 2; ++attempt) {
    verdict.failure.reset();
    RunConversation conversation{calls, context, script.name, verdict.run};
    try {
      auto reply = orDied([&] {
        return readHookReply(lease.host().run({head, payload}, conversation));
      });
      verdict.failure = std::move(reply.failure);
      verdict.verdict = std::move(reply.verdict);
      verdict.run.usage = reply.usage;
      break;
    } catch (const HostOverran&) {
      verdict.failure = overran(script.name, context.limits);
      break;
    } catch (const HostDied& died) {
      verdict.failure = ScriptFailure{attempt == 2 ? FailureKind::Lost : FailureKind::Interrupted,
                                      died.what(), ""};
      if (calls.hadEffect()) break;  // to run it again would do its work twice
    } catch (const child::StartFailed& failed) {
      verdict.failure = ScriptFailure{FailureKind::Interrupted, failed.what(), ""};
      break;
    }
  }
  verdict.run.effects = calls.takeEffects();
  verdict.run.took = since(started);
  return verdict;
}

Decisions ScriptRuns::decide(const LoadedScript& script, const RowBatch& rows,
                             const ScriptContext& context) {
  Decisions decisions{rows.size()};
  const auto started = SteadyClock::now();
  decideAll(script, rows, context, decisions);
  decisions.run.took = since(started);
  if (decisions.ending()) logFailure(context, script.script.name, *decisions.ending());
  if (!decisions.failures().empty()) {
    logFailure(context, script.script.name, decisions.failures().begin()->second);
  }
  return decisions;
}

// A host that ends under a batch has told of the rows up to a few milliseconds before. The next one
// goes on from there, row by row: then the row at which it ends too is known, takes the blame, and
// does not stand in the way of the rest.
void ScriptRuns::decideAll(const LoadedScript& script, const RowBatch& rows,
                           const ScriptContext& context, Decisions& decisions) {
  Job job;
  job.task = Task::Rule;
  job.script = script.script;
  job.limits = context.limits;
  job.facts = factsOf(context);
  EngineCalls calls{functions_,
                    context,
                    EngineCalls::Effects::Refused,
                    {script.script.name, script.description.needs}};
  const auto deadline = SteadyClock::now() + context.limits.batchWall;

  std::optional<HostPool::Lease> lease;
  for (int ended = 0; decisions.decidedRows() < rows.size();) {
    decisions.changeHost();
    job.skippedRows = decisions.decidedRows();
    std::optional<ScriptFailure> failure;
    RunConversation conversation{calls, context, script.script.name, decisions.run, &decisions};
    try {
      if (!lease) lease.emplace(pool_, context.scope.tenant, SteadyClock::now() + context.patience);
      const auto reply = orDied([&] {
        return readBatchReply(lease->host().run({jobHead(job), rows.bytes()}, conversation));
      });
      decisions.run.usage = reply.usage;
      if (reply.failure) return decisions.end(*reply.failure);
      if (decisions.decidedRows() == rows.size()) return;
      failure = {FailureKind::Lost, "the script host left rows undecided", ""};
    } catch (const HostOverran&) {
      failure = overran(script.script.name, context.limits);
    } catch (const HostDied& died) {
      failure = ScriptFailure{FailureKind::Lost, died.what(), ""};
    } catch (const std::runtime_error& error) {
      return decisions.end({FailureKind::Interrupted, error.what(), ""});
    }
    if (!conversation.hasBegun() && job.rowByRow) return decisions.end(*failure);
    if (std::exchange(job.rowByRow, true)) decisions.fail(*failure);
    if (++ended > context.limits.overruns) {
      return decisions.end(
          {FailureKind::Interrupted, "script hosts ended under too many of its rows", ""});
    }
    if (SteadyClock::now() >= deadline) {
      return decisions.end({FailureKind::Interrupted, "the batch took too long", ""});
    }
  }
}

}  // namespace hostler::lua

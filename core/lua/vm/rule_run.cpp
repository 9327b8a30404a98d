#include "core/lua/vm/rule_run.h"

#include "core/lua/vm/decision_writer.h"

#include <lauxlib.h>
#include <lua.h>

namespace hostler::lua {
namespace {

class BatchRun {
 public:
  BatchRun(Sandbox& sandbox, const Batch& batch, const Limits& limits, const DecisionSink& sink)
      : sandbox_{sandbox},
        limits_{limits},
        sink_{sink},
        piece_{batch.rowByRow ? 1 : kPiece},
        rows_{batch.rows},
        decisions_{limits.resultBytes} {
    for (std::size_t i = 0; i < batch.skipped && !rows_.isAtEnd(); ++i) rows_.skip();
  }

  BatchOutcome run() {
    const auto started = Budget::Clock::now();
    lastSent_ = started;
    sandbox_.budget().onTick = [this] { sendWhenDue(); };
    send();  // the script is loaded, and what comes now is for a row to answer
    int overruns = 0;
    while (!rows_.isAtEnd() && !outcome_.failure) {
      // As many rows as go well in one protected call: this is what keeps a row cheap.
      auto failure = sandbox_.protect([this](lua_State* state) {
        try {
          decideRows(state);
        } catch (const WireError& error) {
          giveUp(error.what());
        }
      });
      if (!failure) continue;
      if (isOverrun(*failure) && ++overruns >= limits_.overruns)
        giveUp("too many rows met a limit");
      if (Budget::Clock::now() - started > limits_.batchWall) giveUp("the batch took too long");
      if (isReturned_ && failure->kind == FailureKind::Runtime) {
        failure->kind = FailureKind::Result;
        failure->traceback.clear();
      }
      decisions_.addFailure(*failure);
      rows_.leaveRow();
      if (decisions_.bytes().size() >= piece_) send();
    }
    send();
    outcome_.usage = {sandbox_.budget().stepsUsed(), sandbox_.peakMemory()};
    return outcome_;
  }

 private:
  static bool isOverrun(const ScriptFailure& failure) {
    return failure.kind == FailureKind::Steps || failure.kind == FailureKind::Time ||
           failure.kind == FailureKind::Memory;
  }

  void decideRows(lua_State* state) {
    sandbox_.declarations().pushDecide(state);
    rows_.enter(state);
    decisions_.enter(state);
    const int top = lua_gettop(state);
    while (!rows_.isAtEnd() && !outcome_.failure) {
      sandbox_.budget().begin();
      isReturned_ = false;
      lua_pushvalue(state, 1);
      rows_.push(state);
      lua_call(state, 1, 1);
      isReturned_ = true;
      take(state);
      lua_settop(state, top);
      if (decisions_.bytes().size() >= piece_) send();
    }
  }

  void take(lua_State* state) {
    const auto size = decisions_.bytes().size();
    try {
      decisions_.add(state);
      return;
    } catch (const std::runtime_error& error) {
      decisions_.bytes().resize(size);
      lua_Debug place;
      sandbox_.declarations().pushDecide(state);
      lua_getinfo(state, ">S", &place);
      lua_pushfstring(state, "%s:%d: %s", place.short_src, place.linedefined, error.what());
    }
    lua_error(state);
  }

  void giveUp(const char* why) {
    outcome_.failure = ScriptFailure{FailureKind::Interrupted, why, ""};
  }

  // The parent takes a host that says nothing for dead, and learns from the last word which row it
  // died of.
  void sendWhenDue() {
    if (Budget::Clock::now() - lastSent_ >= kSilence) send();
  }

  void send() {
    lastSent_ = Budget::Clock::now();
    sink_(decisions_.bytes());
    decisions_.bytes().clear();
  }

  static constexpr std::size_t kPiece = 16u << 10;
  static constexpr std::chrono::milliseconds kSilence{5};

  Sandbox& sandbox_;
  const Limits& limits_;
  const DecisionSink& sink_;
  std::size_t piece_;
  RowReader rows_;
  DecisionWriter decisions_;
  BatchOutcome outcome_;
  Budget::Clock::time_point lastSent_;
  bool isReturned_ = false;
};

}  // namespace

BatchOutcome decideBatch(const Script& script, const Batch& batch, const Limits& limits,
                         const RunFacts& facts, const Surroundings& surroundings,
                         const DecisionSink& sink) {
  Sandbox sandbox{limits, facts, surroundings};
  auto failure = sandbox.load(script.name, script.source);
  const auto& rule = sandbox.declarations().rule();
  if (!failure && (!rule || !rule->decides)) {
    failure = ScriptFailure{FailureKind::Declaration,
                            script.name + ": it declares no rule that decides", ""};
  }
  if (failure) return {std::move(failure), {sandbox.budget().stepsUsed(), sandbox.peakMemory()}};
  sandbox.startRunning();
  return BatchRun{sandbox, batch, limits, sink}.run();
}

}  // namespace hostler::lua

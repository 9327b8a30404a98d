#include "core/lua/script_host.h"

#include "core/child/child_loop.h"
#include "core/child/system_call_filter.h"
#include "core/lua/clean_text.h"
#include "core/lua/engine_refused.h"
#include "core/lua/host_messages.h"
#include "core/lua/vm/hook_run.h"
#include "core/lua/vm/pattern_cache.h"
#include "core/lua/vm/rule_run.h"
#include "core/lua/wire.h"

#include <iostream>
#include <unistd.h>

namespace hostler::lua {
namespace {

/// The engine, as one run sees it. A channel that fails means that the engine is gone; nothing is
/// left to do then, and an exception would only be caught by the script.
class ChannelDoor final : public EngineDoor {
 public:
  ChannelDoor(child::Caller& caller, const Limits& limits)
      : caller_{caller}, linesLeft_{limits.logLines} {}

  Json call(std::string_view function, const Json& arguments) override {
    std::string answer;
    try {
      answer = caller_.ask(toText(EngineCall{std::string{function}, arguments}));
    } catch (const child::NotAnswered&) {
      throw EngineRefused{"the engine does not answer"};
    } catch (const std::exception&) {
      ::_exit(1);
    }
    return readAnswer(answer);
  }

  void log(LogLevel level, std::string_view text, const Json& facts) override {
    if (linesLeft_-- > 0) tell(logNote({level, cleanText(text, Sandbox::kMessageBytes), facts}));
  }

  void tell(std::string_view note) {
    try {
      caller_.tell(note);
    } catch (const std::exception&) {
      ::_exit(1);
    }
  }

  int droppedLines() const { return std::max(0, -linesLeft_); }

 private:
  child::Caller& caller_;
  int linesLeft_;
};

class ScriptHost {
 public:
  std::string serve(std::string_view request, child::Caller& caller) {
    const auto job = readJob(request);
    ChannelDoor door{caller, job.limits};
    switch (job.task) {
      case Task::Greet:
        functions_ = job.functions;
        return "";
      case Task::Check:
        return check(job, door);
      case Task::Hook:
        return hook(job, request, door);
      case Task::Rule:
        return rule(job, request, door);
    }
    throw WireError{"an unknown task"};
  }

 private:
  Surroundings around(ChannelDoor& door) { return {door, patterns_, functions_}; }

  template <class Outcome>
  static Outcome orNoRoom(const Job& job, const std::function<Outcome()>& run) {
    Outcome outcome;
    try {
      return run();
    } catch (const NoRoom& none) {
      outcome.failure =
          ScriptFailure{FailureKind::Memory, job.script.name + ": " + none.what(), ""};
    } catch (const std::bad_alloc&) {
      outcome.failure = ScriptFailure{FailureKind::Memory,
                                      job.script.name + ": the script host is out of memory", ""};
    }
    return outcome;
  }

  std::string check(const Job& job, ChannelDoor& door) {
    auto outcome = orNoRoom<CheckOutcome>(
        job, [&] { return checkScript(job.script, job.limits, around(door)); });
    return toText(CheckReply{std::move(outcome.failure), std::move(outcome.description)});
  }

  std::string hook(const Job& job, std::string_view event, ChannelDoor& door) {
    auto outcome = orNoRoom<HookOutcome>(job, [&] {
      return runHook(job.script, job.hook, Json::parse(event), job.limits, job.facts, around(door));
    });
    outcome.usage.droppedLines = door.droppedLines();
    return toText(HookReply{std::move(outcome.failure), std::move(outcome.verdict), outcome.usage});
  }

  std::string rule(const Job& job, std::string_view rows, ChannelDoor& door) {
    std::string note;
    const auto sink = [&](std::string_view decisions) {
      note.assign(1, kDecisionNote);
      note += decisions;
      door.tell(note);
    };
    const Batch batch{rows, job.skippedRows, job.rowByRow};
    auto outcome = orNoRoom<BatchOutcome>(job, [&] {
      return decideBatch(job.script, batch, job.limits, job.facts, around(door), sink);
    });
    outcome.usage.droppedLines = door.droppedLines();
    return toText(BatchReply{std::move(outcome.failure), outcome.usage});
  }

  PatternCache patterns_;
  std::vector<std::string> functions_;
};

}  // namespace

int runScriptHost() {
  try {
    child::narrowSelf();
    ScriptHost host;
    child::serveParent(1, [&](std::string_view request, child::Caller& caller) {
      return host.serve(request, caller);
    });
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "script host: " << error.what() << std::endl;
    return 1;
  }
}

}  // namespace hostler::lua

#pragma once

// What the engine and a script host say to one another, on a child::Channel. The engine asks with a
// Job and gets one reply; meanwhile the host notes lines of log and pieces of decisions, and asks
// for hostler.* calls.

#include "core/lua/failure.h"
#include "core/lua/limits.h"
#include "core/lua/log_line.h"
#include "core/lua/run_facts.h"
#include "core/lua/script.h"
#include "core/lua/usage.h"
#include "core/lua/verdict.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::lua {

enum class Task : std::uint8_t { Greet = 1, Check, Hook, Rule };

/// One request to a host. Only Script's name and source, limits and facts matter to every task.
struct Job {
  Task task = Task::Check;
  Script script;
  Limits limits;
  RunFacts facts;
  std::size_t hook = 0;         ///< Hook: which of the script's hooks
  std::size_t skippedRows = 0;  ///< Rule: rows at the start that are decided already
  bool rowByRow = false;  ///< Rule: tell of each row before the next, to learn at which one it ends
  std::vector<std::string> functions;  ///< Greet: what the engine serves
};

/// The job without what follows it: the event as JSON text, or the rows.
std::string jobHead(const Job& job);
/// Reads a job and leaves `bytes` at what follows. Throws WireError.
Job readJob(std::string_view& bytes);

/// How a run ended: the last word of the host.
struct HookReply {
  std::optional<ScriptFailure> failure;
  Verdict verdict;
  Usage usage;
};
struct BatchReply {
  std::optional<ScriptFailure> failure;
  Usage usage;
};
struct CheckReply {
  std::optional<ScriptFailure> failure;
  ScriptDescription description;
};

// The engine reads these from a process that runs strangers' code: they throw WireError for
// anything but what is said here, and cut and clean every text.
std::string toText(const HookReply& reply);
std::string toText(const BatchReply& reply);
std::string toText(const CheckReply& reply);
HookReply readHookReply(std::string_view text);
BatchReply readBatchReply(std::string_view text);
CheckReply readCheckReply(std::string_view text);

inline constexpr char kLogNote = 'L', kDecisionNote = 'D';
std::string logNote(const LogLine& line);
LogLine readLogNote(std::string_view text);

struct EngineCall {
  std::string function;
  Json arguments;
};
std::string toText(const EngineCall& call);
EngineCall readEngineCall(std::string_view text);
/// The engine's answer; a refusal is in words for the script.
std::string answerText(const Json& value);
std::string refusalText(const std::string& words);
/// Throws EngineRefused.
Json readAnswer(std::string_view text);

}  // namespace hostler::lua

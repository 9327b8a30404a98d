#pragma once

#include "core/lua/run_facts.h"
#include "core/lua/vm/arena.h"
#include "core/lua/vm/budget.h"
#include "core/lua/vm/engine_door.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace hostler::lua {

class Declarations;
class PatternCache;

/// What a sandbox shares with those before and after it.
struct Surroundings {
  EngineDoor& engine;
  PatternCache& patterns;
  std::span<const std::string>
      functions;  ///< names below `hostler` that the engine serves ("kv.get")
};

/// The memory limit is too small for a Lua state with its libraries.
struct NoRoom : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A Lua state in which a stranger's script may run: base, string, table, math and utf8 without any
/// way to the files, the process, bytecode or other states, and with every part of those that could
/// run on in C replaced or bounded. One script, one run, then gone. Not thread-safe.
///
/// Left out: io, os, package, debug, coroutine; load, loadfile, dofile, require, collectgarbage,
/// warn; string.dump, pack, unpack, packsize; math.randomseed. Replaced: print, tostring,
/// setmetatable, xpcall, string.find, match, gmatch, gsub, rep, format, and the table functions by
/// bounded ones.
class Sandbox {
 public:
  static constexpr std::size_t kMessageBytes = 1'000, kTracebackBytes = 4'000;

  /// Throws NoRoom.
  Sandbox(const Limits& limits, RunFacts facts, const Surroundings& surroundings);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  static Sandbox& of(lua_State* state);

  lua_State* state() const { return state_; }
  Budget& budget() { return budget_; }
  EngineDoor& engine() { return surroundings_.engine; }
  PatternCache& patterns() { return surroundings_.patterns; }
  const RunFacts& facts() const { return facts_; }
  const Limits& limits() const { return limits_; }
  Declarations& declarations() { return *declarations_; }
  std::size_t peakMemory() const { return arena_.peak(); }

  /// Whether the script's functions run, and not its top level: only then does the engine answer.
  bool isRunning() const { return isRunning_; }
  void startRunning() { isRunning_ = true; }
  /// Whether the engine may be asked once more. It counts too, for it does not trust this process;
  /// here it keeps a loop of refused calls from being waiting time.
  bool mayCallEngine() { return ++engineCalls_ <= limits_.engineCalls; }

  /// Compiles and runs the top level of a script (text only), which leaves what it declares in
  /// declarations(). `name` stands in messages and tracebacks. What follows counts as the same call
  /// until budget().begin().
  std::optional<ScriptFailure> load(std::string_view name, std::string_view source);

  /// Runs `work` on a clean stack, where it may raise Lua errors and call what the script left
  /// behind.
  std::optional<ScriptFailure> protect(const std::function<void(lua_State*)>& work);

 private:
  static int describeError(lua_State* state);
  ScriptFailure failureOf(int status);

  Limits limits_;
  RunFacts facts_;
  Surroundings surroundings_;
  Budget budget_;
  Arena arena_;
  lua_State* state_ = nullptr;
  std::unique_ptr<Declarations> declarations_;
  std::string traceback_;
  bool isRunning_ = false;
  int engineCalls_ = 0;
};

}  // namespace hostler::lua

#pragma once

#include "core/lua/failure.h"
#include "core/lua/limits.h"
#include "core/lua/vm/arena.h"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

struct lua_State;
struct lua_Debug;

namespace hostler::lua {

/// Counts what a call uses up and raises a Lua error when it is too much. Once spent it raises
/// again at every further instruction, until the next begin(): no pcall can go on with the script.
///
/// It cannot look into a single long instruction or C function. So the library functions charge
/// what they do, and the arena asks for a look after each megabyte; what still slips through is for
/// the watch from outside.
class Budget final : public Arena::Watcher {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Budget(const Limits& limits) : limits_{limits} {}

  /// Starts to count in `state`, whose extra space must lead to this budget (Sandbox sees to that).
  void attach(lua_State* state);
  /// A new call begins, with all of its steps and time.
  void begin();

  /// Counts work that is done outside VM instructions. Raises a Lua error when the budget is spent.
  void charge(lua_State* state, std::int64_t steps);
  /// Says that a C function is about to read this many bytes; now and then that makes it look at
  /// the clock.
  void willRead(lua_State* state, std::size_t bytes);
  /// Time that the script waited for the engine is not the script's.
  void exclude(Clock::duration waited);

  bool isSpent() const { return spent_.has_value(); }
  /// Why it is spent, with the traceback of the place where it happened first.
  const std::optional<ScriptFailure>& failure() const { return spent_; }
  /// Where memory was last refused: "file:line" for each Lua frame, innermost first.
  std::vector<std::string> refusal() const;
  /// By all calls together.
  std::int64_t stepsUsed() const { return usedBefore_ + allowed_ - left_; }

  /// Called at every count of a call that runs for long. Must not touch the Lua state.
  std::function<void()> onTick;

  void onVolume() noexcept override;
  void onRefusal() noexcept override;

 private:
  static constexpr int kPeriod = 256;

  static void count(lua_State* state, lua_Debug*);
  void tick(lua_State* state);
  void checkClock(lua_State* state);
  [[noreturn]] void spend(lua_State* state, FailureKind kind, std::string message);
  [[noreturn]] void raise(lua_State* state);

  lua_State* state_ = nullptr;
  Limits limits_;
  std::int64_t usedBefore_ = 0, allowed_ = 0, left_ = 0;
  std::int64_t unchecked_ = 0;  // steps charged since the clock was last read
  std::size_t unread_ = 0;      // bytes announced since then
  bool hurried_ = false;        // the next count comes after one instruction
  std::optional<Clock::time_point> deadline_;
  std::optional<ScriptFailure> spent_;

  struct Frame {
    std::array<char, 60> file;  // LUA_IDSIZE
    int line;
  };
  std::array<Frame, 12> refusal_;
  std::size_t refusalDepth_ = 0;
};

}  // namespace hostler::lua

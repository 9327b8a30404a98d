#pragma once

#include "core/lua/failure.h"
#include "core/lua/wire.h"

#include <string>
#include <vector>

struct lua_State;

namespace hostler::lua {

/// A `decide` returned something else than a decision.
struct NotADecision : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Turns what `decide` returned into bytes (decision_wire.h). Actions are few and come again and
/// again, so each is recognised by its address.
class DecisionWriter {
 public:
  explicit DecisionWriter(std::size_t resultBytes) : writer_{bytes_}, resultBytes_{resultBytes} {}

  /// Leaves its slot on the stack, which must stay where it is; called again after an error has
  /// emptied the stack.
  void enter(lua_State* state);
  /// Takes the value on top of the stack. Throws NotADecision.
  void add(lua_State* state);
  void addFailure(const ScriptFailure& failure);

  std::string& bytes() { return bytes_; }

 private:
  std::uint64_t actionAt(lua_State* state, int index);
  std::uint64_t learn(lua_State* state, int index, std::string_view text);

  std::string bytes_;
  WireWriter writer_;
  std::size_t resultBytes_;
  struct Action {
    const char* address;
    std::string text;
  };
  std::vector<Action> actions_;
  int anchors_ = 0;  // a table that keeps the actions' texts alive, and so their addresses theirs
  std::size_t failures_ = 0;
};

}  // namespace hostler::lua

#pragma once

#include "core/lua/script.h"
#include "core/lua/verdict.h"

#include <optional>
#include <vector>

struct lua_State;

namespace hostler::lua {

/// What the script of one sandbox has declared, with its functions kept in the state's registry.
/// Rules and verdicts are kept here and not in the state: the script holds a token that it can
/// return and neither change nor make.
class Declarations {
 public:
  static constexpr std::size_t kMostHooks = 100, kMostVerdicts = 100;

  const std::vector<HookDeclaration>& hooks() const { return hooks_; }
  const std::optional<RuleDeclaration>& rule() const { return rule_; }

  /// Each takes the function on top of the stack, and setRule pushes the rule's token.
  void addHook(lua_State* state, HookDeclaration hook);
  void setRule(lua_State* state, RuleDeclaration rule);
  /// Each pushes a function.
  void pushHook(lua_State* state, std::size_t index) const;
  void pushDecide(lua_State* state) const;
  /// Pushes the verdict's token.
  void addVerdict(lua_State* state, Verdict verdict);

  /// Checks what the script's top level returned, on top of the stack: nothing, or its rule. Raises
  /// a Lua error.
  void takeReturned(lua_State* state) const;
  /// What a hook returned, on top of the stack. Throws std::invalid_argument for what is no
  /// verdict.
  Verdict takeVerdict(lua_State* state, const HookDeclaration& hook) const;

 private:
  std::vector<HookDeclaration> hooks_;
  std::vector<int> functions_;
  std::optional<RuleDeclaration> rule_;
  int decide_ = 0;
  std::vector<Verdict> verdicts_;
};

}  // namespace hostler::lua

#include "core/lua/vm/declarations.h"

#include "core/lua/clean_text.h"
#include "core/lua/vm/json_bridge.h"
#include "core/lua/vm/libraries.h"
#include "core/lua/vm/sandbox.h"

#include <algorithm>
#include <stdexcept>

namespace hostler::lua {
namespace {

// A light userdata cannot be made by a script. Zero is hostler.json.null, so verdicts count from
// one.
void pushToken(lua_State* state, std::uintptr_t number) {
  lua_pushlightuserdata(state,
                        reinterpret_cast<void*>(number));  // NOLINT: a number, never followed
}

std::uintptr_t tokenAt(lua_State* state, int index) {
  return lua_islightuserdata(state, index)
             ? reinterpret_cast<std::uintptr_t>(lua_touserdata(state, index))
             : 0;
}

constexpr std::uintptr_t kRuleToken = Declarations::kMostVerdicts + 1;

std::string textAt(lua_State* state, int index) {
  std::size_t size = 0;
  const char* text = luaL_checklstring(state, index, &size);
  return {text, size};
}

Declarations& declarationsFor(lua_State* state, const char* function) {
  auto& sandbox = Sandbox::of(state);
  if (sandbox.isRunning())
    luaL_error(state, "%s can only be called at the top level of a script", function);
  return sandbox.declarations();
}

int currentLine(lua_State* state) {
  lua_Debug frame;
  if (lua_getstack(state, 1, &frame) == 0 || lua_getinfo(state, "l", &frame) == 0) return 0;
  return std::max(0, frame.currentline);
}

int on(lua_State* state) {
  auto& declarations = declarationsFor(state, "on");
  const auto event = textAt(state, 1);
  luaL_checktype(state, 2, LUA_TFUNCTION);
  Json options = Json::object();
  if (!lua_isnoneornil(state, 3)) {
    luaL_checktype(state, 3, LUA_TTABLE);
    options = toJson(state, 3, {.depth = 3, .values = 20, .bytes = 1'000});
  }
  auto hook = hookFrom(event, options);
  hook.line = currentLine(state);
  if (declarations.hooks().size() >= Declarations::kMostHooks)
    return luaL_error(state, "too many hooks in one script");
  lua_settop(state, 2);
  declarations.addHook(state, std::move(hook));
  return 0;
}

int rule(lua_State* state) {
  auto& declarations = declarationsFor(state, "rule");
  luaL_checktype(state, 1, LUA_TTABLE);
  if (declarations.rule()) return luaL_error(state, "a script declares one rule");
  lua_settop(state, 1);
  lua_pushliteral(state, "decide");
  const int type = lua_rawget(state, 1);
  if (type != LUA_TNIL && type != LUA_TFUNCTION)
    return luaL_error(state, "\"decide\" is a function");

  // A copy without the function is data.
  lua_createtable(state, 0, 8);
  lua_pushnil(state);
  while (lua_next(state, 1) != 0) {
    if (lua_type(state, -2) == LUA_TSTRING) checkRuleKey(textAt(state, -2));
    lua_pushvalue(state, -2);
    lua_insert(state, -2);
    lua_rawset(state, 3);
  }
  removeField(state, "decide");
  auto declared = ruleFrom(toJson(state, 3), type == LUA_TFUNCTION);
  lua_settop(state, 2);
  declarations.setRule(state, std::move(declared));
  return 1;
}

int refuse(lua_State* state) {
  const auto code = textAt(state, 1), sentence = textAt(state, 2);
  const bool isCode =
      !code.empty() && code.size() <= 64 && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      });
  luaL_argcheck(state, isCode, 1, "a code is written in lower case letters, digits and _");
  luaL_argcheck(state, !sentence.empty() && sentence.size() <= 1'000, 2,
                "a sentence of up to 1,000 bytes");
  luaL_argcheck(state, cleanText(sentence, sentence.size()) == sentence, 2,
                "a sentence without control characters");
  Sandbox::of(state).declarations().addVerdict(state,
                                               {Verdict::Kind::Refuse, code, sentence, nullptr});
  return 1;
}

int amend(lua_State* state) {
  luaL_checktype(state, 1, LUA_TTABLE);
  auto& sandbox = Sandbox::of(state);
  const auto most = sandbox.limits().resultBytes;
  auto amendment = toJson(state, 1, {.bytes = most});
  luaL_argcheck(state, amendment.is_object(), 1, "a table with named members");
  luaL_argcheck(state, dump(amendment).size() <= most, 1, "the amendment is too long");
  sandbox.declarations().addVerdict(state, {Verdict::Kind::Amend, "", "", std::move(amendment)});
  return 1;
}

}  // namespace

void Declarations::addHook(lua_State* state, HookDeclaration hook) {
  functions_.push_back(luaL_ref(state, LUA_REGISTRYINDEX));
  hooks_.push_back(std::move(hook));
}

void Declarations::setRule(lua_State* state, RuleDeclaration rule) {
  decide_ = luaL_ref(state, LUA_REGISTRYINDEX);
  rule_ = std::move(rule);
  pushToken(state, kRuleToken);
}

void Declarations::pushHook(lua_State* state, std::size_t index) const {
  lua_rawgeti(state, LUA_REGISTRYINDEX, functions_.at(index));
}

void Declarations::pushDecide(lua_State* state) const {
  lua_rawgeti(state, LUA_REGISTRYINDEX, decide_);
}

void Declarations::addVerdict(lua_State* state, Verdict verdict) {
  if (verdicts_.size() >= kMostVerdicts) luaL_error(state, "too many verdicts in one call");
  verdicts_.push_back(std::move(verdict));
  pushToken(state, verdicts_.size());
}

void Declarations::takeReturned(lua_State* state) const {
  const bool isRule = tokenAt(state, -1) == kRuleToken;
  if (rule_ && !isRule) luaL_error(state, "the rule is not returned: write `return rule { … }`");
  if (!isRule && !lua_isnil(state, -1)) luaL_error(state, "a script returns a rule or nothing");
}

Verdict Declarations::takeVerdict(lua_State* state, const HookDeclaration& hook) const {
  const auto token = tokenAt(state, -1);
  const bool isVerdict = token > 0 && token <= verdicts_.size();
  if (!hook.isBefore()) {
    if (!isVerdict) return {};
    throw std::invalid_argument{hook.event +
                                " has happened already: its hooks cannot refuse or amend it"};
  }
  if (isVerdict) return verdicts_[token - 1];
  if (!lua_isnil(state, -1)) {
    throw std::invalid_argument{
        "a before hook returns nothing, refuse(code, sentence) or amend{…}, not a " +
        std::string{luaL_typename(state, -1)}};
  }
  if (!verdicts_.empty()) {
    throw std::invalid_argument{
        "it called refuse or amend without returning the result: write `return refuse(…)`"};
  }
  return {};
}

void openDeclarations(lua_State* state) {
  lua_rawgeti(state, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  setFunction<on>(state, "on");
  setFunction<rule>(state, "rule");
  setFunction<refuse>(state, "refuse");
  setFunction<amend>(state, "amend");
  lua_settop(state, 0);
}

}  // namespace hostler::lua

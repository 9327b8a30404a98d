#include "core/lua/vm/decision_writer.h"

#include "core/lua/decision_wire.h"
#include "core/lua/vm/json_bridge.h"

#include <lauxlib.h>
#include <lua.h>

#include <algorithm>

namespace hostler::lua {
namespace {

constexpr const char* kShape =
    "decide returns an action like \"suspend\", or a table with one as `action`";

}  // namespace

void DecisionWriter::enter(lua_State* state) {
  lua_createtable(state, static_cast<int>(kMostActions), 0);
  anchors_ = lua_gettop(state);
  for (auto& action : actions_) action.address = nullptr;
}

void DecisionWriter::add(lua_State* state) {
  const int index = lua_gettop(state);
  if (lua_type(state, index) == LUA_TSTRING) {
    writer_.number(kFirstAction + 2 * actionAt(state, index));
    return;
  }
  if (!lua_istable(state, index)) {
    throw NotADecision{std::string{kShape} + ", not a " + luaL_typename(state, index)};
  }
  lua_pushliteral(state, "action");
  if (lua_rawget(state, index) != LUA_TSTRING) throw NotADecision{kShape};
  auto detail = toJson(state, index, {.bytes = resultBytes_});
  if (!detail.is_object()) throw NotADecision{kShape};
  detail.erase("action");
  const auto text = dump(detail);
  if (text.size() > resultBytes_) throw NotADecision{"the decision is too long"};
  const auto action = actionAt(state, lua_gettop(state));
  writer_.number(kFirstAction + 2 * action + 1);
  writer_.text(text);
}

void DecisionWriter::addFailure(const ScriptFailure& failure) {
  writer_.number(kRowFailed);
  writer_.byte(static_cast<std::uint8_t>(failure.kind));
  writer_.text(failure.message);
  writer_.text(++failures_ > kTracebacks ? std::string_view{} : failure.traceback);
}

std::uint64_t DecisionWriter::actionAt(lua_State* state, int index) {
  std::size_t size = 0;
  const char* address = lua_tolstring(state, index, &size);
  for (std::size_t i = 0; i < actions_.size(); ++i) {
    if (actions_[i].address == address) return i;
  }
  return learn(state, index, {address, size});
}

std::uint64_t DecisionWriter::learn(lua_State* state, int index, std::string_view text) {
  const bool isAction =
      !text.empty() && text.size() <= kLongestAction &&
      std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
      });
  if (!isAction)
    throw NotADecision{"an action is written in up to 40 lower case letters, digits, _ and ."};
  auto known = std::find_if(actions_.begin(), actions_.end(),
                            [&](const Action& action) { return action.text == text; });
  if (known == actions_.end()) {
    if (actions_.size() >= kMostActions)
      throw NotADecision{"a rule has at most 64 different actions"};
    writer_.number(kNewAction);
    writer_.text(text);
    known = actions_.insert(actions_.end(), {nullptr, std::string{text}});
  }
  const auto number = static_cast<std::uint64_t>(known - actions_.begin());
  lua_pushvalue(state, index);
  lua_rawseti(state, anchors_, static_cast<lua_Integer>(number) + 1);
  known->address = lua_tostring(state, index);
  return number;
}

}  // namespace hostler::lua

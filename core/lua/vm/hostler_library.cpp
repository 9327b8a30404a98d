#include "core/lua/engine_refused.h"
#include "core/lua/nearest_name.h"
#include "core/lua/vm/json_bridge.h"
#include "core/lua/vm/libraries.h"
#include "core/lua/vm/sandbox.h"
#include "core/time/date.h"

#include <re2/re2.h>

namespace hostler::lua {
namespace {

constexpr std::size_t kLongestJson = 1u << 20;

std::string_view textAt(lua_State* state, int index) {
  std::size_t size = 0;
  const char* text = luaL_checklstring(state, index, &size);
  return {text, size};
}

// hostler.log.info("order.checked", {order = id}): an event's name or a sentence, and facts.
template <LogLevel Level>
int log(lua_State* state) {
  const auto text = textAt(state, 1);
  auto& sandbox = Sandbox::of(state);
  sandbox.budget().charge(state, 100);
  Json fields = Json::object();
  if (!lua_isnoneornil(state, 2)) {
    luaL_checktype(state, 2, LUA_TTABLE);
    fields = toJson(state, 2, {.depth = 4, .values = 100, .bytes = 8u << 10});
    luaL_argcheck(state, fields.is_object(), 2, "facts have names");
  }
  sandbox.engine().log(Level, text.substr(0, Sandbox::kMessageBytes), fields);
  return 0;
}

int jsonEncode(lua_State* state) {
  luaL_checkany(state, 1);
  const auto text = dump(toJson(state, 1));
  Sandbox::of(state).budget().charge(state, 10 + static_cast<std::int64_t>(text.size()) / 8);
  lua_pushlstring(state, text.data(), text.size());
  return 1;
}

int jsonDecode(lua_State* state) {
  const auto text = textAt(state, 1);
  luaL_argcheck(state, text.size() <= kLongestJson, 1, "the text is too long");
  Sandbox::of(state).budget().charge(state, 10 + static_cast<std::int64_t>(text.size()) / 4);
  pushJson(state, parseStrict(text));
  return 1;
}

int jsonList(lua_State* state) {
  luaL_checktype(state, 1, LUA_TTABLE);
  lua_settop(state, 1);
  luaL_argcheck(state, lua_getmetatable(state, 1) == 0, 1, "the table has a metatable already");
  markAsList(state);
  return 1;
}

int quote(lua_State* state) {
  const auto text = textAt(state, 1);
  const auto quoted = RE2::QuoteMeta({text.data(), text.size()});
  lua_pushlstring(state, quoted.data(), quoted.size());
  return 1;
}

int now(lua_State* state) {
  lua_pushinteger(state, Sandbox::of(state).facts().now);
  return 1;
}

int today(lua_State* state) {
  lua_pushstring(state, Sandbox::of(state).facts().today.c_str());
  return 1;
}

Date dateAt(lua_State* state, int index) {
  const auto date = Date::parse(textAt(state, index));
  if (!date) throw std::invalid_argument{"a date is written as \"2026-02-28\""};
  return *date;
}

int daysBetween(lua_State* state) {
  lua_pushinteger(state, dateAt(state, 1).daysUntil(dateAt(state, 2)));
  return 1;
}

int addDays(lua_State* state) {
  const auto days = luaL_checkinteger(state, 2);
  luaL_argcheck(state, days > -100'000 && days < 100'000, 2, "that is too far away");
  lua_pushstring(state, dateAt(state, 1).plusDays(days).text().c_str());
  return 1;
}

// Upvalue: the function's name. The engine types the arguments; here they only have to be data.
int callEngine(lua_State* state) {
  auto& sandbox = Sandbox::of(state);
  const std::string name{textAt(state, lua_upvalueindex(1))};
  if (!sandbox.isRunning()) {
    return luaL_error(state, "hostler.%s can be called only while a hook or a rule runs",
                      name.c_str());
  }
  sandbox.budget().charge(state, 100);
  if (!sandbox.mayCallEngine()) {
    return luaL_error(state, "hostler.%s: a run may make %d calls", name.c_str(),
                      sandbox.limits().engineCalls);
  }
  Json arguments = Json::array();
  for (int i = 1, count = lua_gettop(state); i <= count; ++i) arguments.push_back(toJson(state, i));
  const auto asked = Budget::Clock::now();
  try {
    const auto answer = sandbox.engine().call(name, arguments);
    sandbox.budget().exclude(Budget::Clock::now() - asked);
    pushJson(state, answer);
    return 1;
  } catch (const EngineRefused& refused) {
    sandbox.budget().exclude(Budget::Clock::now() - asked);
    luaL_where(state, 1);
    lua_pushfstring(state, "hostler.%s: %s", name.c_str(), refused.what());
  }
  lua_concat(state, 2);
  return lua_error(state);
}

// __index of hostler and of the tables in it. Upvalue: the table's name.
int unknownName(lua_State* state) {
  const std::string table{textAt(state, lua_upvalueindex(1))};
  pushText(state, 2);
  const std::string wanted{lua_tostring(state, -1)};
  std::vector<std::string> names;
  lua_pushnil(state);
  while (lua_next(state, 1) != 0) {
    if (lua_type(state, -2) == LUA_TSTRING) names.emplace_back(lua_tostring(state, -2));
    lua_pop(state, 1);
  }
  throw std::runtime_error{table + "." + wanted + " does not exist" +
                           didYouMean(wanted, std::span{names})};
}

// Gives the table on top of the stack its name, under which a wrong member is reported.
void nameTable(lua_State* state, const std::string& name) {
  lua_createtable(state, 0, 2);
  lua_pushlstring(state, name.data(), name.size());
  lua_pushcclosure(state, &guarded<unknownName>, 1);
  lua_setfield(state, -2, "__index");
  lua_pushliteral(state, "hostler");
  lua_setfield(state, -2, "__metatable");
  lua_setmetatable(state, -2);
}

// "kv.get": the table kv, made where it is missing, and in it a stub called get.
void addStub(lua_State* state, const std::string& name) {
  const int base = lua_gettop(state);
  std::string path = "hostler";
  std::size_t start = 0;
  for (auto dot = name.find('.'); dot != std::string::npos; dot = name.find('.', start)) {
    const auto part = name.substr(start, dot - start);
    path += "." + part;
    lua_pushlstring(state, part.data(), part.size());
    if (lua_rawget(state, -2) != LUA_TTABLE) {
      lua_pop(state, 1);
      lua_createtable(state, 0, 4);
      nameTable(state, path);
      lua_pushlstring(state, part.data(), part.size());
      lua_pushvalue(state, -2);
      lua_rawset(state, -4);
    }
    start = dot + 1;
  }
  lua_pushlstring(state, name.data() + start, name.size() - start);
  lua_pushlstring(state, name.data(), name.size());
  lua_pushcclosure(state, &guarded<callEngine>, 1);
  lua_rawset(state, -3);
  lua_settop(state, base);
}

void closeTable(lua_State* state, const char* name) {
  nameTable(state, std::string{"hostler."} + name);
  lua_setfield(state, -2, name);
}

}  // namespace

void openHostler(lua_State* state, std::span<const std::string> functions) {
  lua_createtable(state, 0, 16);
  lua_createtable(state, 0, 3);
  setFunction<log<LogLevel::Info>>(state, "info");
  setFunction<log<LogLevel::Warning>>(state, "warning");
  setFunction<log<LogLevel::Error>>(state, "error");
  closeTable(state, "log");
  lua_createtable(state, 0, 4);
  setFunction<jsonEncode>(state, "encode");
  setFunction<jsonDecode>(state, "decode");
  setFunction<jsonList>(state, "list");
  lua_pushlightuserdata(state, nullptr);
  lua_setfield(state, -2, "null");
  closeTable(state, "json");
  lua_createtable(state, 0, 1);
  setFunction<quote>(state, "quote");
  closeTable(state, "re2");
  setFunction<now>(state, "now");
  setFunction<today>(state, "today");
  setFunction<daysBetween>(state, "days_between");
  setFunction<addDays>(state, "add_days");
  for (const auto& name : functions) addStub(state, name);
  nameTable(state, "hostler");
  lua_setglobal(state, "hostler");
}

}  // namespace hostler::lua

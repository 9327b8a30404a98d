#include "core/lua/vm/libraries.h"
#include "core/lua/vm/sandbox.h"

#include <lualib.h>

namespace hostler::lua {
namespace {

int print(lua_State* state) {
  auto& sandbox = Sandbox::of(state);
  const int count = lua_gettop(state);
  sandbox.budget().charge(state, 100);
  std::string line;
  for (int i = 1; i <= count; ++i) {
    pushText(state, i);
    std::size_t size = 0;
    const char* text = lua_tolstring(state, -1, &size);
    line += (i > 1 ? "\t" : "") + std::string{text, std::min(size, Sandbox::kMessageBytes)};
    lua_pop(state, 1);
    if (line.size() > Sandbox::kMessageBytes) break;
  }
  sandbox.engine().log(LogLevel::Info, line, Json::object());
  return 0;
}

int toText(lua_State* state) {
  luaL_checkany(state, 1);
  pushText(state, 1);
  return 1;
}

// A finalizer runs where no limit holds, so no table can be given one. Lua looks for __gc at this
// moment only: one that is added to the metatable later has no effect.
int setMetatable(lua_State* state) {
  luaL_checktype(state, 1, LUA_TTABLE);
  luaL_argexpected(state, lua_isnoneornil(state, 2) || lua_istable(state, 2), 2, "nil or table");
  if (luaL_getmetafield(state, 1, "__metatable") != LUA_TNIL) {
    return luaL_error(state, "cannot change a protected metatable");
  }
  lua_settop(state, 2);
  if (lua_istable(state, 2)) {
    lua_pushliteral(state, "__gc");
    if (lua_rawget(state, 2) != LUA_TNIL)
      return luaL_error(state, "__gc is not available to scripts");
    lua_settop(state, 2);
  }
  lua_setmetatable(state, 1);
  return 1;
}

// Lua calls a message handler from within the count hook, where no further count comes: one that
// loops would never end. A spent budget therefore skips it.
int handleUnlessSpent(lua_State* state) {
  if (Sandbox::of(state).budget().isSpent()) return 1;
  lua_pushvalue(state, lua_upvalueindex(1));
  lua_insert(state, 1);
  lua_call(state, lua_gettop(state) - 1, 1);
  return 1;
}

int protectedCall(lua_State* state) {
  luaL_checktype(state, 2, LUA_TFUNCTION);
  lua_pushvalue(state, 2);
  lua_pushcclosure(state, &handleUnlessSpent, 1);
  lua_replace(state, 2);
  const int arguments = lua_gettop(state) - 2;
  lua_pushboolean(state, 1);
  lua_pushvalue(state, 1);
  lua_rotate(state, 3, 2);
  if (lua_pcall(state, arguments, LUA_MULTRET, 2) == LUA_OK) return lua_gettop(state) - 2;
  lua_pushboolean(state, 0);
  lua_insert(state, -2);
  return 2;
}

}  // namespace

void pushText(lua_State* state, int index) {
  switch (lua_type(state, index)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING:
      luaL_tolstring(state, index, nullptr);
      return;
    default:
      break;
  }
  if (luaL_callmeta(state, index, "__tostring") != 0) {
    if (lua_isstring(state, -1) == 0) luaL_error(state, "'__tostring' must return a string");
    return;
  }
  if (luaL_getmetafield(state, index, "__name") == LUA_TSTRING) return;
  lua_pushstring(state, luaL_typename(state, index));
}

void openBase(lua_State* state) {
  luaL_requiref(state, LUA_GNAME, luaopen_base, 1);
  for (const auto* name : {"load", "loadfile", "dofile", "collectgarbage", "warn"}) {
    removeField(state, name);
  }
  setFunction<print>(state, "print");
  setFunction<toText>(state, "tostring");
  setFunction<setMetatable>(state, "setmetatable");
  setFunction<protectedCall>(state, "xpcall");
  lua_settop(state, 0);
}

void openMathAndUtf8(lua_State* state, std::uint64_t seed) {
  luaL_requiref(state, LUA_MATHLIBNAME, luaopen_math, 1);
  lua_getfield(state, -1, "randomseed");
  lua_pushinteger(state, static_cast<lua_Integer>(seed));
  lua_pushinteger(state, 0);
  lua_call(state, 2, 0);
  removeField(state, "randomseed");
  luaL_requiref(state, LUA_UTF8LIBNAME, luaopen_utf8, 1);
  lua_pushliteral(state, "(?s:.)");  // in the syntax that string.gmatch takes here
  lua_setfield(state, -2, "charpattern");
  lua_settop(state, 0);
}

}  // namespace hostler::lua

#pragma once

#include <lauxlib.h>
#include <lua.h>

#include <cstdint>
#include <exception>
#include <span>
#include <string>

namespace hostler::lua {

// What a script finds in its globals. Each opener expects an empty stack and leaves it so.
void openBase(lua_State* state);
void openTable(lua_State* state);
void openString(lua_State* state);
void openMathAndUtf8(lua_State* state, std::uint64_t seed);
/// The `hostler` table: log, json, re2, now, today and a stub for each function that the engine
/// serves.
void openHostler(lua_State* state, std::span<const std::string> functions);
/// on, rule, refuse and amend.
void openDeclarations(lua_State* state);

/// Adds find, match, gmatch and gsub (patterns.h) to the table on top of the stack.
void addPatternFunctions(lua_State* state);

/// tostring() without addresses, which differ from run to run and would tell where memory lies.
/// Pushes it.
void pushText(lua_State* state, int index);

/// Makes a Lua function of a C++ one: an exception becomes a Lua error, which would otherwise end
/// the call without its message. Lua's own errors are no std::exception and pass.
template <int (*F)(lua_State*)>
int guarded(lua_State* state) {
  try {
    return F(state);
  } catch (const std::exception& error) {
    luaL_where(state, 1);
    lua_pushstring(state, error.what());
  }
  lua_concat(state, 2);
  return lua_error(state);
}

/// Sets a field of the table on top of the stack to a function.
template <int (*F)(lua_State*)>
void setFunction(lua_State* state, const char* name) {
  lua_pushcfunction(state, &guarded<F>);
  lua_setfield(state, -2, name);
}

inline void removeField(lua_State* state, const char* name) {
  lua_pushnil(state);
  lua_setfield(state, -2, name);
}

}  // namespace hostler::lua

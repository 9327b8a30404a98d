#include "core/lua/vm/libraries.h"
#include "core/lua/vm/sandbox.h"

#include <lualib.h>

#include <cctype>
#include <cstring>

namespace hostler::lua {
namespace {

// Lua's own loops once for each repetition, also of an empty text.
int repeat(lua_State* state) {
  std::size_t size = 0, gap = 0;
  const char* text = luaL_checklstring(state, 1, &size);
  const auto times = luaL_checkinteger(state, 2);
  const char* between = luaL_optlstring(state, 3, "", &gap);
  if (times <= 0 || size + gap == 0) {
    lua_pushliteral(state, "");
    return 1;
  }
  auto& sandbox = Sandbox::of(state);
  const auto most = sandbox.limits().memoryBytes;
  if (static_cast<std::uint64_t>(times) > most / (size + gap)) {
    return luaL_error(state, "resulting string too large");
  }
  const auto count = static_cast<std::size_t>(times);
  sandbox.budget().charge(state, 1 + times / 4);
  luaL_Buffer buffer;
  char* out = luaL_buffinitsize(state, &buffer, count * (size + gap));
  for (std::size_t i = 0; i < count; ++i) {
    std::memcpy(out, text, size);
    out += size;
    if (i + 1 == count) break;
    std::memcpy(out, between, gap);
    out += gap;
  }
  luaL_pushresultsize(&buffer, count * size + (count - 1) * gap);
  return 1;
}

// What would print an address prints as tostring() does, and %p is refused.
void prepareArguments(lua_State* state) {
  std::size_t size = 0;
  const char* format = luaL_checklstring(state, 1, &size);
  const int last = lua_gettop(state);
  int argument = 1;
  for (std::size_t i = 0; i < size; ++i) {
    if (format[i] != '%') continue;
    ++i;
    if (i < size && format[i] == '%') continue;
    while (i < size && std::strchr("-+ #0123456789.", format[i]) != nullptr && format[i] != '\0')
      ++i;
    ++argument;
    if (i >= size || argument > last) return;  // the original says what is wrong
    if (format[i] == 'p') luaL_error(state, "%%p is not available to scripts");
    if (format[i] != 's' || lua_isstring(state, argument) != 0) continue;
    pushText(state, argument);
    lua_replace(state, argument);
  }
}

int format(lua_State* state) {
  prepareArguments(state);
  Sandbox::of(state).budget().charge(state, 10);
  return lua_tocfunction(state, lua_upvalueindex(1))(state);
}

// ("x"):rep(3) and the like look in the metatable that all strings share. It stays out of a
// script's reach.
void protectStringMetatable(lua_State* state) {
  lua_pushliteral(state, "");
  lua_getmetatable(state, -1);
  lua_pushliteral(state, "string");
  lua_setfield(state, -2, "__metatable");
  lua_pop(state, 2);
}

}  // namespace

void openString(lua_State* state) {
  luaL_requiref(state, LUA_STRLIBNAME, luaopen_string, 1);
  for (const auto* name : {"dump", "pack", "unpack", "packsize"}) removeField(state, name);
  setFunction<repeat>(state, "rep");
  lua_getfield(state, -1, "format");
  lua_pushcclosure(state, &guarded<format>, 1);
  lua_setfield(state, -2, "format");
  addPatternFunctions(state);
  protectStringMetatable(state);
  lua_settop(state, 0);
}

}  // namespace hostler::lua

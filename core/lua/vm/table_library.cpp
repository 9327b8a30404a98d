#include "core/lua/vm/libraries.h"
#include "core/lua/vm/sandbox.h"

#include <lualib.h>

namespace hostler::lua {
namespace {

// More than fit in any memory limit that makes sense, and few enough to go through in one C call.
constexpr lua_Integer kMostElements = 1'000'000;

// Lua's own functions loop in C over whatever length they are told, where no count comes: by a
// __len that lies, by an argument, or by a table whose few far-off members make a border of 2^62.
// So the length is looked at first, and nothing of the script's runs between that look and the
// call.
lua_Integer lengthOf(lua_State* state, int index) {
  luaL_checktype(state, index, LUA_TTABLE);
  if (luaL_getmetafield(state, index, "__len") != LUA_TNIL) {
    luaL_argerror(state, index, "a table with __len is not taken here");
  }
  const auto length = static_cast<lua_Integer>(lua_rawlen(state, index));
  luaL_argcheck(state, length <= kMostElements, index, "the table is too long");
  return length;
}

// Elements that a call goes through, from `first` to `last`, charged at about what they cost.
void allow(lua_State* state, lua_Integer first, lua_Integer last) {
  if (last < first) return;
  const auto count = static_cast<std::uint64_t>(last) - static_cast<std::uint64_t>(first);
  if (count >= kMostElements) luaL_error(state, "too many elements at once");
  Sandbox::of(state).budget().charge(state, 1 + static_cast<std::int64_t>(count) / 4);
}

// In the same frame, so that its messages name the function and the line as ever.
int callOriginal(lua_State* state) {
  return lua_tocfunction(state, lua_upvalueindex(1))(state);
}

int overWholeTable(lua_State* state) {  // insert, remove
  allow(state, 1, lengthOf(state, 1));
  return callOriginal(state);
}

int sort(lua_State* state) {
  const auto length = lengthOf(state, 1);
  lua_Integer comparisons = 0;
  for (auto rest = length; rest > 1; rest /= 2) comparisons += length;
  Sandbox::of(state).budget().charge(state, 1 + comparisons / 2);
  return callOriginal(state);
}

int concat(lua_State* state) {
  const auto length = lengthOf(state, 1);
  allow(state, luaL_optinteger(state, 3, 1), luaL_optinteger(state, 4, length));
  return callOriginal(state);
}

int unpack(lua_State* state) {
  const auto length = lengthOf(state, 1);
  allow(state, luaL_optinteger(state, 2, 1), luaL_optinteger(state, 3, length));
  return callOriginal(state);
}

int move(lua_State* state) {
  luaL_checktype(state, 1, LUA_TTABLE);
  allow(state, luaL_checkinteger(state, 2), luaL_checkinteger(state, 3));
  return callOriginal(state);
}

template <int (*F)(lua_State*)>
void bound(lua_State* state, const char* name) {
  lua_getfield(state, -1, name);
  lua_pushcclosure(state, &guarded<F>, 1);
  lua_setfield(state, -2, name);
}

}  // namespace

void openTable(lua_State* state) {
  luaL_requiref(state, LUA_TABLIBNAME, luaopen_table, 1);
  bound<overWholeTable>(state, "insert");
  bound<overWholeTable>(state, "remove");
  bound<sort>(state, "sort");
  bound<concat>(state, "concat");
  bound<unpack>(state, "unpack");
  bound<move>(state, "move");
  lua_settop(state, 0);
}

}  // namespace hostler::lua

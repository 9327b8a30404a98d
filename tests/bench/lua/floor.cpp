#include "tests/bench/lua/floor.h"

#include "tests/bench/lua/rows.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include <stdexcept>

namespace hostler::lua::bench {
namespace {

void count(lua_State*, lua_Debug*) {}

void setInteger(lua_State* state, const char* name, long value) {
  lua_pushinteger(state, value);
  lua_setfield(state, -2, name);
}

void setText(lua_State* state, const char* name, const char* value) {
  lua_pushstring(state, value);
  lua_setfield(state, -2, name);
}

}  // namespace

Floor::Floor(const std::string& decideSource) : state_{luaL_newstate()} {
  luaL_openlibs(state_);
  if (luaL_dostring(state_, decideSource.c_str()) != LUA_OK)
    throw std::runtime_error{lua_tostring(state_, -1)};
  lua_setglobal(state_, "decide");
  lua_sethook(state_, count, LUA_MASKCOUNT, 1000);
}

Floor::~Floor() {
  lua_close(state_);
}

long Floor::decide(long rows) {
  long suspended = 0;
  for (long i = 0; i < rows; ++i) {
    const auto row = rowOf(i);
    lua_getglobal(state_, "decide");
    lua_createtable(state_, 0, 6);
    setInteger(state_, "service", row.service);
    setInteger(state_, "client", row.client);
    setInteger(state_, "balance", row.balance);
    setInteger(state_, "overdue", row.overdue);
    setText(state_, "product", row.product);
    setText(state_, "domain", row.domain);
    if (lua_pcall(state_, 1, 1, 0) != LUA_OK) throw std::runtime_error{lua_tostring(state_, -1)};
    suspended += lua_tostring(state_, -1)[1] == 'u' ? 1 : 0;
    lua_pop(state_, 1);
  }
  return suspended;
}

}  // namespace hostler::lua::bench

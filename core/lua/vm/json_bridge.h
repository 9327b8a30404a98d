#pragma once

#include "core/json/json.h"

#include <stdexcept>

struct lua_State;

namespace hostler::lua {

/// A Lua value that is not data; `what()` names it by its path ("items[3].price is a function").
struct NotData : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct DataBounds {
  int depth = 32;
  std::size_t values = 20'000;
  std::size_t bytes = 1u << 20;  ///< of all texts and names together
};

/// Pushes a value. Members that are null are left out, as Lua's tables would have it; null in a
/// list is `hostler.json.null`. Lists carry a mark, so that an empty one is still a list on the way
/// back.
void pushJson(lua_State* state, const Json& value);

/// Reads a value without calling anything of the script's. A table with members 1…n is a list, and
/// so is a marked one; an empty table without mark is an object. A float without fraction becomes
/// an integer, for `100 / 2` means
/// 50. Throws NotData for functions, NaN, texts that are not UTF-8, keys that are neither, cycles,
/// too much.
Json toJson(lua_State* state, int index, const DataBounds& bounds = {});

/// Marks the table on top of the stack as a list.
void markAsList(lua_State* state);

}  // namespace hostler::lua

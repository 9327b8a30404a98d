#include "core/lua/vm/json_bridge.h"

#include "core/lua/clean_text.h"

#include <lauxlib.h>
#include <lua.h>

#include <cmath>

namespace hostler::lua {
namespace {

constexpr const char* kListMark = "hostler.list";  // in the registry, where no script gets

void pushListMark(lua_State* state) {
  if (luaL_newmetatable(state, kListMark) == 0) return;
  lua_pushliteral(state, "list");
  lua_setfield(state, -2, "__metatable");
}

bool isMarked(lua_State* state, int index) {
  if (lua_getmetatable(state, index) == 0) return false;
  pushListMark(state);
  const bool isList = lua_rawequal(state, -1, -2) != 0;
  lua_pop(state, 2);
  return isList;
}

class Reader {
 public:
  Reader(lua_State* state, const DataBounds& bounds) : state_{state}, bounds_{bounds} {}

  Json read(int index, const std::string& path, int depth) {
    if (++values_ > bounds_.values) throw NotData{"it holds too many values"};
    switch (lua_type(state_, index)) {
      case LUA_TNIL:
        return nullptr;
      case LUA_TBOOLEAN:
        return lua_toboolean(state_, index) != 0;
      case LUA_TNUMBER:
        return number(index, path);
      case LUA_TSTRING:
        return text(index, path);
      case LUA_TTABLE:
        return table(index, path, depth);
      case LUA_TLIGHTUSERDATA:
        if (lua_touserdata(state_, index) == nullptr) return nullptr;  // hostler.json.null
        [[fallthrough]];
      default:
        throw NotData{named(path) + " is a " + luaL_typename(state_, index) +
                      ", which is not data"};
    }
  }

 private:
  static std::string named(const std::string& path) { return path.empty() ? "it" : path; }

  Json number(int index, const std::string& path) const {
    if (lua_isinteger(state_, index) != 0)
      return static_cast<std::int64_t>(lua_tointeger(state_, index));
    const double value = lua_tonumber(state_, index);
    if (!std::isfinite(value)) throw NotData{named(path) + " is not a finite number"};
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (std::trunc(value) == value && std::abs(value) <= kExact)
      return static_cast<std::int64_t>(value);
    return value;
  }

  std::string text(int index, const std::string& path) {
    std::size_t size = 0;
    const char* data = lua_tolstring(state_, index, &size);
    bytes_ += size;
    if (bytes_ > bounds_.bytes) throw NotData{"its texts are too long"};
    const std::string_view view{data, size};
    if (!isUtf8(view) || view.find('\0') != std::string_view::npos) {
      throw NotData{named(path) + " is not UTF-8 text"};
    }
    return std::string{view};
  }

  Json table(int index, const std::string& path, int depth) {
    if (depth >= bounds_.depth) throw NotData{named(path) + " is nested too deep or holds itself"};
    luaL_checkstack(state_, 6, nullptr);
    const bool marked = isMarked(state_, index);
    lua_rawgeti(state_, index, 1);
    const bool hasFirst = !lua_isnil(state_, -1);
    lua_pop(state_, 1);
    return marked || hasFirst ? list(index, path, depth) : object(index, path, depth);
  }

  Json list(int index, const std::string& path, int depth) {
    Json items = Json::array();
    for (lua_Integer i = 1;; ++i) {
      lua_rawgeti(state_, index, i);
      if (lua_isnil(state_, -1)) break;
      items.push_back(read(lua_gettop(state_), path + "[" + std::to_string(i) + "]", depth + 1));
      lua_pop(state_, 1);
    }
    lua_pop(state_, 1);
    std::size_t members = 0;
    lua_pushnil(state_);
    while (lua_next(state_, index) != 0) {
      lua_pop(state_, 1);
      ++members;
    }
    if (members != items.size())
      throw NotData{named(path) + " has holes or mixes a list with named members"};
    return items;
  }

  Json object(int index, const std::string& path, int depth) {
    Json members = Json::object();
    lua_pushnil(state_);
    while (lua_next(state_, index) != 0) {
      // A number key must not be converted in place: that would confuse lua_next.
      if (lua_type(state_, -2) != LUA_TSTRING) {
        throw NotData{named(path) + " has a key that is not text"};
      }
      const auto name = text(lua_gettop(state_) - 1, path);
      members[name] = read(lua_gettop(state_), path.empty() ? name : path + "." + name, depth + 1);
      lua_pop(state_, 1);
    }
    return members;
  }

  lua_State* state_;
  DataBounds bounds_;
  std::size_t values_ = 0, bytes_ = 0;
};

void pushAt(lua_State* state, const Json& value, bool inObject);

void pushList(lua_State* state, const Json& items) {
  lua_createtable(state, static_cast<int>(items.size()), 0);
  lua_Integer i = 0;
  for (const auto& item : items) {
    pushAt(state, item, false);
    lua_rawseti(state, -2, ++i);
  }
  markAsList(state);
}

void pushObject(lua_State* state, const Json& members) {
  lua_createtable(state, 0, static_cast<int>(members.size()));
  for (const auto& [name, member] : members.items()) {
    lua_pushlstring(state, name.data(), name.size());
    pushAt(state, member, true);
    lua_rawset(state, -3);
  }
}

void pushAt(lua_State* state, const Json& value, bool inObject) {
  luaL_checkstack(state, 6, nullptr);
  switch (value.type()) {
    case Json::value_t::boolean:
      lua_pushboolean(state, value.get<bool>() ? 1 : 0);
      break;
    case Json::value_t::number_integer:
      lua_pushinteger(state, value.get<std::int64_t>());
      break;
    case Json::value_t::number_unsigned: {
      const auto number = value.get<std::uint64_t>();
      if (number > static_cast<std::uint64_t>(LUA_MAXINTEGER))
        throw NotData{"a number does not fit in 64 bits"};
      lua_pushinteger(state, static_cast<lua_Integer>(number));
      break;
    }
    case Json::value_t::number_float:
      lua_pushnumber(state, value.get<double>());
      break;
    case Json::value_t::string: {
      const auto& text = value.get_ref<const std::string&>();
      lua_pushlstring(state, text.data(), text.size());
      break;
    }
    case Json::value_t::array:
      pushList(state, value);
      break;
    case Json::value_t::object:
      pushObject(state, value);
      break;
    default:
      inObject ? lua_pushnil(state) : lua_pushlightuserdata(state, nullptr);
      break;
  }
}

}  // namespace

void pushJson(lua_State* state, const Json& value) {
  pushAt(state, value, true);
}

Json toJson(lua_State* state, int index, const DataBounds& bounds) {
  const int top = lua_gettop(state);
  auto value = Reader{state, bounds}.read(lua_absindex(state, index), "", 0);
  lua_settop(state, top);
  return value;
}

void markAsList(lua_State* state) {
  pushListMark(state);
  lua_setmetatable(state, -2);
}

}  // namespace hostler::lua

// string.find, match, gmatch and gsub over RE2, in linear time. The calls, results, `init`, `plain`
// and the `%1` of a replacement are Lua's; the patterns are RE2's
// (https://github.com/google/re2/wiki/Syntax): UTF-8, `\d \w \s`,
// `(?i)`, lazy `*?`, named groups; no back-references,
// `%b`, `%f` or position captures. A byte that is no UTF-8 matches nothing.
#include "core/lua/vm/libraries.h"
#include "core/lua/vm/pattern_cache.h"
#include "core/lua/vm/sandbox.h"

#include <re2/re2.h>

#include <array>
#include <cstring>

namespace hostler::lua {
namespace {

using re2::StringPiece;

constexpr std::size_t kLongestText = 1u << 20;
// Where groups are asked for, RE2 can need a step for each byte and each part of the pattern. This
// is about 0.3 s.
constexpr std::size_t kMostWork = 64u << 20;

struct Match {
  std::array<StringPiece, 33> parts;  // the whole, then the groups
  int groups = 0;

  const char* begin() const { return parts[0].data(); }
  const char* end() const { return parts[0].data() + parts[0].size(); }
};

std::string_view textAt(lua_State* state, int index) {
  std::size_t size = 0;
  const char* text = luaL_checklstring(state, index, &size);
  return {text, size};
}

std::shared_ptr<const RE2> patternFor(lua_State* state, std::string_view pattern,
                                      std::string_view text) {
  if (text.size() > kLongestText) throw BadPattern{"the text is too long to be searched"};
  auto& sandbox = Sandbox::of(state);
  const bool isNew = !sandbox.patterns().has(pattern);
  auto compiled = sandbox.patterns().get(pattern);
  if (isNew) sandbox.budget().charge(state, 5'000);  // compiling can take milliseconds
  if (text.size() * static_cast<std::size_t>(std::max(1, compiled->ProgramSize())) > kMostWork) {
    throw BadPattern{"the text is too long for this pattern"};
  }
  return compiled;
}

// The next match at or behind `from`.
std::optional<Match> search(lua_State* state, const RE2& pattern, std::string_view text,
                            std::size_t from) {
  auto& budget = Sandbox::of(state).budget();
  budget.willRead(state, text.size() - from);
  budget.charge(state, 20);
  Match match;
  match.groups = pattern.NumberOfCapturingGroups();
  if (!pattern.Match({text.data(), text.size()}, from, text.size(), RE2::UNANCHORED,
                     match.parts.data(), match.groups + 1)) {
    return std::nullopt;
  }
  budget.charge(state, static_cast<std::int64_t>(match.end() - text.data() - from) / 16);
  return match;
}

void pushPart(lua_State* state, const StringPiece& part) {
  if (part.data() == nullptr) {
    lua_pushnil(state);  // a group that took no part
  } else {
    lua_pushlstring(state, part.data(), part.size());
  }
}

// The groups, or the whole match where there are none.
int pushCaptures(lua_State* state, const Match& match) {
  luaL_checkstack(state, match.groups + 1, "too many groups");
  if (match.groups == 0) {
    pushPart(state, match.parts[0]);
    return 1;
  }
  for (int i = 1; i <= match.groups; ++i) pushPart(state, match.parts[i]);
  return match.groups;
}

// Lua's `init`, counted from 1 or from the end; nothing when it lies behind the text.
std::optional<std::size_t> startAt(lua_State* state, int index, std::size_t size) {
  const auto init = luaL_optinteger(state, index, 1);
  if (init > 0)
    return static_cast<std::uint64_t>(init) > size + 1 ? std::nullopt
                                                       : std::optional{size_t(init - 1)};
  if (init == 0 || static_cast<std::uint64_t>(-(init + 1)) >= size) return 0;
  return size - static_cast<std::size_t>(-init);
}

int findPlain(lua_State* state, std::string_view text, std::string_view wanted, std::size_t start) {
  Sandbox::of(state).budget().charge(state,
                                     1 + static_cast<std::int64_t>(text.size() - start) / 64);
  // memmem is linear, which std::string_view::find and Lua's own search are not.
  const auto* found =
      wanted.empty() ? text.data() + start
                     : static_cast<const char*>(memmem(text.data() + start, text.size() - start,
                                                       wanted.data(), wanted.size()));
  if (found == nullptr) {
    luaL_pushfail(state);
    return 1;
  }
  lua_pushinteger(state, found - text.data() + 1);
  lua_pushinteger(state, found - text.data() + static_cast<lua_Integer>(wanted.size()));
  return 2;
}

int findOrMatch(lua_State* state, bool isFind) {
  const auto text = textAt(state, 1), pattern = textAt(state, 2);
  const auto start = startAt(state, 3, text.size());
  if (!start) {
    luaL_pushfail(state);
    return 1;
  }
  if (isFind && lua_toboolean(state, 4) != 0) return findPlain(state, text, pattern, *start);
  // A part of the text is given, so that `^` holds at `init`, as ever in Lua.
  const auto rest = text.substr(*start);
  const auto match = search(state, *patternFor(state, pattern, rest), rest, 0);
  if (!match) {
    luaL_pushfail(state);
    return 1;
  }
  if (!isFind) return pushCaptures(state, *match);
  lua_pushinteger(state, match->begin() - text.data() + 1);
  lua_pushinteger(state, match->end() - text.data());
  return match->groups == 0 ? 2 : 2 + pushCaptures(state, *match);
}

int find(lua_State* state) {
  return findOrMatch(state, true);
}
int match(lua_State* state) {
  return findOrMatch(state, false);
}

// Where the search goes on behind an empty match: a whole character further.
std::size_t nextCharacter(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// The next match that is not an empty one right behind the last.
std::optional<Match> searchOn(lua_State* state, const RE2& pattern, std::string_view text,
                              std::size_t from, const char* lastEnd) {
  while (from <= text.size()) {
    auto match = search(state, pattern, text, from);
    if (!match || match->end() != lastEnd || match->begin() != match->end()) return match;
    from = nextCharacter(text, from);
  }
  return std::nullopt;
}

// Upvalues: text, pattern, where to go on, whether the last match ended there.
int nextMatch(lua_State* state) {
  const auto text = textAt(state, lua_upvalueindex(1)),
             pattern = textAt(state, lua_upvalueindex(2));
  const auto from = static_cast<std::size_t>(lua_tointeger(state, lua_upvalueindex(3)));
  const char* lastEnd =
      lua_toboolean(state, lua_upvalueindex(4)) != 0 ? text.data() + from : nullptr;
  const auto match = searchOn(state, *patternFor(state, pattern, text), text, from, lastEnd);
  if (!match) return 0;
  lua_pushinteger(state, match->end() - text.data());
  lua_replace(state, lua_upvalueindex(3));
  lua_pushboolean(state, 1);
  lua_replace(state, lua_upvalueindex(4));
  return pushCaptures(state, *match);
}

int gmatch(lua_State* state) {
  const auto text = textAt(state, 1), pattern = textAt(state, 2);
  const auto start = startAt(state, 3, text.size()).value_or(text.size() + 1);
  patternFor(state, pattern, text);  // an error belongs to this line, not to the loop's first turn
  lua_settop(state, 2);
  lua_pushinteger(state, static_cast<lua_Integer>(start));
  lua_pushboolean(state, 0);
  lua_pushcclosure(state, &guarded<nextMatch>, 4);
  return 1;
}

class Replacement {
 public:
  Replacement(lua_State* state, int index)
      : state_{state}, index_{index}, type_{lua_type(state, index)} {
    const bool isUsable = type_ == LUA_TSTRING || type_ == LUA_TNUMBER || type_ == LUA_TTABLE ||
                          type_ == LUA_TFUNCTION;
    luaL_argexpected(state, isUsable, index, "string/function/table");
    if (type_ == LUA_TNUMBER || type_ == LUA_TSTRING) text_ = textAt(state, index);
  }

  void append(std::string& result, const Match& match) const {
    if (type_ == LUA_TSTRING || type_ == LUA_TNUMBER) return appendText(result, match);
    const auto& key = match.groups > 0 ? match.parts[1] : match.parts[0];
    if (type_ == LUA_TTABLE) {
      pushPart(state_, key.data() == nullptr ? StringPiece{""} : key);
      lua_gettable(state_, index_);
    } else {
      lua_pushvalue(state_, index_);
      lua_call(state_, pushCaptures(state_, match), 1);
    }
    if (lua_toboolean(state_, -1) == 0) {
      result.append(match.begin(), match.parts[0].size());
    } else if (lua_isstring(state_, -1) != 0) {
      result.append(textAt(state_, -1));
    } else {
      luaL_error(state_, "invalid replacement value (a %s)", luaL_typename(state_, -1));
    }
    lua_pop(state_, 1);
  }

 private:
  void appendText(std::string& result, const Match& match) const {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] != '%') {
        result += text_[i];
        continue;
      }
      const char c = ++i < text_.size() ? text_[i] : '\0';
      if (c == '%') {
        result += '%';
      } else if (c >= '0' && c <= '9') {
        // %1 of a pattern without groups is the whole match, as ever in Lua.
        const int group = match.groups == 0 && c == '1' ? 0 : c - '0';
        if (group > match.groups)
          luaL_error(state_, "the replacement names group %%%d, which is not there", group);
        result.append(match.parts[group].data() == nullptr ? "" : match.parts[group].data(),
                      match.parts[group].size());
      } else {
        luaL_error(state_, "invalid use of '%%' in the replacement: %%0 to %%9 and %%%% are known");
      }
    }
  }

  lua_State* state_;
  int index_;
  int type_;
  std::string_view text_;
};

int gsub(lua_State* state) {
  const auto text = textAt(state, 1), pattern = textAt(state, 2);
  const Replacement replacement{state, 3};
  const auto most = luaL_optinteger(state, 4, static_cast<lua_Integer>(text.size()) + 1);
  const auto compiled = patternFor(state, pattern, text);
  const auto limit = Sandbox::of(state).limits().memoryBytes;

  std::string result;
  lua_Integer count = 0;
  std::size_t from = 0, copied = 0;
  const char* lastEnd = nullptr;
  while (count < most) {
    const auto match = searchOn(state, *compiled, text, from, lastEnd);
    if (!match) break;
    ++count;
    result += text.substr(copied, match->begin() - text.data() - copied);
    replacement.append(result, *match);
    if (result.size() > limit) return luaL_error(state, "resulting string too large");
    lastEnd = match->end();
    from = copied = match->end() - text.data();
  }
  result += text.substr(copied);
  lua_pushlstring(state, result.data(), result.size());
  lua_pushinteger(state, count);
  return 2;
}

}  // namespace

void addPatternFunctions(lua_State* state) {
  setFunction<find>(state, "find");
  setFunction<match>(state, "match");
  setFunction<gmatch>(state, "gmatch");
  setFunction<gsub>(state, "gsub");
}

}  // namespace hostler::lua

#include "core/lua/vm/sandbox.h"

#include "core/lua/clean_text.h"
#include "core/lua/vm/declarations.h"
#include "core/lua/vm/libraries.h"

#include <lauxlib.h>
#include <lua.h>

#include <cstring>

namespace hostler::lua {
namespace {

int runWork(lua_State* state) {
  const auto& work = *static_cast<const std::function<void(lua_State*)>*>(lua_touserdata(state, 1));
  lua_settop(state, 0);
  work(state);
  return 0;
}

// "file:line: " of the innermost frame that is a script's.
std::string placeOf(lua_State* state) {
  lua_Debug frame;
  for (int level = 1; lua_getstack(state, level, &frame) != 0; ++level) {
    lua_getinfo(state, "Sl", &frame);
    if (frame.currentline > 0) {
      return std::string{frame.short_src} + ":" + std::to_string(frame.currentline) + ": ";
    }
  }
  return "";
}

// What error() was given, without calling anything of the script's: a __tostring could loop or fail
// again.
std::string describeValue(lua_State* state, int index) {
  if (lua_type(state, index) == LUA_TSTRING || lua_type(state, index) == LUA_TNUMBER) {
    lua_pushvalue(state, index);
    std::size_t size = 0;
    const char* text = lua_tolstring(state, -1, &size);
    std::string words{text, std::min(size, Sandbox::kMessageBytes)};
    lua_pop(state, 1);
    const auto place = placeOf(state);  // error(…, 0) and errors raised in C bring none
    const auto file = place.substr(0, place.find(':') + 1);
    return words.starts_with(file) ? words : place + words;
  }
  std::string words = placeOf(state) + "the script raised a " + luaL_typename(state, index);
  if (!lua_istable(state, index)) return words;
  for (const auto* field : {"code", "message"}) {
    lua_pushstring(state, field);
    lua_rawget(state, index);
    if (lua_type(state, -1) == LUA_TSTRING) {
      words +=
          std::string{"; "} + field + ": " + std::string{lua_tostring(state, -1)}.substr(0, 300);
    }
    lua_pop(state, 1);
  }
  return words;
}

// The frames of our own C code at the bottom tell an author nothing.
std::string frames(std::string_view traceback) {
  if (traceback.starts_with("stack traceback:\n")) traceback.remove_prefix(17);
  constexpr std::string_view kOurs = "\t[C]: in ?";
  while (traceback.ends_with(kOurs)) {
    traceback.remove_suffix(kOurs.size());
    if (traceback.ends_with('\n')) traceback.remove_suffix(1);
  }
  std::string text;
  for (const char c : traceback) {
    if (c != '\t') text += c;
  }
  return cleanText(text, Sandbox::kTracebackBytes);
}

}  // namespace

Sandbox::Sandbox(const Limits& limits, RunFacts facts, const Surroundings& surroundings)
    : limits_{limits},
      facts_{std::move(facts)},
      surroundings_{surroundings},
      budget_{limits},
      arena_{limits.memoryBytes, budget_},
      declarations_{std::make_unique<Declarations>()} {
  state_ = lua_newstate(&Arena::allocate, &arena_);
  if (state_ == nullptr) throw NoRoom{"the memory limit leaves no room for a Lua state"};
  auto* self = this;
  std::memcpy(lua_getextraspace(state_), &self, sizeof self);
  // Most of what a script makes is garbage at once: collect seldom, then in few steps.
  lua_gc(state_, LUA_GCINC, 1'000, 400, 0);
  const auto failure = protect([&](lua_State* state) {
    openBase(state);
    openTable(state);
    openString(state);
    openMathAndUtf8(state, facts_.seed);
    openHostler(state, surroundings_.functions);
    openDeclarations(state);
  });
  if (failure) throw NoRoom{"the memory limit leaves no room for the libraries"};
  budget_.attach(state_);
  budget_.begin();
}

// The arena takes the state's memory back as a whole; no finalizer of a script's can be pending.
Sandbox::~Sandbox() = default;

Sandbox& Sandbox::of(lua_State* state) {
  Sandbox* sandbox = nullptr;
  std::memcpy(&sandbox, lua_getextraspace(state), sizeof sandbox);
  return *sandbox;
}

std::optional<ScriptFailure> Sandbox::load(std::string_view name, std::string_view source) {
  bool isParsed = false;
  auto failure = protect([&](lua_State* state) {
    const auto chunk = "@" + std::string{name};
    if (luaL_loadbufferx(state, source.data(), source.size(), chunk.c_str(), "t") != LUA_OK) {
      lua_error(state);
    }
    isParsed = true;
    lua_call(state, 0, 1);
    declarations_->takeReturned(state);
  });
  if (failure && !isParsed && failure->kind == FailureKind::Runtime)
    failure->kind = FailureKind::Syntax;
  if (!isParsed && failure) failure->traceback.clear();
  if (failure && !failure->message.starts_with(std::string{name} + ":")) {
    failure->message = std::string{name} + ": " + failure->message;  // raised behind its last line
  }
  return failure;
}

std::optional<ScriptFailure> Sandbox::protect(const std::function<void(lua_State*)>& work) {
  lua_settop(state_, 0);
  traceback_.clear();
  lua_pushcfunction(state_, &Sandbox::describeError);
  lua_pushcfunction(state_, &runWork);
  lua_pushlightuserdata(state_, const_cast<std::function<void(lua_State*)>*>(&work));
  const int status = lua_pcall(state_, 1, 0, 1);
  if (status == LUA_OK) return std::nullopt;
  auto failure = failureOf(status);
  lua_settop(state_, 0);
  return failure;
}

int Sandbox::describeError(lua_State* state) {
  auto& sandbox = of(state);
  if (sandbox.budget_.isSpent()) return 1;  // told already, where it happened first
  const auto words = describeValue(state, 1);
  luaL_traceback(state, state, nullptr, 1);
  sandbox.traceback_ = frames(lua_tostring(state, -1));
  lua_pushlstring(state, words.data(), words.size());
  return 1;
}

ScriptFailure Sandbox::failureOf(int status) {
  if (budget_.isSpent()) {
    auto failure = *budget_.failure();
    failure.traceback = frames(failure.traceback);
    return failure;
  }
  if (status == LUA_ERRMEM) {
    ScriptFailure failure{
        FailureKind::Memory,
        "needed more than its " + std::to_string(limits_.memoryBytes >> 10) + " KB", ""};
    const auto places = budget_.refusal();
    if (!places.empty()) failure.message = places.front() + ": " + failure.message;
    for (const auto& place : places) {
      failure.traceback += (failure.traceback.empty() ? "" : "\n") + place;
    }
    return failure;
  }
  if (status == LUA_ERRERR) {
    return {FailureKind::Runtime, "an error came up while another one was described", ""};
  }
  const char* words = lua_tostring(state_, -1);
  return {FailureKind::Runtime,
          words == nullptr ? "it ended without a word" : cleanText(words, kMessageBytes),
          traceback_};
}

}  // namespace hostler::lua

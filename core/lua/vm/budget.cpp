#include "core/lua/vm/budget.h"

#include "core/lua/clean_text.h"
#include "core/lua/vm/sandbox.h"

#include <lauxlib.h>
#include <lua.h>

#include <cstdlib>
#include <cstring>

namespace hostler::lua {
namespace {
constexpr std::int64_t kBetweenClockReadings = 4'096;  // steps
}

void Budget::attach(lua_State* state) {
  state_ = state;
  lua_sethook(state_, &Budget::count, LUA_MASKCOUNT, kPeriod);
}

void Budget::begin() {
  usedBefore_ = stepsUsed();
  allowed_ = left_ = limits_.steps;
  // Reading the clock costs a row of a batch a tenth of its time, so the time starts with the first
  // count.
  deadline_.reset();
  if (hurried_ || spent_) lua_sethook(state_, &Budget::count, LUA_MASKCOUNT, kPeriod);
  hurried_ = false;
  spent_.reset();
}

void Budget::charge(lua_State* state, std::int64_t steps) {
  if (spent_) raise(state);
  left_ -= steps;
  unchecked_ += steps;
  if (left_ < 0) {
    spend(state, FailureKind::Steps,
          "used up its " + std::to_string(limits_.steps) + " instructions");
  }
  if (unchecked_ >= kBetweenClockReadings) checkClock(state);
}

void Budget::willRead(lua_State* state, std::size_t bytes) {
  constexpr std::size_t kBytesBetweenClockReadings = 256u << 10;
  unread_ += bytes;
  if (unread_ >= kBytesBetweenClockReadings) checkClock(state);
}

void Budget::exclude(Clock::duration waited) {
  if (deadline_) *deadline_ += waited;
}

void Budget::onVolume() noexcept {
  if (state_ == nullptr || spent_) return;
  hurried_ = true;
  lua_sethook(state_, &Budget::count, LUA_MASKCOUNT, 1);  // made to be called at any moment
}

// A memory error has no message handler and so no traceback. The frames are still there when the
// block is refused, and reading them allocates nothing.
void Budget::onRefusal() noexcept {
  if (state_ == nullptr) return;
  refusalDepth_ = 0;
  lua_Debug frame;
  for (int level = 0; refusalDepth_ < refusal_.size() && lua_getstack(state_, level, &frame) != 0;
       ++level) {
    if (lua_getinfo(state_, "Sl", &frame) == 0 || frame.currentline < 0) continue;
    auto& kept = refusal_[refusalDepth_++];
    static_assert(sizeof kept.file == sizeof frame.short_src);
    std::memcpy(kept.file.data(), frame.short_src, sizeof frame.short_src);
    kept.line = frame.currentline;
  }
}

std::vector<std::string> Budget::refusal() const {
  std::vector<std::string> places;
  for (std::size_t i = 0; i < refusalDepth_; ++i) {
    places.push_back(std::string{refusal_[i].file.data()} + ":" + std::to_string(refusal_[i].line));
  }
  return places;
}

void Budget::count(lua_State* state, lua_Debug*) {
  Sandbox::of(state).budget().tick(state);
}

void Budget::tick(lua_State* state) {
  if (spent_) raise(state);
  if (hurried_) {
    hurried_ = false;
    lua_sethook(state, &Budget::count, LUA_MASKCOUNT, kPeriod);
  }
  if (onTick) onTick();
  unchecked_ = kBetweenClockReadings;  // a count always reads it
  charge(state, kPeriod);
}

void Budget::checkClock(lua_State* state) {
  unchecked_ = 0;
  unread_ = 0;
  const auto now = Clock::now();
  if (!deadline_) deadline_ = now + limits_.wall;
  if (now < *deadline_) return;
  spend(state, FailureKind::Time,
        "ran longer than " + std::to_string(limits_.wall.count()) + " ms");
}

void Budget::spend(lua_State* state, FailureKind kind, std::string message) {
  spent_ = ScriptFailure{kind, std::move(message), ""};
  lua_sethook(state, &Budget::count, LUA_MASKCOUNT, 1);
  luaL_where(state, 0);
  if (lua_rawlen(state, -1) == 0) {  // inside a C function: its caller is the place
    lua_pop(state, 1);
    luaL_where(state, 1);
  }
  spent_->message = lua_tostring(state, -1) + spent_->message;
  luaL_traceback(state, state, nullptr, 0);
  spent_->traceback = cleanText(lua_tostring(state, -1), Sandbox::kTracebackBytes);
  lua_pop(state, 2);
  raise(state);
}

void Budget::raise(lua_State* state) {
  lua_pushlstring(state, spent_->message.data(), spent_->message.size());
  lua_error(state);
  std::abort();  // lua_error does not return, which its declaration does not say
}

}  // namespace hostler::lua

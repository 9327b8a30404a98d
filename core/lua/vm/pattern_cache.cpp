#include "core/lua/vm/pattern_cache.h"

#include <re2/re2.h>

namespace hostler::lua {
namespace {

constexpr std::size_t kEntries = 32;
constexpr std::size_t kLongestPattern = 2'000;
constexpr std::int64_t kMemory = 1 << 20;  // for each, of compiled states
constexpr int kMostGroups = 32;

// "%d+" is a fine regular expression that matches a percent sign, and surely not what was meant.
void refuseLuaClasses(std::string_view pattern) {
  constexpr std::string_view kAfterPercent = "acdglpsuwxACDGLPSUWX.()[]*+-?^$%bf";
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] == '\\' || pattern.substr(i, 3) == "[%]") {
      ++i;
    } else if (pattern[i] == '%' && kAfterPercent.find(pattern[i + 1]) != std::string_view::npos) {
      throw BadPattern{
          "'%" + std::string{pattern[i + 1]} +
          "' is Lua's own pattern syntax; patterns here are RE2's: \\d for a digit, \\s for a "
          "space, \\w for a word character, \\. for a dot, [%] for a percent sign"};
    }
  }
}

std::shared_ptr<const RE2> compile(std::string_view pattern) {
  if (pattern.size() > kLongestPattern) throw BadPattern{"the pattern is too long"};
  refuseLuaClasses(pattern);
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  auto compiled =
      std::make_shared<const RE2>(re2::StringPiece{pattern.data(), pattern.size()}, options);
  if (!compiled->ok()) throw BadPattern{"bad pattern: " + compiled->error()};
  if (compiled->NumberOfCapturingGroups() > kMostGroups)
    throw BadPattern{"too many groups in the pattern"};
  return compiled;
}

}  // namespace

std::shared_ptr<const RE2> PatternCache::get(std::string_view pattern) {
  if (const auto found = byPattern_.find(pattern); found != byPattern_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return entries_.front().compiled;
  }
  auto compiled = compile(pattern);
  entries_.push_front({std::string{pattern}, compiled});
  byPattern_.emplace(entries_.front().pattern, entries_.begin());
  if (entries_.size() > kEntries) {
    byPattern_.erase(entries_.back().pattern);
    entries_.pop_back();
  }
  return compiled;
}

}  // namespace hostler::lua

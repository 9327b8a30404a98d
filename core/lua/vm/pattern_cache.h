#pragma once

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace re2 {
class RE2;
}

namespace hostler::lua {

/// A pattern cannot be used; `what()` says why in words for the script's author.
struct BadPattern : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Compiled patterns of this process, the least used dropped first. Patterns and what they need to
/// run are bounded, for that memory is not the script's. Not thread-safe.
class PatternCache {
 public:
  bool has(std::string_view pattern) const { return byPattern_.contains(pattern); }
  /// Throws BadPattern.
  std::shared_ptr<const re2::RE2> get(std::string_view pattern);

 private:
  struct Entry {
    std::string pattern;
    std::shared_ptr<const re2::RE2> compiled;
  };
  std::list<Entry> entries_;  // the last used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> byPattern_;
};

}  // namespace hostler::lua

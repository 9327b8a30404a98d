#include "modules/accounts/pattern_reach.h"

#include "modules/accounts/caller_authority.h"

#include <algorithm>
#include <string_view>

namespace hostler {
namespace {

bool isDenial(std::string_view pattern) {
  return pattern.starts_with('!');
}

std::string_view undenied(std::string_view pattern) {
  return pattern.substr(1);
}

struct Parts {
  std::string_view area, verb;
};

Parts partsOf(std::string_view pattern) {
  if (pattern == "*") return {"*", "*"};
  const auto colon = std::min(pattern.find(':'), pattern.size() - 1);
  return {pattern.substr(0, colon), pattern.substr(colon + 1)};
}

}  // namespace

// A star is no letter of a name, so what ends with one is covered only by what ends with one.
bool coversPart(std::string_view outer, std::string_view inner) {
  return outer.ends_with('*') ? inner.starts_with(outer.substr(0, outer.size() - 1))
                              : inner == outer;
}

bool coversPattern(std::string_view outer, std::string_view inner) {
  if (outer == "*" || outer == inner) return true;
  if (inner == "read") return partsOf(outer).area == "*" && partsOf(outer).verb == "*";
  const auto [area, verb] = partsOf(inner);
  // A verb pattern that begins as a looking verb does covers nothing else.
  if (outer == "read") return coversAction("read", inner);
  const auto [outerArea, outerVerb] = partsOf(outer);
  return coversPart(outerArea, area) && coversPart(outerVerb, verb);
}

bool mayMeetIn(std::string_view a, std::string_view b) {
  const bool open = a.ends_with('*'), otherOpen = b.ends_with('*');
  if (open) a.remove_suffix(1);
  if (otherOpen) b.remove_suffix(1);
  if (open && otherOpen) return a.starts_with(b) || b.starts_with(a);
  return open ? b.starts_with(a) : otherOpen ? a.starts_with(b) : a == b;
}

bool mayMeet(std::string_view a, std::string_view b) {
  if (a == "read" || b == "read") return true;
  const auto [area, verb] = partsOf(a);
  const auto [otherArea, otherVerb] = partsOf(b);
  return mayMeetIn(area, otherArea) && mayMeetIn(verb, otherVerb);
}

bool allowsAllOf(const std::vector<std::string>& holder, const std::vector<std::string>& others) {
  for (const auto& wanted : others) {
    if (isDenial(wanted)) continue;
    const bool given = std::ranges::any_of(holder, [&](const std::string& own) {
      return !isDenial(own) && coversPattern(own, wanted);
    });
    if (!given) return false;
    for (const auto& own : holder) {
      if (!isDenial(own) || !mayMeet(undenied(own), wanted)) continue;
      const bool denied = std::ranges::any_of(others, [&](const std::string& other) {
        return isDenial(other) && coversPattern(undenied(other), undenied(own));
      });
      if (!denied) return false;
    }
  }
  return true;
}

}  // namespace hostler

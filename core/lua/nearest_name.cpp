#include "core/lua/nearest_name.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace hostler::lua {
namespace {

// Insertions, removals, changes and swaps of neighbours that turn one word into the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] =
          std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

}  // namespace

std::string didYouMean(std::string_view wrong, std::span<const std::string_view> names) {
  constexpr std::size_t kLongest = 80;  // beyond that nobody mistyped a name
  if (wrong.size() > kLongest) return "";
  std::string_view best;
  auto closest = std::max<std::size_t>(2, wrong.size() / 3) + 1;
  for (const auto name : names) {
    if (const auto d = distance(wrong, name); d < closest) {
      closest = d;
      best = name;
    }
  }
  return best.empty() ? "" : "; did you mean \"" + std::string{best} + "\"?";
}

std::string didYouMean(std::string_view wrong, std::span<const std::string> names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return didYouMean(wrong, std::span{views});
}

}  // namespace hostler::lua

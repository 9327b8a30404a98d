#include "clock_skew.h"

#include "times.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace hostler::aws {
namespace {

constexpr std::int64_t kWorthTrying = 60;
constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::optional<std::int64_t> parseHttpDate(std::string_view text) {
  const std::string date{text};
  CivilTime time;
  char month[4] = {};
  int read = 0;
  if (std::sscanf(date.c_str(), "%*3s, %2d %3s %4d %2d:%2d:%2d GMT%n", &time.day, month, &time.year,
                  &time.hour, &time.minute, &time.second, &read) != 6 ||
      read == 0) {
    return std::nullopt;
  }
  const auto found = std::ranges::find(kMonths, std::string_view{month});
  if (found == kMonths.end()) return std::nullopt;
  time.month = static_cast<int>(found - kMonths.begin()) + 1;
  return unixSeconds(time);
}

std::int64_t ClockSkew::timeAt(const std::string& host) const {
  const std::lock_guard lock{mutex_};
  const auto found = offsets_.find(host);
  return now_() + (found == offsets_.end() ? 0 : found->second);
}

bool ClockSkew::learn(const std::string& host, std::string_view date) {
  const auto theirs = parseHttpDate(date);
  if (!theirs) return false;
  const std::lock_guard lock{mutex_};
  auto& offset = offsets_[host];
  const auto fresh = *theirs - now_();
  if (std::abs(fresh - offset) <= kWorthTrying) return false;
  offset = fresh;
  return true;
}

}  // namespace hostler::aws

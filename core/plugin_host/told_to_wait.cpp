#include "core/plugin_host/told_to_wait.h"

#include <algorithm>

namespace hostler::plugin {
namespace {

constexpr std::chrono::seconds kLongest{300};

}  // namespace

void ToldToWait::told(const std::string& target, const std::string& operation,
                      std::chrono::seconds after) {
  const std::lock_guard lock{mutex_};
  auto& until = until_[{target, operation}];
  until = std::max(until, clock_.monotonic() + std::min(after, kLongest));
}

std::chrono::milliseconds ToldToWait::left(const std::string& target,
                                           const std::string& operation) {
  const std::lock_guard lock{mutex_};
  const auto found = until_.find({target, operation});
  if (found == until_.end()) return std::chrono::milliseconds{0};
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(found->second - clock_.monotonic());
  if (left.count() > 0) return left;
  until_.erase(found);
  return std::chrono::milliseconds{0};
}

void ToldToWait::forget() {
  const std::lock_guard lock{mutex_};
  until_.clear();
}

}  // namespace hostler::plugin

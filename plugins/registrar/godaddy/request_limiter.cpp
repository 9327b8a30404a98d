#include "request_limiter.h"

#include <algorithm>

namespace hostler::godaddy {
namespace {

// A minute by GoDaddy's clock: requests may be on their way for unequal times, so two that arrive
// within it may have left a little further apart.
constexpr std::chrono::seconds kWindow{62};

}  // namespace

RequestLimiter::RequestLimiter(int perMinute, Now now)
    : perMinute_{static_cast<std::size_t>(std::max(1, perMinute))}, now_{std::move(now)} {}

std::optional<std::chrono::seconds> RequestLimiter::take(std::string_view endpoint) {
  const auto now = now_();
  const std::lock_guard lock{mutex_};
  auto found = sent_.find(endpoint);
  if (found == sent_.end()) found = sent_.emplace(endpoint, std::deque<Time>{}).first;
  auto& sent = found->second;
  while (!sent.empty() && sent.front() + kWindow <= now) sent.pop_front();
  if (sent.size() >= perMinute_)
    return std::chrono::ceil<std::chrono::seconds>(sent.front() + kWindow - now);
  sent.push_back(now);
  return std::nullopt;
}

}  // namespace hostler::godaddy

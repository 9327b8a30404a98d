#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::godaddy {

/// Counts the requests of the last minute, for each endpoint by itself: GoDaddy's terms allow 60.
/// Whoever comes too early is told when to come back instead of being made to wait, so that no
/// thread stands still. Thread-safe.
class RequestLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Now = std::function<Time()>;

  explicit RequestLimiter(int perMinute, Now now = &std::chrono::steady_clock::now);

  /// Nothing: go ahead, it is counted. Otherwise the whole seconds to wait; nothing is counted
  /// then.
  std::optional<std::chrono::seconds> take(std::string_view endpoint);

 private:
  const std::size_t perMinute_;
  const Now now_;
  std::mutex mutex_;
  std::map<std::string, std::deque<Time>, std::less<>> sent_;
};

}  // namespace hostler::godaddy

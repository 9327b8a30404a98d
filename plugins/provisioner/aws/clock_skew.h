#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::aws {

/// What an endpoint's clock says where it differs from ours: signatures hold for minutes only.
/// Learned from the Date of a refusal, endpoint by endpoint. Thread-safe.
class ClockSkew {
 public:
  using Now = std::function<std::int64_t()>;  ///< seconds since 1970 by the machine's clock

  explicit ClockSkew(Now now) : now_{std::move(now)} {}

  /// The time to sign with, by the endpoint's clock.
  std::int64_t timeAt(const std::string& host) const;
  /// Takes an answer's Date header. True when it moves the time to sign with by more than a
  /// minute: then the same request is worth another try.
  bool learn(const std::string& host, std::string_view date);

 private:
  const Now now_;
  mutable std::mutex mutex_;
  std::map<std::string, std::int64_t> offsets_;
};

/// Seconds since 1970 of "Mon, 05 Jan 2026 10:20:30 GMT" (RFC 9110, 5.6.7).
std::optional<std::int64_t> parseHttpDate(std::string_view text);

}  // namespace hostler::aws

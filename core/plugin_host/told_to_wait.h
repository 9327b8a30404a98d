#pragma once

#include "core/time/clock.h"

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace hostler::plugin {

/// What a provider has said of its limit of requests: when a target may be asked the same thing
/// again. Whoever asks earlier hears the same from us, and the provider nothing. Thread-safe.
class ToldToWait {
 public:
  explicit ToldToWait(const Clock& clock) : clock_{clock} {}

  /// From now on, and for five minutes at most: what lasts longer is asked for again by then.
  void told(const std::string& target, const std::string& operation, std::chrono::seconds after);
  /// How long it is until then; zero when it may be asked now.
  std::chrono::milliseconds left(const std::string& target, const std::string& operation);
  /// The settings are others: so may be the account.
  void forget();

 private:
  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Monotonic> until_;
};

}  // namespace hostler::plugin

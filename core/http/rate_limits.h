#pragma once

#include "core/db/database.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace hostler::http {

/// "100/15m": so many calls in so long.
struct Limit {
  std::int64_t calls = 0;
  std::chrono::seconds window{0};
  /// Units s, m, h, d. Throws std::invalid_argument that shows the form.
  static Limit parse(std::string_view text);
  std::string text() const;
};

struct LimitSettings {
  Limit anonymous{100, std::chrono::minutes{15}};
  Limit search{10, std::chrono::minutes{1}};
  Limit auth{5, std::chrono::minutes{15}};
  Limit account{6000, std::chrono::minutes{15}};
};

/// Counts calls in the database, so that all API processes share the counts and a restart forgets
/// nothing. Ordinary counters are kept here and written behind, a few times a second; strict ones
/// are written at once. Thread-safe.
class RateLimits {
 public:
  RateLimits(db::Database& database, const Clock& clock, LimitSettings settings);
  ~RateLimits();

  struct Verdict {
    bool allowed = true;
    std::int64_t limit = 0, remaining = 0;
    std::chrono::seconds reset{0};  ///< until the window ends
  };
  /// Counts one call of `key` (an address, an account) in a class of its own
  /// ("anonymous:203.0.113.7").
  Verdict take(const std::string& bucket, const Limit& limit);
  /// As take, but exact over all processes at once: for sign-in.
  Verdict takeStrictly(const std::string& bucket, const Limit& limit);
  /// The state without counting.
  Verdict look(const std::string& bucket, const Limit& limit);
  /// look() for who is looked at again and again: what other processes have counted since the first
  /// time is not seen before this one counts itself, or the window ends.
  Verdict glance(const std::string& bucket, const Limit& limit);

  /// Whether take() would answer without asking the database, now and for a second to come.
  bool isAtHand(const std::string& bucket);

  const LimitSettings& settings() const { return settings_; }
  /// Writes what is not written yet; the writing thread does so by itself.
  void flush();
  /// Removes windows that have ended.
  std::size_t prune();

 private:
  struct Counter {
    Instant start, end;
    std::int64_t known = 0;  // what the database held at the last look, ours included
    std::int64_t unwritten = 0;
  };
  Counter load(const std::string& bucket, const Limit& limit);
  Verdict verdict(const Counter& counter, const Limit& limit) const;
  struct Delta {
    std::string bucket;
    Counter counter;
  };
  void write(std::vector<Delta>& deltas);
  void run();

  db::Database& database_;
  const Clock& clock_;
  LimitSettings settings_;
  Log log_{"core.http"};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::unordered_map<std::string, Counter> counters_;
  bool dirty_ = false, stopping_ = false;
  std::thread writer_;
};

}  // namespace hostler::http

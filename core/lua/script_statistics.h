#pragma once

#include "core/lua/failure.h"
#include "core/lua/script_library.h"

#include <array>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>

namespace hostler::lua {

/// How a hook or a rule (index 0 of its script) has done since the engine started.
struct ScriptRecord {
  std::uint64_t calls = 0, failures = 0;
  int failuresInARow =
      0;  ///< what decides whether it is disabled; interruptions are not its fault and do not count
  std::optional<ScriptFailure> lastFailure;
  std::chrono::microseconds p95{0};  ///< of the last calls
};

/// Thread-safe.
class ScriptStatistics {
 public:
  void add(const HookKey& hook, std::chrono::microseconds took,
           const std::optional<ScriptFailure>& failure);
  ScriptRecord of(const HookKey& hook) const;
  std::map<HookKey, ScriptRecord> all() const;
  /// Forgets what was: after a hook was enabled again, or changed.
  void reset(const HookKey& hook);

 private:
  static constexpr std::size_t kKept = 64;
  struct Entry {
    ScriptRecord record;
    std::array<std::chrono::microseconds, kKept> took{};

    ScriptRecord withP95() const;
  };

  mutable std::mutex mutex_;
  std::map<HookKey, Entry> entries_;
};

}  // namespace hostler::lua

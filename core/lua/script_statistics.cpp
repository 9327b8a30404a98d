#include "core/lua/script_statistics.h"

#include <algorithm>

namespace hostler::lua {

ScriptRecord ScriptStatistics::Entry::withP95() const {
  auto copy = record;
  auto sorted = took;
  const auto count = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(record.calls, kKept));
  if (count == 0) return copy;
  const auto at = sorted.begin() + (count * 95 + 99) / 100 - 1;
  std::nth_element(sorted.begin(), at, sorted.begin() + count);
  copy.p95 = *at;
  return copy;
}

void ScriptStatistics::add(const HookKey& hook, std::chrono::microseconds took,
                           const std::optional<ScriptFailure>& failure) {
  const std::scoped_lock lock{mutex_};
  auto& entry = entries_[hook];
  auto& record = entry.record;
  entry.took[record.calls % kKept] = took;
  ++record.calls;
  if (!failure) {
    record.failuresInARow = 0;
    return;
  }
  record.lastFailure = failure;
  if (failure->kind == FailureKind::Interrupted) return;
  ++record.failures;
  ++record.failuresInARow;
}

ScriptRecord ScriptStatistics::of(const HookKey& hook) const {
  const std::scoped_lock lock{mutex_};
  const auto found = entries_.find(hook);
  return found == entries_.end() ? ScriptRecord{} : found->second.withP95();
}

std::map<HookKey, ScriptRecord> ScriptStatistics::all() const {
  const std::scoped_lock lock{mutex_};
  std::map<HookKey, ScriptRecord> records;
  for (const auto& [hook, entry] : entries_) records.emplace(hook, entry.withP95());
  return records;
}

void ScriptStatistics::reset(const HookKey& hook) {
  const std::scoped_lock lock{mutex_};
  entries_.erase(hook);
}

}  // namespace hostler::lua

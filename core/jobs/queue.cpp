#include "core/jobs/queue.h"

#include <set>

namespace hostler::jobs {
namespace {

constexpr std::string_view kInsertInto =
    "INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, payload, "
    "unique_key, keep_key, "
    "attempts, crashes, fence, progress, created_at)";
constexpr std::string_view kInsert =
    "INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, payload, "
    "unique_key, keep_key, "
    "attempts, crashes, fence, progress, created_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, 0, "
    "0, 0, 0, ?)";

}  // namespace

std::optional<Id<Job>> Queue::insert(db::Transaction& tx, const Scope& scope, std::string_view kind,
                                     Json payload, Enqueue how) {
  const auto id = ids_.next<Job>();
  const auto lane = laneFor(kind, how);
  const auto now = clock_.now();
  const std::optional<std::string> key =
      how.uniqueKey.empty() ? std::nullopt : std::optional{how.uniqueKey};
  if (!key) {
    tx.gather(kInsertInto, id, scope.tenant, scope.account, kind, lane,
              static_cast<int>(State::Queued), static_cast<int>(how.priority),
              how.runAt.value_or(now), dump(payload), nullptr, how.keepKey, 0, 0, 0, 0, now);
    announce(tx, lane);
    return id;
  }
  const bool added = tx.tryInsert(kInsert, id, scope.tenant, scope.account, kind, lane,
                                  static_cast<int>(how.priority), how.runAt.value_or(now),
                                  dump(payload), key, how.keepKey, now);
  if (!added) return std::nullopt;
  announce(tx, lane);
  return id;
}

std::vector<std::optional<Id<Job>>> Queue::insertEach(db::Transaction& tx, std::string_view kind,
                                                      const std::vector<Wanted>& wanted) {
  std::vector<std::optional<Id<Job>>> ids;
  std::set<std::string> lanes;
  const auto now = clock_.now();
  db::BulkInsert rows{tx, kInsertInto, 16, db::BulkInsert::Refused::Told};
  for (const auto& [scope, payload, how] : wanted) {
    const auto lane = laneFor(kind, how);
    const auto key = how.uniqueKey.empty() ? std::nullopt : std::optional{how.uniqueKey};
    ids.emplace_back(ids_.next<Job>());
    rows.add(*ids.back(), scope.tenant, scope.account, kind, lane, static_cast<int>(State::Queued),
             static_cast<int>(how.priority), how.runAt.value_or(now), dump(payload), key,
             how.keepKey, 0, 0, 0, 0, now);
    lanes.insert(lane);
  }
  rows.flush();
  for (const auto refused : rows.refused()) ids[refused].reset();
  for (const auto& lane : lanes) announce(tx, lane);
  return ids;
}

void Queue::insertAll(db::Transaction& tx, const Scope& scope, std::string_view kind,
                      const std::vector<Json>& payloads, const Enqueue& how) {
  if (payloads.empty()) return;
  if (!how.uniqueKey.empty()) throw std::logic_error{"one unique key cannot stand for many jobs"};
  const auto lane = laneFor(kind, how);
  const auto now = clock_.now();
  const auto runAt = how.runAt.value_or(now);
  db::BulkInsert rows{tx, kInsertInto, 16};
  for (const auto& payload : payloads) {
    rows.add(ids_.next<Job>(), scope.tenant, scope.account, kind, lane,
             static_cast<int>(State::Queued), static_cast<int>(how.priority), runAt, dump(payload),
             nullptr, how.keepKey, 0, 0, 0, 0, now);
  }
  rows.flush();
  announce(tx, lane);
}

void Queue::laneOf(std::string_view kind, std::string lane) {
  const std::lock_guard lock{mutex_};
  lanes_[std::string{kind}] = std::move(lane);
}

void Queue::onAdded(std::function<void(const std::string& lane)> listener) {
  const std::lock_guard lock{mutex_};
  listeners_.push_back(std::move(listener));
}

std::string Queue::laneFor(std::string_view kind, const Enqueue& how) const {
  if (how.lane) return *how.lane;
  const std::lock_guard lock{mutex_};
  const auto found = lanes_.find(kind);
  return found == lanes_.end() ? "default" : found->second;
}

void Queue::announce(db::Transaction& tx, const std::string& lane) {
  tx.afterCommit([this, lane] {
    std::vector<std::function<void(const std::string&)>> listeners;
    {
      const std::lock_guard lock{mutex_};
      listeners = listeners_;
    }
    for (const auto& listener : listeners) listener(lane);
  });
}

}  // namespace hostler::jobs

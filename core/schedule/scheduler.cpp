#include "core/schedule/scheduler.h"

namespace hostler {
namespace {

constexpr auto kSelectState = "SELECT done_until FROM schedule_state WHERE entry = ?";
constexpr auto kLockState = "SELECT done_until FROM schedule_state WHERE entry = ? {for_update}";
constexpr auto kInsertState = "INSERT INTO schedule_state (entry, done_until) VALUES (?, ?)";
constexpr auto kMoveState = "UPDATE schedule_state SET done_until = ? WHERE entry = ?";

}  // namespace

Scheduler::~Scheduler() {
  stop();
}

void Scheduler::addSource(std::function<std::vector<ScheduleEntry>()> source) {
  sources_.push_back(std::move(source));
}

std::vector<ScheduleEntry> Scheduler::entries() const {
  std::vector<ScheduleEntry> all;
  for (const auto& source : sources_) {
    auto some = source();
    std::ranges::move(some, std::back_inserter(all));
  }
  return all;
}

Instant Scheduler::doneUntil(const ScheduleEntry& entry, Instant now) {
  const auto find = [&](db::Reader& reader) {
    return reader.query(kSelectState, entry.name).first([](const db::Row& row) {
      return row.instant("done_until");
    });
  };
  if (const auto known = database_.read(find)) return *known;
  // Seen for the first time: it begins now, and owes nothing for the past.
  return database_.transaction([&](db::Transaction& tx) {
    tx.tryInsert(kInsertState, entry.name, now);
    return find(tx).value_or(now);
  });
}

// Whether the entry may be due, as far as is known here. Another scheduler can only have moved it
// on, so what is remembered is never too late.
bool Scheduler::mayBeDue(const ScheduleEntry& entry, Instant now) {
  const auto known = known_.find(entry.name);
  return known == known_.end() || known->second.due <= now ||
         known->second.when != entry.when.text() || known->second.zone != entry.zone.name();
}

bool Scheduler::runEntry(const ScheduleEntry& entry, Instant now) {
  if (!mayBeDue(entry, now)) return false;
  const auto previous = doneUntil(entry, now);
  // Counted before the transaction opens, since there may be much to count after a long rest.
  const auto passed = entry.when.passed(previous, now, entry.zone);
  const bool ran = passed.count > 0 && enqueue(entry, {passed.last, previous, passed.count - 1});
  known_[entry.name] = {entry.when.text(), entry.zone.name(),
                        entry.when.next(std::max(previous, now), entry.zone)};
  return ran;
}

bool Scheduler::enqueue(const ScheduleEntry& entry, const Tick& tick) {
  return database_.transaction([&](db::Transaction& tx) {
    const auto doneUntil = tx.query(kLockState, entry.name).only().instant("done_until");
    if (doneUntil != tick.previous) return false;  // another scheduler was quicker
    tx.execute(kMoveState, tick.due, entry.name);
    jobs::Enqueue how;
    how.uniqueKey = "tick:" + entry.name + ":" + std::to_string(tick.due.unixSeconds());
    how.lane = entry.lane;
    queue_.insert(tx, entry.scope, entry.jobKind, entry.payload(tick), how);
    if (tick.missed > 0)
      log_.info("schedule.caught_up", {{"entry", entry.name}, {"missed", tick.missed}});
    return true;
  });
}

std::size_t Scheduler::runDue() {
  const auto now = clock_.now();
  const std::lock_guard lock{round_};
  std::size_t count = 0;
  for (const auto& entry : entries()) {
    try {
      if (runEntry(entry, now)) ++count;
    } catch (const std::exception& error) {
      // One entry that cannot run must not keep the others from running.
      log_.error("schedule.entry_failed", {{"entry", entry.name}, {"reason", error.what()}});
    }
  }
  return count;
}

std::optional<Instant> Scheduler::nextDue() {
  const auto now = clock_.now();
  std::optional<Instant> first;
  for (const auto& entry : entries()) {
    try {
      const auto due = entry.when.next(doneUntil(entry, now), entry.zone);
      if (!first || due < *first) first = due;
    } catch (const std::domain_error& error) {
      log_.error("schedule.entry_failed", {{"entry", entry.name}, {"reason", error.what()}});
    }
  }
  return first;
}

void Scheduler::start() {
  thread_ = std::thread{[this] {
    std::unique_lock lock{mutex_};
    while (!stopping_) {
      lock.unlock();
      try {
        runDue();
      } catch (const std::exception& error) {
        log_.warning("schedule.round_failed", {{"reason", error.what()}});
      }
      lock.lock();
      wake_.wait_for(lock, std::chrono::seconds{1}, [this] { return stopping_; });
    }
  }};
}

void Scheduler::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

}  // namespace hostler

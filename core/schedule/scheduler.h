#pragma once

// Turns the calendar into jobs. For each entry a row says up to when its runs have been enqueued;
// the row is moved on and the job enqueued in one transaction, so any number of schedulers may run
// and a run missed while the engine was down is caught up once: as one job, for the last time that
// was missed.

#include "core/db/database.h"
#include "core/jobs/queue.h"
#include "core/schedule/cron_expression.h"
#include "core/telemetry/log.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace hostler {

/// One moment at which something falls due.
struct Tick {
  Instant due;
  Instant previous;  ///< up to when the entry had been run before
  int missed = 0;    ///< times between the two that this one stands for as well
};

/// Something that runs by the calendar: `name` is unique ("automation.rule:suspend_overdue:ten_…").
struct ScheduleEntry {
  std::string name;
  Scope scope;
  CronExpression when;
  TimeZone zone;
  std::string jobKind;
  std::function<Json(const Tick&)> payload;
  std::optional<std::string> lane;
};

class Scheduler {
 public:
  Scheduler(db::Database& database, const Clock& clock, jobs::Queue& queue)
      : database_{database}, clock_{clock}, queue_{queue} {}
  ~Scheduler();

  /// A source of entries, asked anew on every round, since rules and tenants change while the
  /// engine runs.
  void addSource(std::function<std::vector<ScheduleEntry>()> source);

  void start();
  void stop();
  /// Enqueues what is due now; returns how many jobs.
  std::size_t runDue();
  /// When the next entry falls due.
  std::optional<Instant> nextDue();

 private:
  std::vector<ScheduleEntry> entries() const;
  bool mayBeDue(const ScheduleEntry& entry, Instant now);
  bool runEntry(const ScheduleEntry& entry, Instant now);
  bool enqueue(const ScheduleEntry& entry, const Tick& tick);
  Instant doneUntil(const ScheduleEntry& entry, Instant now);

  db::Database& database_;
  const Clock& clock_;
  jobs::Queue& queue_;
  Log log_{"core.schedule"};
  std::vector<std::function<std::vector<ScheduleEntry>()>> sources_;
  struct Known {
    std::string when, zone;
    Instant due;
  };
  std::mutex round_;                    // one round at a time
  std::map<std::string, Known> known_;  // spares a look at the table for each entry in each round
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace hostler

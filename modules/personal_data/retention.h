#pragma once

// What the engine forgets by itself, and after how long, by its own clock. Nothing of an invoice,
// of the ledger or of the audit log is in here, nor what waits for a person.

#include "core/db/database.h"
#include "core/db/migration.h"
#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "core/telemetry/log.h"

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace hostler {

std::span<const db::Migration> personalDataMigrations();

/// One kind of data that grows old. `find` is asked for the ids of a batch: after an id, below the
/// first id of the day it is kept from, older than that day, so many. `lock`, where there is one,
/// then holds those of them that are still to go, and `forget` is what happens to these, one
/// statement after the other.
///
/// Where `keepsRows`, most of what is found, or of what is passed over, stays: the next night goes
/// on behind it instead of reading all of it again. What was not ready on its day, as an event that
/// still waited, is met again within a month, when all is gone through from the oldest.
struct RetentionClass {
  std::string name;
  std::chrono::days age;
  const char* find;
  std::vector<const char*> forget;
  const char* lock = nullptr;
  bool keepsRows = false;
};

std::span<const RetentionClass> retentionClasses();

/// Forgets what has grown old.
struct ForgetOld {
  static constexpr std::string_view kKind = "retention.forget";
  std::int64_t due = 0;
  static void describe(Shape<ForgetOld>& shape) { shape.field("due", &ForgetOld::due); }
};

/// Runs once a day, in small transactions, so that nobody waits for it. Thread-safe.
class Retention {
 public:
  Retention(db::Database& database, const Clock& clock) : database_{database}, clock_{clock} {}

  /// How many of each class were forgotten. What is more than a day's work is left for the next.
  /// One class that fails keeps none of the others from being forgotten: it is logged
  /// (`retention.failed`), and std::runtime_error says at the end which ones failed.
  std::map<std::string, std::int64_t> forget();

  void addHandlers(jobs::Handlers& handlers);
  void addSchedules(Scheduler& scheduler);

 private:
  struct Mark;
  Mark markOf(const RetentionClass& one, Instant now);
  std::int64_t forget(const RetentionClass& one, Instant now);
  std::int64_t forgetThese(const RetentionClass& one, const std::vector<std::int64_t>& ids);

  db::Database& database_;
  const Clock& clock_;
  Log log_{"modules.personal_data"};
};

}  // namespace hostler

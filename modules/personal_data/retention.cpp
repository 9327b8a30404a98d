#include "modules/personal_data/retention.h"

#include "core/db/id_lists.h"
#include "core/nodes/id_mint.h"

#include <algorithm>
#include <stdexcept>

namespace hostler {
namespace {

constexpr std::int64_t kBatch = 500;
constexpr int kMostBatches = 400;
constexpr std::chrono::days kAnewEvery{30};
constexpr auto kSelectMark = "SELECT passed, began_at FROM retention_marks WHERE name = ?";
constexpr auto kSaveMark = R"sql(
  INSERT INTO retention_marks (name, passed, began_at) VALUES (?, ?, ?)
  {upsert(name)} passed = {new(passed)}, began_at = {new(began_at)})sql";

// Ids grow with time, so each is a walk along the primary key that ends where it gets too young.
std::vector<RetentionClass> classes() {
  using std::chrono::days;
  return {
      {"jobs that are done",
       days{90},
       "SELECT id FROM jobs WHERE id > ? AND id < ? AND finished_at < ? AND state = 3 AND "
       "(unique_key IS NULL OR keep_key = 0) ORDER BY id LIMIT ?",
       {"DELETE FROM jobs WHERE id IN ({ids}) AND state = 3"},
       nullptr,
       true},
      {"jobs that failed or were discarded",
       days{180},
       "SELECT id FROM jobs WHERE id > ? AND id < ? AND finished_at < ? AND state IN (4, 6) AND "
       "(unique_key IS NULL OR keep_key = 0) ORDER BY id LIMIT ?",
       {"DELETE FROM jobs WHERE id IN ({ids}) AND state IN (4, 6)"},
       nullptr,
       true},
      // Their keys see to it that the same is never done twice.
      {"jobs that are done once and for all",
       days{400},
       "SELECT id FROM jobs WHERE id > ? AND id < ? AND finished_at < ? AND state IN (3, 4, 6) "
       "ORDER BY id LIMIT ?",
       {"DELETE FROM jobs WHERE id IN ({ids}) AND state IN (3, 4, 6)"}},
      {"events that were handed on",
       days{365},
       "SELECT id FROM events WHERE id > ? AND id < ? AND happened_at < ? AND dispatched = 1 "
       "ORDER BY id LIMIT ?",
       {"DELETE FROM events WHERE id IN ({ids}) AND dispatched = 1"}},
      // An event that is told once more has what hooks did on it done once; told no more, it needs
      // no record.
      {"what scripts did on events",
       days{400},
       "SELECT id FROM script_acts WHERE id > ? AND id < ? AND acted_at < ? ORDER BY id LIMIT ?",
       {"DELETE FROM script_acts WHERE id IN ({ids})"}},
      // What was made or bought is asked after as long as it is there.
      {"calls of providers",
       days{400},
       "SELECT id FROM provider_operations WHERE id > ? AND id < ? AND updated_at < ? AND state IN "
       "('succeeded', 'failed') AND operation NOT IN ('provisioner/1.create', "
       "'registrar/1.register', 'registrar/1.transfer') ORDER BY id LIMIT ?",
       {"DELETE FROM provider_operations WHERE id IN ({ids}) AND state IN ('succeeded', "
        "'failed')"},
       nullptr,
       true},
      // That it was told of once stays known.
      {"what gateways told",
       days{180},
       "SELECT id FROM gateway_events WHERE id > ? AND id < ? AND received_at < ? AND body IS NOT "
       "NULL AND state IN ('booked', 'ignored', 'dismissed') ORDER BY id LIMIT ?",
       {"UPDATE gateway_events SET body = NULL WHERE id IN ({ids}) AND state IN ('booked', "
        "'ignored', 'dismissed')"},
       nullptr,
       true},
      {"what messages said",
       days{365},
       "SELECT id FROM messages WHERE id > ? AND id < ? AND created_at < ? AND status <> 'queued' "
       "AND (model <> 'null' OR answer <> '') ORDER BY id LIMIT ?",
       {"UPDATE messages SET model = 'null', secrets = NULL, answer = '' WHERE id IN ({ids}) AND "
        "status <> 'queued'"},
       nullptr,
       true},
      // Mail servers name the mailbox that they refuse, or the one behind it.
      {"what carriers said of messages",
       days{365},
       "SELECT message_id AS id FROM message_carriage WHERE message_id > ? AND message_id < ? AND "
       "COALESCE(delivered_at, 0) < ? AND delivery_reason <> '' ORDER BY message_id LIMIT ?",
       {"UPDATE message_carriage SET delivery_reason = '' WHERE message_id IN ({ids})"},
       nullptr,
       true},
      {"carts of strangers",
       days{30},
       "SELECT id FROM carts WHERE id > ? AND id < ? AND updated_at < ? AND account_id IS NULL "
       "ORDER BY id LIMIT ?",
       {"DELETE FROM cart_items WHERE cart_id IN ({ids})",
        "DELETE FROM cart_domains WHERE cart_id IN ({ids})",
        "DELETE FROM carts WHERE id IN ({ids})"},
       // A stranger who signs in meanwhile takes theirs along.
       "SELECT id FROM carts WHERE id IN ({ids}) AND account_id IS NULL {for_update}"},
  };
}

}  // namespace

std::span<const RetentionClass> retentionClasses() {
  static const auto all = classes();
  return all;
}

struct Retention::Mark {
  std::int64_t passed = 0;
  Instant beganAt;
};

// Where to go on: behind what was passed, or with the oldest once more.
Retention::Mark Retention::markOf(const RetentionClass& one, Instant now) {
  const Mark fromTheOldest{0, now};
  if (!one.keepsRows) return fromTheOldest;
  const auto known = database_.query(kSelectMark, one.name).first([](const db::Row& row) {
    return Mark{row.integer("passed"), row.instant("began_at")};
  });
  if (!known || known->beganAt.plus(kAnewEvery) <= now) return fromTheOldest;
  return *known;
}

std::int64_t Retention::forgetThese(const RetentionClass& one,
                                    const std::vector<std::int64_t>& ids) {
  return database_.transaction([&](db::Transaction& tx) {
    std::int64_t changed = 0;
    auto these = ids;
    if (one.lock != nullptr) {
      these.clear();
      for (const auto& rows : db::askByIds(tx, one.lock, ids)) {
        for (const auto& row : rows) these.push_back(row.integer("id"));
      }
    }
    for (const auto* sql : one.forget) changed = db::changeByIds(tx, sql, these);
    return changed;
  });
}

std::int64_t Retention::forget(const RetentionClass& one, Instant now) {
  const auto before = now.minus(one.age);
  const auto young = IdMint::firstOf(before);
  auto mark = markOf(one, now);
  std::int64_t forgotten = 0;
  for (int batch = 0; batch < kMostBatches; ++batch) {
    const auto ids =
        database_.query(one.find, mark.passed, young, before, kBatch).map([](const db::Row& row) {
          return row.integer("id");
        });
    if (!ids.empty()) forgotten += forgetThese(one, ids);
    const bool isLast = static_cast<std::int64_t>(ids.size()) < kBatch;
    mark.passed = std::max(mark.passed, isLast ? young - 1 : ids.back());
    if (isLast) break;
  }
  if (one.keepsRows) {
    database_.transaction(
        [&](db::Transaction& tx) { tx.execute(kSaveMark, one.name, mark.passed, mark.beganAt); });
  }
  return forgotten;
}

std::map<std::string, std::int64_t> Retention::forget() {
  std::map<std::string, std::int64_t> forgotten;
  std::string failed;
  const auto now = clock_.now();
  for (const auto& one : retentionClasses()) {
    try {
      const auto rows = forget(one, now);
      forgotten[one.name] = rows;
      if (rows > 0) log_.info("retention.forgotten", {{"what", one.name}, {"rows", rows}});
    } catch (const std::exception& error) {
      log_.error("retention.failed", {{"what", one.name}, {"reason", error.what()}});
      failed += (failed.empty() ? "" : ", ") + one.name;
    }
  }
  if (!failed.empty()) throw std::runtime_error{"not all was forgotten: " + failed};
  return forgotten;
}

void Retention::addHandlers(jobs::Handlers& handlers) {
  handlers.add<ForgetOld>({.maxAttempts = 3}, [this](auto&, const auto&) {
    return jobs::Result::done(Json(forget()));
  });
}

void Retention::addSchedules(Scheduler& scheduler) {
  scheduler.addSource([] {
    ScheduleEntry nightly{
        .name = "retention",
        .scope = Scope::ofTenant(kPlatform),
        .when = CronExpression::parse("41 20 * * *"),  // the small hours of India
        .zone = TimeZone::named("UTC"),
        .jobKind = std::string{ForgetOld::kKind},
        .payload = [](const Tick& tick) { return toJson(ForgetOld{tick.due.unixMicros()}); },
        .lane = {}};
    return std::vector{std::move(nightly)};
  });
}

}  // namespace hostler

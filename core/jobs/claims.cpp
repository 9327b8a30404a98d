#include "core/jobs/claims.h"

#include "core/db/id_lists.h"
#include "core/jobs/storable.h"

#include <algorithm>
#include <bit>
#include <random>

namespace hostler::jobs {
namespace {

constexpr int kMostCrashes = 3;

constexpr std::size_t kEndedAtOnce = 128;

std::string marks(std::size_t count, std::string_view mark, std::string_view between = ", ") {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text.append(i == 0 ? "" : between).append(mark);
  return text;
}

constexpr std::string_view kColumns =
    "id, tenant_id, account_id, kind, lane, priority, run_at, payload, attempts, crashes, fence, "
    "created_at";

Job jobOf(const db::Row& row) {
  Job job;
  job.id = row.id<Job>("id");
  job.scope = {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")};
  job.kind = row.text("kind");
  job.lane = row.text("lane");
  job.state = State::Running;
  job.priority = static_cast<Priority>(row.integer("priority"));
  job.runAt = row.instant("run_at");
  // A damaged row must not hold up its lane: without a payload the handler cannot read it, and it
  // is parked.
  job.payload = Json::parse(row.text("payload"), nullptr, false);
  if (job.payload.is_discarded()) job.payload = nullptr;
  // As the claim leaves them.
  job.attempts = row.get<int>("attempts") + 1;
  job.crashes = row.get<int>("crashes");
  job.fence = row.integer("fence") + 1;
  job.createdAt = row.instant("created_at");
  return job;
}

constexpr auto kClaim =
    "UPDATE jobs SET state = 2, node = ?, fence = fence + 1, attempts = attempts + 1 WHERE state = "
    "1 AND id IN ({ids})";
constexpr auto kRecordRetry =
    "UPDATE jobs SET state = 1, node = NULL, run_at = ?, attempts = ?, last_error = ? "
    "WHERE id = ? AND fence = ? AND state = 2";
constexpr auto kRecordEnd =
    "UPDATE jobs SET state = ?, node = NULL, last_error = ?, result = ?, finished_at = ?, progress "
    "= ?, "
    "unique_key = CASE WHEN keep_key = 1 THEN unique_key ELSE NULL END WHERE id = ? AND fence = ? "
    "AND state = 2";
constexpr auto kGiveBack =
    "UPDATE jobs SET state = 1, node = NULL, attempts = attempts - 1 WHERE id = ? AND fence = ? "
    "AND state = 2";
constexpr auto kSelectCrashed =
    "SELECT id FROM jobs WHERE state = 2 AND node = ? AND crashes >= ? ORDER BY id";
constexpr auto kParkCrashed =
    "UPDATE jobs SET state = 5, node = NULL, crashes = crashes + 1, fence = fence + 1, finished_at "
    "= ?, "
    "unique_key = CASE WHEN keep_key = 1 THEN unique_key ELSE NULL END, last_error = ? WHERE id = "
    "? AND state = 2 AND node = ?";
constexpr auto kFreeCrashed =
    "UPDATE jobs SET state = 1, node = NULL, crashes = crashes + 1, fence = fence + 1, run_at = ?, "
    "last_error = 'its worker died while doing it' WHERE state = 2 AND node = ? AND crashes < ?";
constexpr auto kKilled = "its worker died three times while doing it";
constexpr auto kHeld = "SELECT id, fence FROM jobs WHERE state = 2 AND node = ?";
constexpr auto kHolders = "SELECT DISTINCT node FROM jobs WHERE state = 2 AND node IS NOT NULL";
constexpr auto kDueKinds =
    "SELECT kind, COUNT(*) AS waiting FROM jobs WHERE state = 1 AND run_at <= ? GROUP BY kind";

Duration pauseAfter(const HandlerOptions& options, int attempt) {
  thread_local std::mt19937 random{std::random_device{}()};
  auto pause = options.firstPause;
  for (int i = 1; i < attempt && pause < options.longestPause; ++i) pause *= 2;
  pause = std::min(pause, options.longestPause);
  const auto fifth = pause.count() / 5;
  return pause + Duration{std::uniform_int_distribution<std::int64_t>{-fifth, fifth}(random)};
}

}  // namespace

Claims::Claims(db::Database& database, const Clock& clock, int node, const Handlers& handlers,
               const Interventions* interventions)
    : database_{database}, clock_{clock}, node_{node}, interventions_{interventions} {
  for (const auto& [kind, handler] : handlers.all()) kinds_.push_back(kind);
  kindList_ = marks(kinds_.size(), "?");
}

Claims::Due Claims::due() {
  if (kinds_.empty()) return {};
  const std::string lanes =
      "SELECT lane, MIN(run_at) AS first_at FROM jobs WHERE state = 1 AND kind IN (" + kindList_ +
      ") GROUP BY lane";
  std::vector<db::Param> params{kinds_.begin(), kinds_.end()};
  const auto now = clock_.now();
  Due due;
  for (const auto& row :
       database_.read([&](db::Reader& reader) { return reader.run(lanes, params); })) {
    const auto at = row.instant("first_at");
    if (at <= now) {
      due.lanes.push_back(row.text("lane"));
    } else if (!due.next || at < *due.next) {
      due.next = at;
    }
  }
  return due;
}

std::vector<Job> Claims::claim(const std::string& lane, std::size_t atMost) {
  if (kinds_.empty() || atMost == 0) return {};
  const std::string select =
      "SELECT " + std::string{kColumns} +
      " FROM jobs WHERE state = 1 AND lane = ? AND priority = ? AND run_at <= ? AND kind IN (" +
      kindList_ + ") ORDER BY run_at, id LIMIT ? {skip_locked}";
  const auto now = clock_.now();
  return database_.transaction([&](db::Transaction& tx) {
    std::vector<Job> jobs;
    for (const auto priority : {Priority::Urgent, Priority::Normal, Priority::Bulk}) {
      if (jobs.size() >= atMost) break;
      std::vector<db::Param> params{lane, static_cast<int>(priority), now};
      params.insert(params.end(), kinds_.begin(), kinds_.end());
      params.emplace_back(atMost - jobs.size());
      for (const auto& row : tx.run(select, params)) jobs.push_back(jobOf(row));
    }
    std::vector<std::int64_t> ids;
    for (const auto& job : jobs) ids.push_back(job.id.value());
    const std::array<db::Param, 1> by{node_};
    db::changeByIds(tx, kClaim, ids, by);
    return jobs;
  });
}

void Claims::finish(const std::vector<std::pair<Id<Job>, std::int64_t>>& idsAndFences) {
  const auto now = clock_.now();
  database_.transaction([&](db::Transaction& tx) {
    for (std::span rest{idsAndFences}; !rest.empty();) {
      const auto some = rest.first(std::min(kEndedAtOnce, rest.size()));
      rest = rest.subspan(some.size());
      std::vector<db::Param> params{now};
      // In few lengths, so that few are ever prepared: the last is named again, which is no matter.
      const auto places = std::bit_ceil(some.size());
      for (std::size_t i = 0; i < places; ++i) {
        const auto& [id, fence] = some[std::min(i, some.size() - 1)];
        params.emplace_back(id);
        params.emplace_back(fence);
      }
      tx.change(
          "UPDATE jobs SET state = 3, progress = 100, finished_at = ?, last_error = NULL, "
          "unique_key = CASE WHEN "
          "keep_key = 1 THEN unique_key ELSE NULL END WHERE state = 2 AND (" +
              marks(places, "(id = ? AND fence = ?)", " OR ") + ")",
          params);
    }
  });
}

void Claims::record(const Job& job, const Handlers::Handler& handler, const Result& result) {
  const auto now = clock_.now();
  const auto reason = storable(result.reason());
  const auto end = [&](db::Transaction& tx, State state, const std::optional<std::string>& error,
                       const Json& value) {
    return tx.execute(kRecordEnd, static_cast<int>(state), error, storable(value), now,
                      state == State::Succeeded ? 100 : job.progress, job.id, job.fence) == 1;
  };
  const bool usedUp =
      result.kind() == Result::Kind::Retry && job.attempts >= handler.options.maxAttempts;
  if (usedUp || result.kind() == Result::Kind::Park) {
    auto parked = job;
    parked.lastError =
        usedUp ? "given up after " + std::to_string(job.attempts) + " attempts: " + reason : reason;
    return park(parked, [&](db::Transaction& tx) {
      return end(tx, State::Parked, parked.lastError, nullptr);
    });
  }
  database_.transaction([&](db::Transaction& tx) {
    switch (result.kind()) {
      case Result::Kind::Done:
        end(tx, State::Succeeded, std::nullopt, result.value());
        return;
      case Result::Kind::Recorded:
      case Result::Kind::Park:
        return;
      case Result::Kind::Fail:
        end(tx, State::Failed, reason, nullptr);
        return;
      case Result::Kind::Wait:
        tx.execute(kRecordRetry, now.plus(result.after().value()), job.attempts - 1, reason, job.id,
                   job.fence);
        return;
      case Result::Kind::Retry:
        tx.execute(kRecordRetry,
                   now.plus(result.after().value_or(pauseAfter(handler.options, job.attempts))),
                   job.attempts, reason, job.id, job.fence);
        return;
    }
  });
}

// `write` answers whether the job was still this node's to park. Who is told and fails must not
// keep the job running for ever; what the database refuses is tried again with all of it.
void Claims::park(const Job& job, const std::function<bool(db::Transaction&)>& write) {
  auto parked = job;
  parked.state = State::Parked;
  if (!parked.payload.is_object()) parked.payload = Json::object();  // a damaged row
  const auto actor = Context{database_, clock_, parked, node_}.actor();
  const auto tell = [&](bool all) {
    database_.transaction([&](db::Transaction& tx) {
      if (write(tx) && all && interventions_ != nullptr) interventions_->parked(tx, actor, parked);
    });
  };
  try {
    tell(true);
  } catch (const db::DatabaseError&) {
    throw;
  } catch (const std::exception& error) {
    log_.error("job.parked_untold",
               {{"job", job.id.text()}, {"kind", job.kind}, {"reason", error.what()}});
    tell(false);
  }
}

void Claims::giveBack(const std::vector<std::pair<Id<Job>, std::int64_t>>& idsAndFences) {
  if (idsAndFences.empty()) return;
  database_.transaction([&](db::Transaction& tx) {
    for (const auto& [id, fence] : idsAndFences) tx.execute(kGiveBack, id, fence);
  });
}

std::vector<std::pair<Id<Job>, std::int64_t>> Claims::held() {
  return database_.query(kHeld, node_).map([](const db::Row& row) {
    return std::pair{row.id<Job>("id"), row.integer("fence")};
  });
}

std::size_t Claims::recover(int node) {
  std::size_t count = 0;
  for (const auto& row : database_.query(kSelectCrashed, node, kMostCrashes - 1)) {
    const auto id = row.id<Job>("id");
    try {
      count += parkCrashed(node, id) ? 1 : 0;
    } catch (const std::exception& error) {
      log_.error("job.not_parked", {{"job", id.text()}, {"reason", error.what()}});
    }
  }
  const auto now = clock_.now();
  return count + database_.transaction([&](db::Transaction& tx) {
    return static_cast<std::size_t>(tx.execute(kFreeCrashed, now, node, kMostCrashes - 1));
  });
}

bool Claims::parkCrashed(int node, Id<Job> id) {
  auto job = database_.query("SELECT " + std::string{kColumns} + " FROM jobs WHERE id = ?", id)
                 .first(jobOf);
  if (!job) return false;
  job->lastError = kKilled;
  bool parked = false;
  park(*job, [&](db::Transaction& tx) {
    return parked = tx.execute(kParkCrashed, clock_.now(), *job->lastError, id, node) == 1;
  });
  return parked;
}

std::set<int> Claims::holders() {
  std::set<int> nodes;
  for (const auto& row :
       database_.read([](db::Reader& reader) { return reader.query(kHolders); })) {
    nodes.insert(row.get<int>("node"));
  }
  return nodes;
}

bool Claims::anyDueOrRunning(const std::vector<std::string>& besides) {
  if (kinds_.empty()) return false;
  const auto elsewhere =
      besides.empty() ? "" : " AND lane NOT IN (" + marks(besides.size(), "?") + ")";
  const std::string select =
      "SELECT 1 AS one FROM jobs WHERE (state = 2 OR (state = 1 AND run_at <= ?" + elsewhere +
      ")) AND kind IN (" + kindList_ + ") LIMIT 1";
  std::vector<db::Param> params{clock_.now()};
  params.insert(params.end(), besides.begin(), besides.end());
  params.insert(params.end(), kinds_.begin(), kinds_.end());
  return !database_.read([&](db::Reader& reader) { return reader.run(select, params); }).empty();
}

std::map<std::string, std::int64_t> Claims::unknownKinds() {
  std::map<std::string, std::int64_t> unknown;
  for (const auto& row :
       database_.read([&](db::Reader& reader) { return reader.query(kDueKinds, clock_.now()); })) {
    const auto& kind = row.text("kind");
    if (std::ranges::find(kinds_, kind) == kinds_.end()) unknown[kind] = row.integer("waiting");
  }
  return unknown;
}

}  // namespace hostler::jobs

#include "modules/console/job_console.h"

#include "core/shape/shape.h"

namespace hostler {

using http::Access;
using jobs::Job;

namespace {

const std::string kSelect =
    "SELECT id, tenant_id, account_id, kind, lane, state, priority, run_at, payload, attempts, "
    "crashes, fence, progress, "
    "last_error, result, created_at, finished_at FROM jobs WHERE ";
// A discarded job has given its key away: in its place another may have been put.
constexpr auto kRetry = R"sql(
  UPDATE jobs SET state = 1, run_at = ?, attempts = 0, crashes = 0, finished_at = NULL, fence = fence + 1
   WHERE id = ? AND (state IN (4, 5) OR (state = 6 AND keep_key = 1)))sql";
constexpr auto kDiscard = R"sql(
  UPDATE jobs SET state = 6, finished_at = ?, fence = fence + 1,
         unique_key = CASE WHEN keep_key = 1 THEN unique_key ELSE NULL END
   WHERE id = ? AND state IN (1, 4, 5))sql";

Job jobOf(const db::Row& row) {
  Job job;
  job.id = row.id<Job>("id");
  job.scope = {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")};
  job.kind = row.text("kind");
  job.lane = row.text("lane");
  job.state = static_cast<jobs::State>(row.integer("state"));
  job.priority = static_cast<jobs::Priority>(row.integer("priority"));
  job.runAt = row.instant("run_at");
  job.payload = Json::parse(row.text("payload"), nullptr, false);
  if (!job.payload.is_object())
    job.payload = Json::object();  // a damaged row can be looked at, too
  job.attempts = row.get<int>("attempts");
  job.crashes = row.get<int>("crashes");
  job.progress = row.get<int>("progress");
  job.lastError = row.get<std::optional<std::string>>("last_error");
  if (const auto result = row.get<std::optional<std::string>>("result"))
    job.result = Json::parse(*result);
  job.createdAt = row.instant("created_at");
  job.finishedAt = row.get<std::optional<Instant>>("finished_at");
  return job;
}

struct JobView {
  Id<Job> id;
  std::string kind, lane;
  jobs::State state = jobs::State::Queued;
  Instant runAt;
  int attempts = 0, progress = 0;
  std::optional<std::string> lastError;
  Instant createdAt;
  std::optional<Instant> finishedAt;

  static JobView of(const Job& job) {
    return {job.id,       job.kind,     job.lane,      job.state,     job.runAt,
            job.attempts, job.progress, job.lastError, job.createdAt, job.finishedAt};
  }
  static void describe(Shape<JobView>& shape) {
    shape.field("id", &JobView::id);
    shape.field("kind", &JobView::kind);
    shape.field("lane", &JobView::lane);
    shape.field("state", &JobView::state);
    shape.field("run_at", &JobView::runAt);
    shape.field("attempts", &JobView::attempts);
    shape.field("progress", &JobView::progress);
    shape.field("last_error", &JobView::lastError);
    shape.field("created_at", &JobView::createdAt);
    shape.field("finished_at", &JobView::finishedAt).nullable();
  }
};

/// What a client sees of work that goes on for it: no inner words.
struct ProgressView {
  Id<Job> id;
  jobs::State state = jobs::State::Queued;
  int progress = 0;
  std::optional<std::string> error;
  std::optional<Json> result;
  static void describe(Shape<ProgressView>& shape) {
    shape.field("id", &ProgressView::id);
    shape.field("state", &ProgressView::state);
    shape.field("progress", &ProgressView::progress);
    shape.field("error", &ProgressView::error);
    shape.field("result", &ProgressView::result);
  }
};

struct JobQuery : http::ListQuery {
  std::optional<jobs::State> state;
  std::optional<std::string> kind;
  bool due = false;
  static void describe(Shape<JobQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("state", &JobQuery::state);
    shape.field("kind", &JobQuery::kind).length(1, 80);
    shape.field("due", &JobQuery::due)
        .withDefault()
        .describedAs("true leaves out what waits for a later time");
  }
};

}  // namespace

std::vector<Job> JobConsole::list(db::Reader& reader, const Filter& filter,
                                  const http::ListOrder& order, int limit) {
  std::string sql = kSelect + "1 = 1";
  std::vector<db::Param> params;
  if (filter.state) {
    sql += " AND state = ?";
    params.emplace_back(static_cast<int>(*filter.state));
  }
  if (filter.kind) {
    sql += " AND kind = ?";
    params.emplace_back(*filter.kind);
  }
  if (filter.dueOnly) {
    sql += " AND (state <> 1 OR run_at <= ?)";
    params.emplace_back(clock_.now());
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(jobOf);
}

std::optional<Job> JobConsole::find(db::Reader& reader, Id<Job> id) {
  return reader.query(kSelect + "id = ?", id).first(jobOf);
}

void JobConsole::retry(const Actor& actor, Id<Job> id) {
  database_.transaction([&](db::Transaction& tx) {
    const auto job = find(tx, id);
    if (!job) throw NotFound{};
    if (tx.execute(kRetry, clock_.now(), id) != 1) {
      throw DomainError{
          "job_state",
          409,
          "Only what has failed, is parked or was discarded can be tried again, and no "
          "discarded job in whose place there may be another.",
          {{"state", wordOf(job->state)}}};
    }
    if (interventions_ != nullptr) interventions_->retried(tx, actor, *job);
    audit_.record(
        tx, actor,
        {"job.retried", id.text(), {{"state", wordOf(job->state)}}, {{"kind", job->kind}}});
  });
}

void JobConsole::discard(const Actor& actor, Id<Job> id) {
  database_.transaction([&](db::Transaction& tx) {
    const auto job = find(tx, id);
    if (!job) throw NotFound{};
    if (tx.execute(kDiscard, clock_.now(), id) != 1) {
      throw DomainError{"job_state",
                        409,
                        "Only what waits, has failed or is parked can be discarded.",
                        {{"state", wordOf(job->state)}}};
    }
    if (interventions_ != nullptr) interventions_->discarded(tx, actor, *job);
    audit_.record(
        tx, actor,
        {"job.discarded", id.text(), {{"state", wordOf(job->state)}}, {{"kind", job->kind}}});
  });
}

void JobConsole::mount(http::Router& router) {
  router
      .get<http::Nothing, ProgressView>(
          "/jobs/{id}", Access::client(kReadJobs),
          [this](const auto& request) {
            const auto job = database_.read(
                [&](db::Reader& reader) { return find(reader, request.template id<Job>()); });
            if (!job || job->scope.tenant != request.scope().tenant ||
                job->scope.account != request.scope().account)
              throw NotFound{};
            ProgressView view{job->id, job->state, job->progress, std::nullopt, job->result};
            if (job->state == jobs::State::Failed || job->state == jobs::State::Parked)
              view.error = "It could not be done yet; we are looking into it.";
            return view;
          })
      .named("getJob", "How far work has come")
      .tagged("Services");
  router
      .get<JobQuery, http::Page<JobView>>(
          "/admin/jobs", Access::platform(kReadJobs),
          [this](const auto& request) {
            const auto& query = request.query();
            const auto order = http::ListOrder::of(query);
            auto jobs = database_.read([&](db::Reader& reader) {
              return list(reader, {query.state, query.kind, query.due}, order, query.limit + 1);
            });
            return http::Page<JobView>::of(std::move(jobs), query.limit, JobView::of,
                                           [](const Job& job) {
                                             return http::Cursor{job.id.value(), 0};
                                           });
          })
      .named("adminListJobs", "The queue")
      .tagged("Admin: console");
  router
      .get<http::Nothing, JobView>("/admin/jobs/{id}", Access::platform(kReadJobs),
                                   [this](const auto& request) {
                                     const auto job = database_.read([&](db::Reader& reader) {
                                       return find(reader, request.template id<Job>());
                                     });
                                     if (!job) throw NotFound{};
                                     return JobView::of(*job);
                                   })
      .named("adminGetJob", "One job")
      .tagged("Admin: console");
  router
      .post<http::Nothing, JobView>(
          "/admin/jobs/{id}/retry", Access::platform(kManageJobs),
          [this](const auto& request) {
            const auto id = request.template id<Job>();
            retry(request.actor(), id);
            return JobView::of(
                database_.read([&](db::Reader& reader) { return find(reader, id); }).value());
          })
      .named("adminRetryJob", "Try it again")
      .tagged("Admin: console")
      .idempotent();
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/jobs/{id}", Access::platform(kManageJobs),
          [this](const auto& request) { discard(request.actor(), request.template id<Job>()); })
      .named("adminDiscardJob", "Give it up")
      .tagged("Admin: console");
}

}  // namespace hostler

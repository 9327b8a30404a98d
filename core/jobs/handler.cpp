#include "core/jobs/handler.h"

#include "core/jobs/storable.h"

#include <algorithm>

namespace hostler::jobs {
namespace {

constexpr auto kSelectLease = "SELECT state, node, fence FROM jobs WHERE id = ? {for_update}";
constexpr auto kFinish =
    "UPDATE jobs SET state = 3, progress = 100, result = ?, finished_at = ?, last_error = NULL, "
    "unique_key = CASE WHEN keep_key = 1 THEN unique_key ELSE NULL END WHERE id = ? AND fence = ? "
    "AND state = 2";
constexpr auto kProgress = "UPDATE jobs SET progress = ? WHERE id = ? AND fence = ? AND state = 2";

}  // namespace

Result Result::done(Json result) {
  Result made{Kind::Done};
  made.value_ = std::move(result);
  return made;
}

Result Result::recorded() {
  return Result{Kind::Recorded};
}

Result Result::retry(std::string reason, std::optional<Duration> after) {
  Result made{Kind::Retry};
  made.reason_ = std::move(reason);
  made.after_ = after;
  return made;
}

Result Result::wait(Duration after, std::string reason) {
  Result made{Kind::Wait};
  made.reason_ = std::move(reason);
  made.after_ = after;
  return made;
}

Result Result::rest(std::string lane, Duration after, std::string reason) {
  auto made = wait(after, std::move(reason));
  made.restingLane_ = std::move(lane);
  return made;
}

Result Result::park(std::string reason) {
  Result made{Kind::Park};
  made.reason_ = std::move(reason);
  return made;
}

Result Result::fail(std::string reason) {
  Result made{Kind::Fail};
  made.reason_ = std::move(reason);
  return made;
}

Result unreadable(const ValidationError& error) {
  std::string reason = "its payload cannot be read: ";
  if (error.errors().empty()) return Result::park(reason + error.detail());
  return Result::park(reason + error.errors()[0].field + " " + error.errors()[0].message);
}

Actor Context::actor() const {
  const std::string what = "job:" + job_.id.text();
  return job_.scope.account ? Actor::system(job_.scope.tenant, *job_.scope.account, what)
                            : Actor::system(job_.scope.tenant, what);
}

void Context::assertLease(db::Transaction& tx) const {
  const auto held = tx.query(kSelectLease, job_.id).first([&](const db::Row& row) {
    return row.integer("state") == static_cast<int>(State::Running) &&
           row.get<std::optional<int>>("node") == node_ && row.integer("fence") == job_.fence;
  });
  if (!held.value_or(false))
    throw LeaseLost{"the job " + job_.id.text() + " was given to another worker"};
}

void Context::finish(db::Transaction& tx, const Json& result) {
  if (tx.execute(kFinish, storable(result), clock_.now(), job_.id, job_.fence) != 1) {
    throw LeaseLost{"the job " + job_.id.text() + " was given to another worker"};
  }
}

void Context::progress(int percent) {
  database_.transaction([&](db::Transaction& tx) {
    tx.execute(kProgress, std::clamp(percent, 0, 100), job_.id, job_.fence);
  });
}

const Handlers::Handler* Handlers::find(const std::string& kind) const {
  const auto found = handlers_.find(kind);
  return found == handlers_.end() ? nullptr : &found->second;
}

void Handlers::addKind(std::string kind, HandlerOptions options,
                       std::function<Result(Context&)> run) {
  queue_.laneOf(kind, options.lane);
  if (!handlers_.emplace(kind, Handler{std::move(options), std::move(run)}).second) {
    throw std::logic_error{"two handlers for jobs of kind " + kind};
  }
}

}  // namespace hostler::jobs

#pragma once

#include "core/db/database.h"
#include "core/jobs/job.h"
#include "core/jobs/queue.h"
#include "core/shape/shape.h"
#include "core/telemetry/log.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace hostler::jobs {

/// What one attempt at a job came to.
class Result {
 public:
  enum class Kind { Done = 1, Recorded, Retry, Wait, Park, Fail };

  /// The work is done; `result` is what `GET /api/jobs/:id` shows.
  static Result done(Json result = nullptr);
  /// As done, and the job was ended inside the work's own transaction by Context::finish.
  static Result recorded();
  /// Nothing came of it this time; again after `after` (default: growing pauses). Once the attempts
  /// are used up the job is parked with this reason.
  static Result retry(std::string reason, std::optional<Duration> after = {});
  /// It is not the time yet (a rate limit, a pending provider): no attempt is spent.
  static Result wait(Duration after, std::string reason = {});
  /// As wait; and what told this job to wait would tell all of `lane`: this process begins nothing
  /// else of it before (five minutes at most, then it is tried), and gives back what it has claimed
  /// of it, with its attempts.
  static Result rest(std::string lane, Duration after, std::string reason = {});
  /// Only a person can tell what now.
  static Result park(std::string reason);
  /// It was refused and always will be; whoever asked has been told.
  static Result fail(std::string reason);

  Kind kind() const { return kind_; }
  const std::string& reason() const { return reason_; }
  std::optional<Duration> after() const { return after_; }
  const Json& value() const { return value_; }
  /// Of rest(); empty: none rests.
  const std::string& restingLane() const { return restingLane_; }

 private:
  explicit Result(Kind kind) : kind_{kind} {}
  Kind kind_;
  std::string reason_;
  std::optional<Duration> after_;
  Json value_;
  std::string restingLane_;
};

/// What becomes of a job whose payload is not what its kind says.
Result unreadable(const ValidationError& error);

/// The job was given to another worker meanwhile (this one was thought dead): nothing may be
/// written for it.
struct LeaseLost : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One attempt at one job.
class Context {
 public:
  Context(db::Database& database, const Clock& clock, const Job& job, int node)
      : database_{database}, clock_{clock}, job_{job}, node_{node} {}

  const Job& job() const { return job_; }
  const Scope& scope() const { return job_.scope; }
  /// The engine, acting in this job.
  Actor actor() const;
  bool isLastAttempt(int maxAttempts) const { return job_.attempts >= maxAttempts; }

  /// A transaction that commits only while this attempt holds its job. Throws LeaseLost.
  template <class F>
  auto transaction(F&& work) {
    return database_.transaction([&](db::Transaction& tx) {
      assertLease(tx);
      return work(tx);
    });
  }
  /// Ends the job as done inside a transaction of this context; return Result::recorded() after it.
  void finish(db::Transaction& tx, const Json& result = nullptr);
  /// For people who watch: 0 to 100.
  void progress(int percent);

 private:
  void assertLease(db::Transaction& tx) const;

  db::Database& database_;
  const Clock& clock_;
  const Job& job_;
  int node_;
};

struct HandlerOptions {
  std::string lane = "default";
  int maxAttempts = 10;
  Duration firstPause = std::chrono::seconds{5};  ///< doubles from attempt to attempt
  Duration longestPause = std::chrono::hours{1};
};

/// Which kinds of jobs this process can do, and how.
class Handlers {
 public:
  explicit Handlers(Queue& queue) : queue_{queue} {}

  /// `run(context, task)` does the work. It may be called more than once for one job. What it
  /// throws counts as Result::retry. A payload that cannot be read parks the job. Add before the
  /// Workers are made.
  template <class Task>
  void add(HandlerOptions options, std::function<Result(Context&, const Task&)> run) {
    addKind(std::string{Task::kKind}, std::move(options), [run = std::move(run)](Context& context) {
      std::optional<Task> task;
      try {
        task = fromJson<Task>(context.job().payload);
      } catch (const ValidationError& error) {
        return unreadable(error);
      }
      return run(context, *task);
    });
  }

  struct Handler {
    HandlerOptions options;
    std::function<Result(Context&)> run;
  };
  const Handler* find(const std::string& kind) const;
  const std::map<std::string, Handler>& all() const { return handlers_; }

 private:
  void addKind(std::string kind, HandlerOptions options, std::function<Result(Context&)> run);

  Queue& queue_;
  std::map<std::string, Handler> handlers_;
};

}  // namespace hostler::jobs

#pragma once

// Does the jobs: one thread claims due jobs in batches, as many threads as there is work for (and
// the lanes allow) do them, and one records what is done in batches. A lane is a limit: what waits
// for one provider takes only that lane's places.

#include "core/jobs/claims.h"
#include "core/jobs/lane.h"
#include "core/nodes/node_registry.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace hostler::jobs {

struct WorkerOptions {
  int laneLimit = 4;  ///< jobs at once in a lane that has no limit of its own
  std::map<std::string, int> laneLimits{{"default", 8}};
  int threads = 32;                              ///< at most, over all lanes
  std::chrono::milliseconds poll{1'000};         ///< how often, at least, the table is looked at
  std::chrono::milliseconds idleThread{10'000};  ///< a thread without work ends after this
};

class Workers {
 public:
  Workers(db::Database& database, const Clock& clock, NodeRegistry& nodes, Queue& queue,
          const Handlers& handlers, WorkerOptions options = {},
          const Interventions* interventions = nullptr);
  /// Stops as drain does, and waits for the handlers that still run: a thread cannot be cut off.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void start();
  /// Takes nothing new, lets running jobs end for up to `patience`, and gives back what was not
  /// begun or still runs: others may do it at once, and nothing that a late handler writes through
  /// its Context counts any more.
  void drain(std::chrono::milliseconds patience);
  /// Looks at the table now: after the clock was moved, or another process may have added
  /// something.
  void wake();
  /// Returns once nothing is due or running that any process with these handlers could do, or at
  /// `until`. True when all is settled.
  bool settle(Monotonic until);
  /// From now on nobody waits in settle: for a server that is about to stop.
  void letWaitersGo();

  struct Counters {
    std::uint64_t claimed = 0, done = 0, retried = 0, parked = 0, failed = 0;
    int running = 0, threads = 0;
  };
  Counters counters() const;

 private:
  /// What the queue and the registry hold of these workers: it outlives them, and then leads
  /// nowhere.
  struct Link {
    std::mutex mutex;
    Workers* workers = nullptr;
  };
  using Fenced = std::pair<Id<Job>, std::int64_t>;

  void claimLoop();
  bool claimRound();
  void lookAround();
  void giveSurplusBack(std::unique_lock<std::mutex>& lock);
  void restAfterFailure();
  void rest(const Result& result);
  void endRests();
  std::vector<std::string> resting() const;
  void awaitWork(std::unique_lock<std::mutex>& lock);
  void workLoop();
  std::optional<Job> nextJob(std::unique_lock<std::mutex>& lock);
  std::optional<Job> takeReady();
  std::optional<Result> attempt(const Job& job, const Handlers::Handler& handler);
  void perform(const Job& job);
  void record(const Job& job, const Handlers::Handler& handler, const Result& result);
  void ended(const Job& job, Duration took);
  void count(const Result& result);
  void finishLoop();
  bool writeDown(std::vector<Fenced>& done, std::vector<std::pair<Job, Result>>& others);
  void housekeeping();
  void giveBackStrays();
  void giveBack(const std::vector<Fenced>& jobs);
  Lane& lane(const std::string& name);
  void startThreads();
  void joinEnded(std::unique_lock<std::mutex>& lock);
  void stopTaking();
  bool isBusy() const;

  db::Database& database_;
  const Clock& clock_;
  NodeRegistry& nodes_;
  const Handlers& handlers_;
  WorkerOptions options_;
  Claims claims_;
  Log log_{"core.jobs"};
  std::shared_ptr<Link> link_ = std::make_shared<Link>();

  mutable std::mutex mutex_;
  std::condition_variable claimWake_, workWake_, finishWake_, settledWake_;
  std::map<std::string, Lane> lanes_;
  std::set<Fenced> held_;  // claimed, and the end not written down yet
  std::set<Fenced> running_;
  std::vector<Fenced> finished_;
  std::vector<std::pair<Job, Result>> unrecorded_;  // ends that the database would not take yet
  bool finishing_ = false;
  bool lookAgain_ = true;
  Monotonic lookAt_{};
  bool doubtful_ = false;  // a claim failed, and may have been committed all the same
  bool stopping_ = false, waitersGo_ = false;
  bool finisherMayEnd_ = false;
  Counters counters_;
  Monotonic lastHousekeeping_{};
  std::map<std::thread::id, std::thread> threads_;
  std::vector<std::thread> endedThreads_;
  std::thread claimer_, finisher_;
};

}  // namespace hostler::jobs

#pragma once

// Does the jobs: one thread claims due jobs in batches, as many threads as there is work for (and the lanes
// allow) do them, and one records what is done in batches. A lane is a limit: what waits for one provider
// takes only that lane's places.

#include "core/jobs/claims.h"
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
#include <vector>

namespace hostler::jobs {

struct WorkerOptions {
  int laneLimit = 4;                                    ///< jobs at once in a lane that has no limit of its own
  std::map<std::string, int> laneLimits{{"default", 8}};
  int threads = 32;                                     ///< at most, over all lanes
  std::chrono::milliseconds poll{1'000};                ///< how often the table is looked at without being woken
  std::chrono::milliseconds idleThread{10'000};         ///< a thread without work ends after this
};

class Workers {
 public:
  Workers(db::Database& database, const Clock& clock, NodeRegistry& nodes, Queue& queue, const Handlers& handlers,
          WorkerOptions options = {});
  /// Stops as drain does, without patience.
  ~Workers();

  void start();
  /// Takes nothing new, lets running jobs end for up to `patience`, gives back what was not begun.
  void drain(std::chrono::milliseconds patience);
  /// Looks at the table now: after the clock was moved, or another process may have added something.
  void wake();
  /// Returns once nothing is due or running that any process with these handlers could do, or at `until`.
  /// True when all is settled.
  bool settle(Monotonic until);

  struct Counters {
    std::uint64_t claimed = 0, done = 0, retried = 0, parked = 0, failed = 0;
    int running = 0, threads = 0;
  };
  Counters counters() const;

 private:
  struct Lane {
    std::deque<Job> ready;
    int running = 0;
    int limit = 0;
    bool woken = true;  // there may be more in the table
  };

  void claimLoop();
  void workLoop();
  void finishLoop();
  bool writeDown(std::vector<std::pair<Id<Job>, std::int64_t>>& done, std::vector<std::pair<Job, Result>>& others);
  void housekeeping();
  bool claimRound();
  std::optional<Job> nextJob(std::unique_lock<std::mutex>& lock);
  void perform(const Job& job);
  void ended(const Job& job);
  Lane& lane(const std::string& name);
  void startThreads(std::unique_lock<std::mutex>& lock);

  db::Database& database_;
  const Clock& clock_;
  NodeRegistry& nodes_;
  const Handlers& handlers_;
  WorkerOptions options_;
  Claims claims_;
  Log log_{"core.jobs"};

  mutable std::mutex mutex_;
  std::condition_variable claimWake_, workWake_, finishWake_, settledWake_;
  std::map<std::string, Lane> lanes_;
  std::vector<std::pair<Id<Job>, std::int64_t>> finished_;
  std::vector<std::pair<Job, Result>> unrecorded_;  // ends that the database would not take yet
  bool finishing_ = false;
  bool lookAgain_ = true;
  bool stopping_ = false;
  bool finisherMayEnd_ = false;
  int idle_ = 0;
  int threads_ = 0;
  Counters counters_;
  Monotonic lastHousekeeping_{};
  std::thread claimer_, finisher_;
};

}  // namespace hostler::jobs

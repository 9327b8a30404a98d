#pragma once

#include "core/db/database.h"
#include "core/jobs/handler.h"
#include "core/jobs/interventions.h"
#include "core/jobs/job.h"
#include "core/telemetry/log.h"

#include <set>
#include <string>
#include <vector>

namespace hostler::jobs {

/// The statements by which one node takes jobs, gives them back and ends them. Each call is one
/// transaction.
class Claims {
 public:
  /// `interventions` are told of jobs that are parked; null: nobody is.
  Claims(db::Database& database, const Clock& clock, int node, const Handlers& handlers,
         const Interventions* interventions = nullptr);

  /// Lanes that hold due jobs of kinds that this process knows, and when the next job of any lane
  /// falls due.
  struct Due {
    std::vector<std::string> lanes;
    std::optional<Instant> next;
  };
  Due due();
  /// Takes up to `atMost` due jobs of a lane, urgent ones first; committed before it returns.
  std::vector<Job> claim(const std::string& lane, std::size_t atMost);

  /// Ends jobs as done, many in one transaction. Those that were lost to another worker are left
  /// alone.
  void finish(const std::vector<std::pair<Id<Job>, std::int64_t>>& idsAndFences);
  /// Records any other end of an attempt.
  void record(const Job& job, const Handlers::Handler& handler, const Result& result);
  /// Gives claimed jobs back, as if they had not been taken.
  void giveBack(const std::vector<std::pair<Id<Job>, std::int64_t>>& idsAndFences);
  /// What the table says that this node holds, with fences.
  std::vector<std::pair<Id<Job>, std::int64_t>> held();

  /// Frees what a dead node held. A job that has cost three workers their lives is parked; one that
  /// cannot be parked right now stays with the dead node, for the next call.
  std::size_t recover(int node);
  /// Nodes that hold jobs.
  std::set<int> holders();
  /// Whether anything that this process could do is due or running anywhere. What is due in the
  /// lanes `besides` does not count.
  bool anyDueOrRunning(const std::vector<std::string>& besides = {});
  /// Due jobs of kinds that no handler here knows, by kind.
  std::map<std::string, std::int64_t> unknownKinds();

 private:
  void park(const Job& job, const std::function<bool(db::Transaction&)>& write);
  bool parkCrashed(int node, Id<Job> id);

  db::Database& database_;
  const Clock& clock_;
  int node_;
  const Interventions* interventions_;
  Log log_{"core.jobs"};
  std::string kindList_;  // "?, ?, ?"
  std::vector<std::string> kinds_;
};

}  // namespace hostler::jobs

#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "core/jobs/job.h"

#include <functional>
#include <map>
#include <string>

namespace hostler::jobs {

/// What modules do with what a job is about when a person takes the job up again or gives it up.
/// Runs inside the transaction that does so; what it throws undoes that and goes to the person.
/// Filled at start-up, then only read.
class Interventions {
 public:
  using React = std::function<void(db::Transaction&, const Actor&, const Job&)>;

  /// The job's row is queued again already, with fresh attempts.
  void onRetry(std::string_view kind, React react) {
    onRetry_.emplace(std::string{kind}, std::move(react));
  }
  void onDiscard(std::string_view kind, React react) {
    onDiscard_.emplace(std::string{kind}, std::move(react));
  }

  void retried(db::Transaction& tx, const Actor& actor, const Job& job) const {
    tell(onRetry_, tx, actor, job);
  }
  void discarded(db::Transaction& tx, const Actor& actor, const Job& job) const {
    tell(onDiscard_, tx, actor, job);
  }

 private:
  static void tell(const std::map<std::string, React>& reactions, db::Transaction& tx,
                   const Actor& actor, const Job& job) {
    if (const auto found = reactions.find(job.kind); found != reactions.end())
      found->second(tx, actor, job);
  }

  std::map<std::string, React> onRetry_, onDiscard_;
};

}  // namespace hostler::jobs

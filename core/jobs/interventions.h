#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "core/jobs/job.h"

#include <functional>
#include <map>
#include <string>

namespace hostler::jobs {

/// What modules do with what a job is about when its life is decided outside its handler: a person
/// takes it up again or gives it up, or the queue parks it. Runs inside the transaction that does
/// so; what it throws undoes that and goes to the person. Filled at start-up, then only read.
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
  /// It was parked, by its own handler too: `lastError` says why. What this throws keeps the job
  /// from being parked only while the database refuses it; all else is logged, and it is parked.
  void onPark(std::string_view kind, React react) {
    onPark_.emplace(std::string{kind}, std::move(react));
  }

  void retried(db::Transaction& tx, const Actor& actor, const Job& job) const {
    tell(onRetry_, tx, actor, job);
  }
  void discarded(db::Transaction& tx, const Actor& actor, const Job& job) const {
    tell(onDiscard_, tx, actor, job);
  }
  void parked(db::Transaction& tx, const Actor& actor, const Job& job) const {
    tell(onPark_, tx, actor, job);
  }

 private:
  static void tell(const std::map<std::string, React>& reactions, db::Transaction& tx,
                   const Actor& actor, const Job& job) {
    if (const auto found = reactions.find(job.kind); found != reactions.end())
      found->second(tx, actor, job);
  }

  std::map<std::string, React> onRetry_, onDiscard_, onPark_;
};

}  // namespace hostler::jobs

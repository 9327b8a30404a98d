#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/jobs/interventions.h"
#include "core/jobs/job.h"

namespace hostler {

inline constexpr http::Permission kReadJobs{"console:ReadJobs"};
inline constexpr http::Permission kManageJobs{"console:ManageJobs"};

/// Jobs as people see them: what runs, what waits, what needs somebody.
class JobConsole {
 public:
  /// `interventions`: what modules do with what their jobs are about; outlives this.
  JobConsole(db::Database& database, const Clock& clock, AuditLog& audit,
             const jobs::Interventions* interventions = nullptr)
      : database_{database}, clock_{clock}, audit_{audit}, interventions_{interventions} {}
  void mount(http::Router& router);

  struct Filter {
    std::optional<jobs::State> state;
    std::optional<std::string> kind;
    bool dueOnly = false;
  };
  std::vector<jobs::Job> list(db::Reader& reader, const Filter& filter,
                              const http::ListOrder& order, int limit);
  std::optional<jobs::Job> find(db::Reader& reader, Id<jobs::Job> id);
  /// Puts a parked, failed or discarded job back into the queue with fresh attempts. Throws 409 for
  /// others, and for a discarded one in whose place another may have been put meanwhile.
  void retry(const Actor& actor, Id<jobs::Job> id);
  /// Ends a parked or queued job for good: a person's act.
  void discard(const Actor& actor, Id<jobs::Job> id);

 private:
  db::Database& database_;
  const Clock& clock_;
  AuditLog& audit_;
  const jobs::Interventions* interventions_;
};

}  // namespace hostler

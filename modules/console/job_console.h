#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/jobs/job.h"

namespace hostler {

inline constexpr http::Permission kReadJobs{"console:ReadJobs"};
inline constexpr http::Permission kManageJobs{"console:ManageJobs"};

/// Jobs as people see them: what runs, what waits, what needs somebody.
class JobConsole {
 public:
  JobConsole(db::Database& database, const Clock& clock, AuditLog& audit)
      : database_{database}, clock_{clock}, audit_{audit} {}
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
  /// others.
  void retry(const Actor& actor, Id<jobs::Job> id);
  /// Ends a parked or queued job for good: a person's act.
  void discard(const Actor& actor, Id<jobs::Job> id);

 private:
  db::Database& database_;
  const Clock& clock_;
  AuditLog& audit_;
};

}  // namespace hostler

#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/usage/meter_desk.h"
#include "modules/usage/usage_reports.h"
#include "modules/usage/usage_watch.h"

namespace hostler {

/// What clients see of their use and what it costs, and what staff report and keep of it.
class UsageRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    UsageCounter& counter;
    UsageWatch& watch;
    UsageReports& reports;
    MeterDesk& meters;
    AuditLog& audit;
    Accounts& accounts;
  };
  explicit UsageRoutes(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  void mountClient(http::Router& router);
  void mountAdmin(http::Router& router);

  Parts parts_;
};

}  // namespace hostler

#pragma once

#include "core/audit/audit_log.h"
#include "core/config/settings.h"
#include "core/events/event_bus.h"
#include "core/http/event_streams.h"
#include "core/http/router.h"
#include "core/http/site.h"
#include "core/jobs/interventions.h"
#include "core/jobs/workers.h"
#include "core/nodes/engine_clock.h"
#include "core/operations/operations.h"
#include "core/schedule/scheduler.h"
#include "modules/resellers/resellers.h"

#include <functional>
#include <map>
#include <memory>

namespace hostler {

/// What operators see of the engine itself: jobs, provider operations, settings, and in a sandbox
/// its clock.
class ConsoleModule {
 public:
  struct Parts {
    db::Database& database;
    EngineClock& clock;
    jobs::Queue& queue;
    const jobs::Handlers& handlers;
    Scheduler& scheduler;
    events::Bus& bus;
    http::EventStreams& streams;
    Operations& operations;
    Tenants& tenants;
    AuditLog& audit;
    std::function<jobs::Workers*()> workers;             ///< null where this process has none
    std::function<Json()> system;                        ///< what GET /api/admin/system answers
    const jobs::Interventions* interventions = nullptr;  ///< as in JobConsole
    /// Who opened a stream, judged anew: the doorkeeper. None: streams end by their time alone.
    http::Doorkeeper* doorkeeper = nullptr;
    /// What the engine is configured with, without secrets, for the platform's staff.
    std::function<std::vector<Settings::Explained>()> configuration = {};
    /// As in SettingsConsole.
    std::function<void(db::Transaction&, Id<Tenant>, const TenantSettings&,
                       const std::map<std::string, Json>&)>
        judge = {};
  };
  explicit ConsoleModule(Parts parts);
  ~ConsoleModule();
  void mount(http::Router& router);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace hostler

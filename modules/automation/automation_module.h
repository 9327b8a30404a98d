#pragma once

// What makes the business run by itself: rules, which are policy in Lua over rows that the engine
// selects and acts on, and hooks, a tenant's own code beside or before what happens.
//
//   events::BeforeHooksRelay before;               // given to ordering and services
//   AutomationModule automation{{…}};              // after every module has declared its events
//   before.connect(automation.beforeHooks());
//   automation.addRoutes(router);
//   automation.addHandlers(handlers);
//   automation.addSchedules(scheduler);

#include "core/db/migration.h"
#include "core/events/before_hooks.h"
#include "core/events/event_bus.h"
#include "core/http/router.h"
#include "core/jobs/handler.h"
#include "core/lua/script_hosts.h"
#include "core/schedule/scheduler.h"
#include "modules/accounts/message_sender.h"
#include "modules/automation/hook_trial.h"
#include "modules/automation/reminders.h"
#include "modules/automation/run_part.h"
#include "modules/automation/upcoming.h"
#include "modules/ordering/order_service.h"
#include "modules/services/renewals.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace hostler {

class Corrections;
class PaymentService;
class ServiceActions;
class TicketDesk;

std::span<const db::Migration> automationMigrations();

class AutomationModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Accounts& accounts;
    Catalog& catalog;
    Billing& billing;
    OrderService& orders;
    ServiceRepository& services;
    ServiceDesk& desk;
    Renewals& renewals;
    Reminders& reminders;
    MessageSender& messages;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    child::Nursery& nursery;
    lua::ScriptHostSettings hosts;
    // What scripts may have done beside that.
    ServiceActions& serviceActions;
    Corrections& corrections;
    PaymentService& payments;
    TicketDesk& tickets;
    UpcomingBeside upcomingBeside = {};
    std::vector<RunPart> runParts = {};  ///< of a billing run, beside the rules
  };
  /// Declares its events and adds its outlet to the bus; starts no child before one is needed.
  explicit AutomationModule(Parts parts);
  ~AutomationModule();

  void addRoutes(http::Router& router);
  /// The jobs automation.run_rule (lane "automation"), automation.run_hooks and
  /// automation.retry_hook (lane "hooks").
  void addHandlers(jobs::Handlers& handlers);
  /// An entry for every tenant and every rule that is enabled for it.
  void addSchedules(Scheduler& scheduler);
  events::BeforeHooks& beforeHooks();

  // For the command line.

  /// What POST /api/admin/billing/run answers. `day`: default today in the tenant's zone.
  Json runBilling(const Actor& actor, std::optional<Date> day, bool dryRun);
  /// What POST /api/admin/rules/:name/simulate answers. Throws NotFound.
  Json simulateRule(Id<Tenant> tenant, const std::string& rule, std::optional<Date> day);
  /// For checking scripts that are not stored.
  lua::ScriptHosts& scripts();
  /// The events that scripts may hook.
  const lua::ScriptEvents& events();
  /// What POST /api/admin/hooks/:name/test answers; see tryHook.
  Json testHook(Id<Tenant> tenant, const std::string& name, const HookTrial& trial);
  /// The latest event of one name that is kept, and for a `before.*` one what its hooks would have
  /// been asked last (AskedBefore). Nothing where there is none.
  std::optional<HookTrial> lastTrial(Id<Tenant> tenant, const std::string& event);
  /// A LuaLS definition file of everything that scripts find here.
  std::string luaTypes();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace hostler

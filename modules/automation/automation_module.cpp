#include "modules/automation/automation_module.h"

#include "modules/automation/asked_before.h"
#include "modules/automation/billing_run.h"
#include "modules/automation/hook_desk.h"
#include "modules/automation/hook_routes.h"
#include "modules/automation/reissued_invoices.h"
#include "modules/automation/rule_actions.h"
#include "modules/automation/rule_book.h"
#include "modules/automation/rule_routes.h"
#include "modules/automation/rule_runner.h"
#include "modules/automation/rule_views.h"
#include "modules/automation/script_action_sets.h"
#include "modules/automation/script_functions.h"
#include "modules/automation/script_http.h"
#include "modules/automation/script_values.h"

namespace hostler {

namespace {

// Whole before the script hosts are made, which tell their children of them.
lua::ScriptFunctions functionsOf(const AutomationModule::Parts& parts, ScriptValues& values,
                                 const ScriptHttp& http, const ScriptActions& acts) {
  lua::ScriptFunctions functions;
  http.addTo(functions);
  acts.addTo(functions);
  lua::addKeyValueFunctions(functions, values);
  addScriptFunctions(functions, {parts.database, parts.clock, parts.tenants, parts.accounts,
                                 parts.billing, parts.services, parts.messages});
  return functions;
}

std::vector<ScriptAction> actionsOf(const AutomationModule::Parts& parts,
                                    events::BeforeHooks& before) {
  std::vector<ScriptAction> actions;
  for (auto& some :
       {serviceScriptActions(
            {parts.database, parts.services, parts.desk, parts.serviceActions, before}),
        orderScriptActions(parts.orders),
        billingScriptActions({parts.database, parts.clock, parts.ids, parts.accounts, parts.billing,
                              parts.corrections, parts.payments, parts.audit, before}),
        clientScriptActions({parts.clock, parts.ids, parts.accounts, parts.audit}),
        ticketScriptActions(parts.tickets)}) {
    actions.insert(actions.end(), some.begin(), some.end());
  }
  return actions;
}

}  // namespace

struct AutomationModule::Inside {
  explicit Inside(const Parts& its)
      : parts{its},
        values{its.database, its.clock},
        http{{its.database, its.clock, its.ids,
              [](const HttpsRequest& request) { return exchangeWithPublic(request); }}},
        acts{{its.database, its.clock, its.ids}, actionsOf(its, before)},
        functions{functionsOf(its, values, http, acts)},
        selectors{allSelectors({its.services, its.accounts, its.catalog})},
        shelf{{its.database, its.clock, its.nursery, its.hosts, functions, events,
               [this] { addScriptEvents(events, parts.bus); }}},
        hooks{{its.database, its.clock, its.ids, its.tenants, shelf, its.audit, its.bus, its.queue,
               [this](const Actor& actor, const std::vector<std::string>& needs) {
                 ScriptHttp::mustBeHosts(needs);
                 acts.mustBeAllowed(actor, needs);
               }}},
        askedBefore{{its.database, its.tenants, its.billing, its.services, hooks}},
        book{{its.database, its.clock, its.tenants, shelf, selectors, its.audit}},
        actions{{its.database, its.clock, its.tenants, its.accounts, its.billing, its.orders,
                 its.services, its.desk, its.renewals, its.reminders, hooks}},
        runner{{its.database, its.clock, its.ids, its.tenants, shelf, book, selectors, actions,
                its.audit, its.bus}},
        billingRun{{its.clock, its.tenants, book, runner, its.database, its.audit, its.runParts}},
        ruleRoutes{{its.database, its.clock, its.tenants, book, runner, billingRun, its.services,
                    its.renewals, its.billing, its.audit, its.upcomingBeside}},
        hookRoutes{hooks} {
    declareAutomationEvents(its.bus);
    followReissuedInvoices(its.bus);
    its.bus.addOutlet(hooks.outlet());
    before.connect(hooks);
  }

  Parts parts;
  ScriptValues values;
  events::BeforeHooksRelay before;  // the hooks below, for what scripts have done
  ScriptHttp http;
  ScriptActions acts;
  lua::ScriptFunctions functions;
  lua::ScriptEvents events;
  Selectors selectors;
  ScriptShelf shelf;
  HookDesk hooks;
  AskedBefore askedBefore;
  RuleBook book;
  RuleActions actions;
  RuleRunner runner;
  BillingRun billingRun;
  RuleRoutes ruleRoutes;
  HookRoutes hookRoutes;
};

AutomationModule::AutomationModule(Parts parts) : inside_{std::make_unique<Inside>(parts)} {}
AutomationModule::~AutomationModule() = default;

void AutomationModule::addRoutes(http::Router& router) {
  inside_->ruleRoutes.mount(router);
  inside_->hookRoutes.mount(router);
}

void AutomationModule::addHandlers(jobs::Handlers& handlers) {
  auto& inside = *inside_;
  const jobs::HandlerOptions rules{.lane = "automation",
                                   .maxAttempts = 10,
                                   .firstPause = std::chrono::seconds{10},
                                   .longestPause = std::chrono::minutes{30}};
  const jobs::HandlerOptions hooks{.lane = "hooks",
                                   .maxAttempts = 6,
                                   .firstPause = std::chrono::minutes{1},
                                   .longestPause = std::chrono::hours{2}};
  handlers.add<RunRule>(rules, [&inside](auto& context, const auto& task) {
    return inside.runner.perform(context, task);
  });
  handlers.add<RunHooks>(hooks, [&inside](auto& context, const auto& task) {
    return inside.hooks.run(context, task);
  });
  handlers.add<RetryHook>(hooks, [&inside](auto& context, const auto& task) {
    return inside.hooks.retry(context, task);
  });
}

void AutomationModule::addSchedules(Scheduler& scheduler) {
  scheduler.addSource([&inside = *inside_] { return inside.runner.schedule(); });
}

events::BeforeHooks& AutomationModule::beforeHooks() {
  return inside_->hooks;
}

Json AutomationModule::runBilling(const Actor& actor, std::optional<Date> day, bool dryRun) {
  return inside_->billingRun.run(actor, day, dryRun);
}

Json AutomationModule::simulateRule(Id<Tenant> tenant, const std::string& rule,
                                    std::optional<Date> day) {
  RuleRequest request;
  request.tenant = tenant;
  request.rule = rule;
  request.due = inside_->parts.clock.now();
  request.day = day;
  return toJson(RuleReportView::of(inside_->runner.simulate(request), true));
}

lua::ScriptHosts& AutomationModule::scripts() {
  return inside_->shelf.hosts();
}

const lua::ScriptEvents& AutomationModule::events() {
  inside_->shelf.hosts();  // the events are known from here on
  return inside_->events;
}

Json AutomationModule::testHook(Id<Tenant> tenant, const std::string& name,
                                const HookTrial& trial) {
  return tryHook(inside_->hooks, tenant, name, trial);
}

std::optional<HookTrial> AutomationModule::lastTrial(Id<Tenant> tenant, const std::string& event) {
  HookTrial trial;
  if (event.starts_with("before.")) {
    trial.event = inside_->askedBefore.latest(tenant, event);
  } else {
    trial.eventId = inside_->hooks.lastEvent(tenant, event);
  }
  if (!trial.event && !trial.eventId) return std::nullopt;
  return trial;
}

std::string AutomationModule::luaTypes() {
  inside_->shelf.hosts();  // the events are known from here on
  std::vector<lua::RuleSelector> selectors;
  for (const auto& [name, selector] : inside_->selectors)
    selectors.push_back(selector->description());
  return lua::luaAnnotations(inside_->functions, inside_->events, selectors, scriptDefinitions());
}

}  // namespace hostler

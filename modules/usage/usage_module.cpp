#include "modules/usage/usage_module.h"

#include "modules/billing/billing_events.h"
#include "modules/usage/usage_events.h"

namespace hostler {
namespace {

template <class Task>
ScheduleEntry entryOf(const Tenant& tenant, const char* when) {
  return {.name = std::string{Task::kKind} + ":" + tenant.id.text(),
          .scope = Scope::ofTenant(tenant.id),
          .when = CronExpression::parse(when),
          .zone = tenant.zone,
          .jobKind = std::string{Task::kKind},
          .payload = [](const Tick& tick) { return toJson(Task{tick.due.unixMicros()}); },
          .lane = {}};
}

}  // namespace

UsageModule::UsageModule(Parts parts)
    : tenants_{parts.tenants},
      counter_{parts.tenants},
      reports_{{parts.database, parts.clock, parts.ids, parts.services, counter_, parts.bus}},
      settlement_{
          {parts.database, parts.clock, parts.ids, parts.billing, parts.services, counter_}},
      watch_{{parts.database, parts.clock, parts.services, parts.actions, counter_, parts.bus}},
      meters_{{parts.database, parts.clock, parts.ids, parts.catalog, counter_, parts.audit}},
      routes_{{parts.database, parts.clock, counter_, watch_, reports_, meters_, parts.audit,
               parts.accounts}} {
  parts.bus.declare<UsageReached>("A share of what a month includes has been used.");
  parts.bus.declare<BudgetReached>("A share of an account's monthly budget has been spent.");
  parts.bus.subscribe<InvoiceReissued>(
      [](db::Transaction& tx, const Actor&, const Scope&, const InvoiceReissued& event) {
        tx.execute("UPDATE usage_statements SET invoice_id = ? WHERE invoice_id = ?", event.after,
                   event.before);
      });
}

void UsageModule::addHandlers(jobs::Handlers& handlers) {
  handlers.add<SettleUsage>(
      {.lane = "billing", .maxAttempts = 20},
      [this](jobs::Context& context, const SettleUsage& task) {
        const auto settled = settlement_.settle(context.actor(), context.scope().tenant,
                                                Instant::ofUnixMicros(task.due));
        if (settled.failed.empty()) return jobs::Result::done();
        return jobs::Result::retry(std::to_string(settled.failed.size()) +
                                   " accounts were not settled, " + settled.failed.front().text() +
                                   " the first");
      });
  handlers.add<WatchBudgets>({.lane = "billing", .maxAttempts = 3},
                             [this](jobs::Context& context, const WatchBudgets&) {
                               watch_.watch(context.actor(), context.scope().tenant);
                               return jobs::Result::done();
                             });
}

void UsageModule::addSchedules(Scheduler& scheduler) {
  scheduler.addSource([this] {
    std::vector<ScheduleEntry> entries;
    for (const auto& tenant : tenants_.all()) {
      if (!tenant.active) continue;
      entries.push_back(entryOf<SettleUsage>(tenant, "10 2 * * *"));
      entries.push_back(entryOf<WatchBudgets>(tenant, "5 * * * *"));
    }
    return entries;
  });
}

}  // namespace hostler

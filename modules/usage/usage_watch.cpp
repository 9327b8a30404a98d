#include "modules/usage/usage_watch.h"

#include "modules/usage/usage_events.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::array kLevels{100, 80, 50};

}  // namespace

std::vector<UsageWatch::Row> UsageWatch::rows(db::Reader& reader, const Scope& scope,
                                              UsageMonth from, UsageMonth until) {
  std::vector<Row> rows;
  if (from >= until) return rows;
  const TimeSpan span{parts_.counter.spanOf(scope.tenant, from).start,
                      parts_.counter.spanOf(scope.tenant, until).start};
  for (const auto id : usage_repository::meteredServices(reader, scope, span)) {
    const auto service = parts_.services.find(reader, scope, id);
    if (!service) continue;
    const auto statements = usage_repository::statementsOf(reader, id, from, until);
    for (auto month = from; month < until; month = month.next()) {
      std::set<std::string> known;
      for (const auto& one : statements)
        if (one.month == month.number()) known.insert(one.meter);
      for (auto& used : parts_.counter.of(reader, *service, month, parts_.clock.now(), known)) {
        const auto settled = std::ranges::find_if(statements, [&](const UsageStatement& one) {
          return one.meter == used.meter.name && one.month == month.number();
        });
        Row row{*service, std::move(used), std::nullopt};
        if (settled != statements.end()) row.settled = *settled;
        rows.push_back(std::move(row));
      }
    }
  }
  return rows;
}

void UsageWatch::watch(const Actor& actor, Id<Tenant> tenant) {
  const auto month = parts_.counter.monthOf(tenant, parts_.clock.now());
  const auto accounts = parts_.database.read(
      [&](db::Reader& reader) { return usage_repository::accountsWithBudget(reader, tenant); });
  for (const auto account : accounts) watchAccount(actor, Scope::ofAccount(tenant, account), month);
}

void UsageWatch::watchAccount(const Actor& actor, const Scope& scope, UsageMonth month) {
  auto spent = Money::zero(Currency::of("INR"));
  std::optional<usage_repository::Budget> budget;
  std::set<Id<Service>> running;
  parts_.database.read([&](db::Reader& reader) {
    budget = usage_repository::budgetOf(reader, *scope.account);
    if (!budget) return;
    spent = Money::zero(budget->amount.currency());
    for (const auto& row : rows(reader, scope, month, month.next())) {
      if (row.used.rated.amount.currency() != spent.currency()) continue;
      spent = spent.plus(row.used.rated.amount);
      if (row.service.status == ServiceStatus::Active) running.insert(row.service.id);
    }
  });
  if (!budget) return;
  const bool over = !spent.lessThan(budget->amount);
  const bool stops = over && budget->stop;
  if (stops) {
    // Once in a month: who starts a service again has decided to pay for it.
    const bool stopped = parts_.database.read([&](db::Reader& reader) {
      return usage_repository::isMarked(reader, *scope.account, month, 100);
    });
    for (const auto id : stopped ? std::set<Id<Service>>{} : running) {
      try {
        parts_.actions.suspend(actor, id, SuspensionReason::Client);
      } catch (const DomainError& refused) {
        log_.warning("budget.service_not_stopped",
                     {{"service", id.text()}, {"reason", refused.what()}});
      }
    }
  }
  parts_.database.transaction([&](db::Transaction& tx) {
    bool told = false;
    for (const int percent : kLevels) {
      if (spent.lessThan(budget->amount.percent(percent, Rounding::HalfUp))) continue;
      if (!usage_repository::mark(tx, *scope.account, std::nullopt, "", month, percent)) break;
      if (std::exchange(told, true)) continue;
      parts_.bus.publish(tx, actor, scope,
                         BudgetReached{*scope.account, percent, spent, budget->amount, stops});
    }
  });
}

}  // namespace hostler

#pragma once

#include "core/db/migration.h"
#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/usage/usage_routes.h"
#include "modules/usage/usage_settlement.h"

#include <span>

namespace hostler {

std::span<const db::Migration> usageMigrations();

/// Settles last month's use of one tenant.
struct SettleUsage {
  static constexpr std::string_view kKind = "usage.settle";
  std::int64_t due = 0;
  static void describe(Shape<SettleUsage>& shape) { shape.field("due", &SettleUsage::due); }
};
/// Looks at budgets of one tenant's accounts.
struct WatchBudgets {
  static constexpr std::string_view kKind = "usage.watch";
  std::int64_t due = 0;
  static void describe(Shape<WatchBudgets>& shape) { shape.field("due", &WatchBudgets::due); }
};

/// What is billed by use, put together.
class UsageModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Catalog& catalog;
    Billing& billing;
    ServiceRepository& services;
    ServiceActions& actions;
    AuditLog& audit;
    events::Bus& bus;
    Accounts& accounts;
  };
  explicit UsageModule(Parts parts);

  void mount(http::Router& router) { routes_.mount(router); }
  void addHandlers(jobs::Handlers& handlers);
  /// Every night in the tenant's own zone, and every hour for budgets.
  void addSchedules(Scheduler& scheduler);

  UsageReports& reports() { return reports_; }
  UsageSettlement& settlement() { return settlement_; }
  UsageWatch& watch() { return watch_; }
  MeterDesk& meters() { return meters_; }

 private:
  Tenants& tenants_;
  UsageCounter counter_;
  UsageReports reports_;
  UsageSettlement settlement_;
  UsageWatch watch_;
  MeterDesk meters_;
  UsageRoutes routes_;
};

}  // namespace hostler

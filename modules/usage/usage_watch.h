#pragma once

#include "core/events/event_bus.h"
#include "modules/services/service_actions.h"
#include "modules/usage/usage_counter.h"

namespace hostler {

/// What an account's metered services have cost in a month so far, before tax.
class UsageWatch {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    ServiceRepository& services;
    ServiceActions& actions;
    UsageCounter& counter;
    events::Bus& bus;
  };
  explicit UsageWatch(Parts parts) : parts_{parts} {}

  struct Row {
    Service service;
    UsedMeter used;
    std::optional<UsageStatement> settled;  ///< what it came to is the statement's from then on
  };
  /// By service and meter, for the months from `from` to before `until`.
  std::vector<Row> rows(db::Reader& reader, const Scope& scope, UsageMonth from, UsageMonth until);

  /// Announces budgets of a tenant's accounts that are half, to 80 percent or wholly spent, and at
  /// the last suspends metered services where the account wants that: as its own wish, which it may
  /// take back.
  void watch(const Actor& actor, Id<Tenant> tenant);

 private:
  void watchAccount(const Actor& actor, const Scope& scope, UsageMonth month);

  Parts parts_;
  Log log_{"modules.usage"};
};

}  // namespace hostler

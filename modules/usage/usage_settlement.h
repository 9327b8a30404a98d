#pragma once

#include "core/audit/actor.h"
#include "core/nodes/id_mint.h"
#include "core/telemetry/log.h"
#include "modules/billing/billing.h"
#include "modules/services/service_repository.h"
#include "modules/usage/usage_counter.h"

namespace hostler {

/// Invoices a month's use once it is over: one invoice for each account and currency, with a line
/// for each service and meter. What was reported too late for its month is on the next one.
class UsageSettlement {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Billing& billing;
    ServiceRepository& services;
    UsageCounter& counter;
  };
  explicit UsageSettlement(Parts parts) : parts_{parts} {}

  struct Settled {
    int accounts = 0, invoices = 0;
    std::vector<Id<Account>> failed;  ///< which were left for another time, and why is logged
  };
  /// The month before the one of `now` and, where they were missed, the two before that. Runs again
  /// without effect; each account is settled in a transaction of its own, so that it may be stopped
  /// anywhere.
  Settled settle(const Actor& actor, Id<Tenant> tenant, Instant now);

 private:
  void settleAccount(const Actor& actor, const Scope& scope, UsageMonth month, bool late,
                     Settled& settled);
  std::vector<UsageStatement> statementsFor(db::Transaction& tx, const Service& service,
                                            UsageMonth month, bool late,
                                            std::vector<LineDraft>& lines);

  Parts parts_;
  Log log_{"modules.usage"};
};

}  // namespace hostler

#pragma once

#include "modules/resellers/resellers.h"
#include "modules/services/services.h"
#include "modules/usage/usage_repository.h"

namespace hostler {

/// What one service used of one meter in one month, and what that comes to.
struct UsedMeter {
  UsageMeter meter;
  UsageMonth month;
  RatedUsage rated;
};

/// Counts what services use. The one place that reads reports, so that what is shown and what is
/// invoiced cannot differ.
class UsageCounter {
 public:
  explicit UsageCounter(Tenants& tenants) : tenants_{tenants} {}

  /// By every meter that the service's product has in the month. A meter without a price in the
  /// service's currency costs nothing; the routes do not let that come to be.
  std::vector<UsedMeter> of(db::Reader& reader, const Service& service, UsageMonth month,
                            Instant until);
  TimeSpan spanOf(Id<Tenant> tenant, UsageMonth month);
  UsageMonth monthOf(Id<Tenant> tenant, Instant at);

 private:
  Tenants& tenants_;
};

}  // namespace hostler

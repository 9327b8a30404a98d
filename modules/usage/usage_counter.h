#pragma once

#include "modules/resellers/resellers.h"
#include "modules/services/services.h"
#include "modules/usage/usage_repository.h"

#include <set>
#include <string>
#include <vector>

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

  /// By every meter that the service's product has in the month, and each product that it had in
  /// it for the time that it had it. A meter without a price in the service's currency costs
  /// nothing; the routes do not let that come to be. `settled`: meters that are not counted, since
  /// their statement says all.
  std::vector<UsedMeter> of(db::Reader& reader, const Service& service, UsageMonth month,
                            Instant until, const std::set<std::string>& settled = {});
  /// The products that the service has, or had in the month.
  std::vector<Id<Product>> productsOf(db::Reader& reader, const Service& service, UsageMonth month);
  TimeSpan spanOf(Id<Tenant> tenant, UsageMonth month);
  UsageMonth monthOf(Id<Tenant> tenant, Instant at);

 private:
  Quantity counted(db::Reader& reader, const Service& service, const UsageMeter& meter,
                   TimeSpan stretch, TimeSpan month, Instant until);

  Tenants& tenants_;
};

}  // namespace hostler

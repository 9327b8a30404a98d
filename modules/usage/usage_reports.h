#pragma once

#include "core/events/event_bus.h"
#include "core/nodes/id_mint.h"
#include "modules/services/service_repository.h"
#include "modules/usage/usage_counter.h"

namespace hostler {

/// Takes in reports of use, each once.
class UsageReports {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    ServiceRepository& services;
    UsageCounter& counter;
    events::Bus& bus;
  };
  explicit UsageReports(Parts parts) : parts_{parts} {}

  struct Report {
    std::string key;
    Id<Service> service;
    std::string meter;
    Decimal quantity;
    std::optional<Instant> at;  ///< nothing: now
  };
  struct Recorded {
    int added = 0, repeated = 0;
  };
  /// All of them or, with ValidationError, none: a service of this tenant that has such a meter, a
  /// time at most five minutes ahead and at most 62 days back, and not before the settled months
  /// where an average is counted. The same report again changes nothing; its key with another
  /// quantity or time is refused.
  Recorded record(const Actor& actor, const std::vector<Report>& reports);

 private:
  void announce(db::Transaction& tx, const Actor& actor, Id<Service> service,
                const std::string& meter, Instant now);

  /// What one call has looked up.
  struct Known {
    std::map<Id<Service>, std::optional<Service>> services;
    std::map<std::pair<Id<Service>, int>, MetersByName> meters;
  };
  const UsageMeter* meterOf(db::Reader& reader, Known& known, const Actor& actor,
                            const Report& report, UsageMonth month, const std::string& path,
                            FieldErrors& errors);

  Parts parts_;
};

}  // namespace hostler

#pragma once

#include "core/events/event_bus.h"
#include "core/jobs/handler.h"
#include "modules/services/provider_work.h"

#include <set>

namespace hostler {

/// What a service used by one day.
struct DayOfUse {
  Date day = Date::ofDaysSinceEpoch(0);
  std::int64_t diskBytes = 0, bandwidthBytes = 0;
  std::optional<std::int64_t> diskLimitBytes, bandwidthLimitBytes;
  std::string bandwidthMonth;      ///< that bandwidthBytes counts
  std::set<std::string> notified;  ///< "disk:80"; what its client has been told of and still holds

  static void describe(Shape<DayOfUse>& shape);
};

/// What of a day's use its client is to know: "disk:80", "disk:100", "bandwidth:80",
/// "bandwidth:100". Without a limit nothing is ever reached. Pure.
std::set<std::string> reachedLimits(const DayOfUse& use);
/// Of what is reached, what was not told before; of one thing only the highest. Pure.
std::vector<std::pair<std::string, int>> newlyReached(const std::set<std::string>& before,
                                                      const std::set<std::string>& now);

/// Once a day: every server is asked.
struct SampleUsage {
  static constexpr std::string_view kKind = "services.sample_usage";
  std::int64_t due = 0;  ///< microseconds since 1970
  static void describe(Shape<SampleUsage>& shape) { shape.field("due", &SampleUsage::due); }
};
struct SampleServer {
  static constexpr std::string_view kKind = "services.sample_server";
  Id<Server> server;
  static void describe(Shape<SampleServer>& shape) { shape.field("server", &SampleServer::server); }
};

/// Keeps what services use from day to day, and says when little is left.
class UsageHistory {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    ServiceRepository& services;
    ServerRepository& servers;
    Operations& operations;
    events::Bus& bus;
    jobs::Queue& queue;
  };
  explicit UsageHistory(Parts parts) : parts_{parts} {}

  jobs::Result sampleAll(jobs::Context& context, const SampleUsage& task);
  /// Asks a server for all its accounts with their use. A plugin that lists none keeps no history.
  jobs::Result sample(jobs::Context& context, const SampleServer& task);
  /// Newest first.
  std::vector<DayOfUse> of(db::Reader& reader, Id<Service> service, int days);
  bool isAnythingToSample(db::Reader& reader);

 private:
  void keep(db::Transaction& tx, const Actor& actor, const Service& service, DayOfUse use);

  Parts parts_;
};

}  // namespace hostler

#pragma once

#include "modules/services/drift.h"
#include "modules/services/server_desk.h"

namespace hostler {

/// Which of two truths holds where a provider has another state than we believe.
enum class RepairBy {
  Push = 1,  ///< ours: the provider is told
  Accept     ///< theirs: our books follow
};
template <>
inline constexpr std::array kEnumNames<RepairBy>{std::string_view{"push"},
                                                 std::string_view{"accept"}};

struct RepairService {
  static constexpr std::string_view kKind = "services.repair";
  Id<Service> service;
  RepairBy by = RepairBy::Push;
  static void describe(Shape<RepairService>& shape) {
    shape.field("service", &RepairService::service);
    shape.field("by", &RepairService::by);
  }
};

/// Brings a service and its account together again. What differs is asked anew when the job runs:
/// what has settled itself meanwhile is left alone.
class ServiceRepair {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Catalog& catalog;
    ServiceRepository& services;
    ServerDesk& serverDesk;
    ServiceDesk& desk;
    ProviderWork& provider;
    jobs::Queue& queue;
    AuditLog& audit;
  };
  explicit ServiceRepair(Parts parts) : parts_{parts} {}

  /// Throws NotFound for a service that does not live on this server, 409 `service_state` while
  /// something is done to it, and 409 `repair_under_way`.
  Id<jobs::Job> begin(const Actor& actor, Id<Server> server, Id<Service> service, RepairBy by);
  jobs::Result repair(jobs::Context& context, const RepairService& task);

 private:
  jobs::Result push(jobs::Context& context, const Service& service,
                    const std::optional<ProviderAccount>& there);
  jobs::Result accept(jobs::Context& context, const Service& service,
                      const std::optional<ProviderAccount>& there);

  Parts parts_;
};

}  // namespace hostler

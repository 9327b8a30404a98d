#include "modules/compute/compute_module.h"

namespace hostler {

ComputeModule::ComputeModule(Parts parts)
    : servers_{parts.vault},
      allowances_{{parts.database, parts.catalog, compute_, parts.audit, parts.mostOfAccount}},
      catalogue_{parts.database, parts.clock, parts.catalog, servers_, parts.operations},
      desk_{{parts.database, parts.clock, parts.ids, parts.services.services(),
             parts.services.desk(), compute_, allowances_, catalogue_, parts.operations,
             parts.audit, parts.bus, parts.queue}},
      machines_{{parts.database, parts.clock, parts.services.services(), compute_,
                 parts.services.provider(), parts.operations, parts.audit}},
      work_{{parts.database, parts.clock, parts.services.services(), parts.services.desk(),
             compute_, desk_, machines_, parts.services.provider(), parts.operations,
             parts.leadsInside}},
      endings_{{parts.clock, parts.ids, parts.services.services(), compute_, desk_, parts.queue,
                parts.backupsKept, parts.dataKept}},
      shutdown_{{parts.database, parts.clock, parts.ids, parts.services.services(),
                 parts.services.desk(), compute_, desk_, machines_, parts.queue}},
      orphans_{parts.database, servers_, compute_, parts.operations},
      routes_{{parts.database, parts.clock, parts.services.services(), parts.services.actions(),
               compute_, desk_, machines_, catalogue_, allowances_, shutdown_, orphans_,
               parts.carts}},
      resourceRoutes_{parts.database, parts.services.services(), compute_, desk_, machines_,
                      catalogue_} {
  parts.bus.declare<ComputeActionFinished>(
      "Something asked of a server, or of what belongs to it, has ended.");
  parts.bus.subscribe<ServiceTerminated>([this](db::Transaction& tx, const Actor&,
                                                const Scope& scope,
                                                const ServiceTerminated& event) {
    endings_.terminated(tx, scope.tenant, event.service);
  });
}

void ComputeModule::mount(http::Router& router) {
  routes_.mount(router);
  resourceRoutes_.mount(router);
}

void ComputeModule::addHandlers(jobs::Handlers& handlers) {
  const jobs::HandlerOptions patient{.lane = "provisioning",
                                     .maxAttempts = ComputeWork::kMostAttempts,
                                     .firstPause = std::chrono::seconds{2},
                                     .longestPause = std::chrono::minutes{10}};
  handlers.add<RunCloudAction>(
      patient, [this](auto& context, const auto& task) { return work_.run(context, task); });
  handlers.add<EndBelongings>(
      patient, [this](auto& context, const auto& task) { return endings_.run(context, task); });
  handlers.add<ShutMachineDown>(
      patient, [this](auto& context, const auto& task) { return shutdown_.run(context, task); });
}

}  // namespace hostler

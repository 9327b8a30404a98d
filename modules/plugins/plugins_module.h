#pragma once

#include "core/db/migration.h"
#include "core/http/router.h"
#include "modules/plugins/plugin_desk.h"
#include "modules/plugins/plugin_instances.h"
#include "modules/plugins/plugin_routes.h"
#include "modules/plugins/plugin_service.h"

#include <span>

namespace hostler {

std::span<const db::Migration> pluginsMigrations();

/// The configured plugins, put together.
class PluginsModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    AuditLog& audit;
    plugin::PluginRegistry& registry;
    bool production = true;
    ServerTrials servers = {};  ///< asks the servers of a provisioner
  };
  explicit PluginsModule(Parts parts)
      : instances_{parts.vault},
        desk_{parts.database, parts.clock, instances_, parts.registry},
        service_{{parts.database, parts.clock, parts.ids, instances_, desk_, parts.audit,
                  parts.production, parts.servers}},
        routes_{parts.database, instances_, desk_, service_} {}

  PluginDesk& desk() { return desk_; }
  PluginService& service() { return service_; }
  void mount(http::Router& router) { routes_.mount(router); }
  static std::vector<SealedColumn> sealedColumns() { return {PluginInstances::kSettings}; }

 private:
  PluginInstances instances_;
  PluginDesk desk_;
  PluginService service_;
  PluginRoutes routes_;
};

}  // namespace hostler

#pragma once

#include "core/db/migration.h"
#include "modules/dns/pattern_routes.h"
#include "modules/dns/zone_routes.h"
#include "modules/dns/zone_work.h"
#include "modules/services/services.h"

#include <span>

namespace hostler {

std::span<const db::Migration> dnsMigrations();

/// Zones that are served for clients, put together.
class DnsModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    ProviderPort& providers;
    Operations& operations;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    /// A service as its module knows it; empty: none gets a zone by itself.
    std::function<std::optional<Service>(db::Reader&, Id<Tenant>, Id<Service>)> service = {};
    NameHolders holders = {};
    ZoneRoutes::DomainName domain = {};
  };
  explicit DnsModule(Parts parts);

  Zones& zones() { return desk_; }
  void mount(http::Router& router);
  void addHandlers(jobs::Handlers& handlers);
  void addInterventions(jobs::Interventions& interventions) { work_.addTo(interventions); }

 private:
  void declare(events::Bus& bus);
  void subscribe(events::Bus& bus);
  void serviceActivated(db::Transaction& tx, const Actor& actor, const ServiceActivated& event);

  Parts parts_;
  ZoneHomes homes_;
  ZoneDesk desk_;
  ZoneWork work_;
  ZoneRoutes routes_;
  PatternRoutes patterns_;
};

}  // namespace hostler

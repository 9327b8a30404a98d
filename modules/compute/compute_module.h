#pragma once

#include "core/db/migration.h"
#include "modules/compute/compute_routes.h"
#include "modules/compute/compute_work.h"
#include "modules/compute/endings.h"
#include "modules/compute/resource_routes.h"
#include "modules/services/services_module.h"

#include <span>

namespace hostler {

std::span<const db::Migration> computeMigrations();

/// Machines and what belongs to them, put together.
class ComputeModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    Catalog& catalog;
    ServicesModule& services;
    Operations& operations;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    CartService* carts = nullptr;
    std::chrono::days backupsKept{30};
    int mostOfAccount = 200;
    std::chrono::days dataKept{7};
    std::function<bool(const std::string& host)> leadsInside = hostler::leadsInside;
  };
  explicit ComputeModule(Parts parts);

  void mount(http::Router& router);
  void addHandlers(jobs::Handlers& handlers);
  void addInterventions(jobs::Interventions& interventions) { work_.addTo(interventions); }

  ComputeDesk& desk() { return desk_; }
  ComputeRepository& compute() { return compute_; }
  Machines& machines() { return machines_; }
  CloudCatalogue& catalogue() { return catalogue_; }
  Allowances& allowances() { return allowances_; }
  AutoShutdown& shutdown() { return shutdown_; }
  Orphans& orphans() { return orphans_; }

 private:
  ComputeRepository compute_;
  ServerRepository servers_;
  Allowances allowances_;
  CloudCatalogue catalogue_;
  ComputeDesk desk_;
  Machines machines_;
  ComputeWork work_;
  Endings endings_;
  AutoShutdown shutdown_;
  Orphans orphans_;
  ComputeRoutes routes_;
  ResourceRoutes resourceRoutes_;
};

}  // namespace hostler

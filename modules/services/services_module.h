#pragma once

#include "core/db/migration.h"
#include "core/jobs/handler.h"
#include "modules/services/provider_work.h"
#include "modules/services/renewals.h"
#include "modules/services/server_routes.h"
#include "modules/services/service_actions.h"
#include "modules/services/service_desk.h"
#include "modules/services/service_interventions.h"
#include "modules/services/service_routes.h"

#include <span>

namespace hostler {

std::span<const db::Migration> servicesMigrations();

/// What was bought and lives at providers, put together.
class ServicesModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Random& random;
    Vault& vault;
    Tenants& tenants;
    Accounts& accounts;
    Catalog& catalog;
    Billing& billing;
    Corrections& corrections;
    CreditDesk& credit;
    Orders& orders;
    Operations& operations;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    events::BeforeHooks& before;
    ServerSettingsCheck checkSettings;
  };
  explicit ServicesModule(Parts parts);

  ServiceRepository& services() { return services_; }
  ServiceDesk& desk() { return desk_; }
  ServiceActions& actions() { return actions_; }
  Renewals& renewals() { return renewals_; }
  ServerDesk& servers() { return serverDesk_; }
  void mount(http::Router& router);
  void addHandlers(jobs::Handlers& handlers);
  void addInterventions(jobs::Interventions& interventions) { interventions_.addTo(interventions); }
  static std::vector<SealedColumn> sealedColumns() {
    return {ServiceRepository::kCredentials, ServerRepository::kSecrets};
  }

 private:
  void declare(events::Bus& bus);
  void subscribe(events::Bus& bus);

  ServiceRepository services_;
  ServerRepository servers_;
  ServiceDesk desk_;
  ProviderWork work_;
  ServiceActions actions_;
  ServiceInterventions interventions_;
  Renewals renewals_;
  ServerDesk serverDesk_;
  ServiceRoutes routes_;
  ServerRoutes serverRoutes_;
};

}  // namespace hostler

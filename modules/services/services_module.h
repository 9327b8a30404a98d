#pragma once

#include "core/db/migration.h"
#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/services/account_import.h"
#include "modules/services/backup_routes.h"
#include "modules/services/price_routes.h"
#include "modules/services/provider_work.h"
#include "modules/services/renewals.h"
#include "modules/services/server_care_routes.h"
#include "modules/services/server_group_routes.h"
#include "modules/services/server_routes.h"
#include "modules/services/service_actions.h"
#include "modules/services/service_desk.h"
#include "modules/services/service_interventions.h"
#include "modules/services/service_repair.h"
#include "modules/services/service_routes.h"
#include "modules/services/usage_history.h"

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
  ProviderWork& provider() { return work_; }
  Renewals& renewals() { return renewals_; }
  PriceAnnouncements& prices() { return prices_; }
  ServerDesk& servers() { return serverDesk_; }
  ServerWatch& watch() { return watch_; }
  AccountImport& accountImport() { return import_; }
  ServiceRepair& repairs() { return repair_; }
  BackupWork& backups() { return backups_; }
  UsageHistory& usage() { return usage_; }
  void mount(http::Router& router);
  void addHandlers(jobs::Handlers& handlers);
  void addSchedules(Scheduler& scheduler);
  void addInterventions(jobs::Interventions& interventions) { interventions_.addTo(interventions); }
  static std::vector<SealedColumn> sealedColumns() {
    return {ServiceRepository::kCredentials, ServerRepository::kSecrets};
  }

 private:
  void declare(events::Bus& bus);
  void subscribe(events::Bus& bus);
  void addServerHandlers(jobs::Handlers& handlers);

  db::Database& database_;
  ServiceRepository services_;
  ServerRepository servers_;
  Placement placement_;
  ServiceDesk desk_;
  ProviderWork work_;
  ServiceActions actions_;
  ServiceInterventions interventions_;
  Renewals renewals_;
  PriceAnnouncements prices_;
  ServerDesk serverDesk_;
  ServerWatch watch_;
  AccountImport import_;
  ServiceRepair repair_;
  BackupWork backups_;
  UsageHistory usage_;
  ServiceRoutes routes_;
  BackupRoutes backupRoutes_;
  ServerRoutes serverRoutes_;
  ServerCareRoutes careRoutes_;
  ServerGroupRoutes groupRoutes_;
  PriceRoutes priceRoutes_;
};

}  // namespace hostler

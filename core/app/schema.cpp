#include "core/app/schema.h"

#include "core/http/idempotency.h"
#include "core/operations/operations.h"
#include "modules/accounts/accounts_module.h"
#include "modules/automation/automation_module.h"
#include "modules/billing/billing_module.h"
#include "modules/catalog/catalog_module.h"
#include "modules/notifications/notifications_module.h"
#include "modules/ordering/ordering_module.h"
#include "modules/plugins/plugins_module.h"
#include "modules/services/services_module.h"

namespace hostler {

// The core's own, from the files in their migrations/ folders.
std::span<const db::Migration> auditMigrations();
std::span<const db::Migration> eventsMigrations();
std::span<const db::Migration> httpMigrations();
std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> operationsMigrations();
std::span<const db::Migration> resellersMigrations();
std::span<const db::Migration> scheduleMigrations();
std::span<const db::Migration> secretsMigrations();

namespace app {

std::vector<db::Migration> allMigrations() {
  std::vector<db::Migration> all;
  for (const auto& some :
       {auditMigrations(), eventsMigrations(), httpMigrations(), jobsMigrations(),
        nodesMigrations(), operationsMigrations(), scheduleMigrations(), secretsMigrations(),
        resellersMigrations(), accountsMigrations(), catalogMigrations(), pluginsMigrations(),
        billingMigrations(), orderingMigrations(), servicesMigrations(), notificationsMigrations(),
        automationMigrations()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

std::vector<SealedColumn> allSealedColumns() {
  std::vector<SealedColumn> all{Operations::kReply, http::Idempotency::kSealedAnswer};
  const auto add = [&all](const auto& columns) {
    all.insert(all.end(), columns.begin(), columns.end());
  };
  add(accountsSealedColumns());
  add(PluginsModule::sealedColumns());
  add(BillingModule::sealedColumns());
  add(ServicesModule::sealedColumns());
  add(notificationsSealedColumns());
  return all;
}

}  // namespace app
}  // namespace hostler

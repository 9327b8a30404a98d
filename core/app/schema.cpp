#include "core/app/schema.h"

#include "core/http/idempotency.h"
#include "core/operations/operations.h"
#include "modules/accounts/accounts_module.h"
#include "modules/automation/automation_module.h"
#include "modules/billing/billing_module.h"
#include "modules/catalog/catalog_module.h"
#include "modules/compute/compute_module.h"
#include "modules/content/content_module.h"
#include "modules/dns/dns_module.h"
#include "modules/domains/domains_module.h"
#include "modules/files/files_module.h"
#include "modules/notifications/notifications_module.h"
#include "modules/ordering/ordering_module.h"
#include "modules/personal_data/retention.h"
#include "modules/plugins/plugins_module.h"
#include "modules/services/services_module.h"
#include "modules/support/support_module.h"
#include "modules/usage/usage_module.h"
#include "modules/webhooks/webhooks_module.h"

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
       {auditMigrations(),      eventsMigrations(),      httpMigrations(),
        jobsMigrations(),       nodesMigrations(),       operationsMigrations(),
        scheduleMigrations(),   secretsMigrations(),     resellersMigrations(),
        filesMigrations(),      accountsMigrations(),    catalogMigrations(),
        pluginsMigrations(),    billingMigrations(),     orderingMigrations(),
        servicesMigrations(),   usageMigrations(),       domainsMigrations(),
        dnsMigrations(),        computeMigrations(),     notificationsMigrations(),
        automationMigrations(), supportMigrations(),     contentMigrations(),
        webhooksMigrations(),   personalDataMigrations()}) {
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
  add(WebhooksModule::sealedColumns());
  add(DomainsModule::sealedColumns());
  add(notificationsSealedColumns());
  return all;
}

}  // namespace app
}  // namespace hostler

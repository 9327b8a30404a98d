#pragma once

#include "core/db/migration.h"
#include "core/jobs/interventions.h"
#include "modules/catalog/tld_routes.h"
#include "modules/domains/domain_forecast.h"
#include "modules/domains/domain_life.h"
#include "modules/domains/domain_routes.h"
#include "modules/domains/domain_search.h"
#include "modules/domains/search_routes.h"

#include <span>

namespace hostler {

std::span<const db::Migration> domainsMigrations();

/// Domains, put together: search, sale, registrar work and the years that follow.
class DomainsModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    Tenants& tenants;
    Accounts& accounts;
    Billing& billing;
    Corrections& corrections;
    Orders& orders;
    Operations& operations;
    ProviderPort& providers;
    AuditLog& audit;
    events::Bus& bus;
    jobs::Queue& queue;
    DomainLinkCheck isLinkable;
    DomainZoneLook zone = {};
  };
  explicit DomainsModule(Parts parts);

  DomainRepository& domains() { return domains_; }
  DomainActions& actions() { return actions_; }
  DomainSeller& seller() { return sales_; }
  DomainForecast& forecast() { return forecast_; }
  DomainLife& life() { return life_; }
  /// What the table of TLDs asks of this module.
  TldChecks tldChecks();
  void mount(http::Router& router);
  void addHandlers(jobs::Handlers& handlers);
  void addInterventions(jobs::Interventions& interventions);
  void addSchedules(Scheduler& scheduler) {
    scheduler.addSource([this] { return life_.schedule(); });
  }
  /// Ends the threads that wait for registrars while people search.
  void stop() { search_.stop(); }
  static std::vector<SealedColumn> sealedColumns() {
    return {DomainRepository::kAuthCode, DomainWish::kAuthCode};
  }

 private:
  void declare(events::Bus& bus);
  void subscribe(events::Bus& bus);

  ProviderPort& providers_;
  NameAvailability availability_;
  DomainSearch search_;
  DomainRepository domains_;
  DomainDesk desk_;
  DomainSales sales_;
  DomainRenewals renewals_;
  DomainForecast forecast_;
  RegistrarWork work_;
  DomainActions actions_;
  DomainLife life_;
  DomainSearchRoutes searchRoutes_;
  DomainRoutes routes_;
};

}  // namespace hostler

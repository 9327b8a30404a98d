#pragma once

#include "core/db/migration.h"
#include "core/http/router.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/extra_routes.h"
#include "modules/catalog/product_group_routes.h"
#include "modules/catalog/product_routes.h"
#include "modules/catalog/product_service.h"
#include "modules/catalog/tld_routes.h"

#include <span>

namespace hostler {

std::span<const db::Migration> catalogMigrations();

/// What can be bought, put together.
class CatalogModule {
 public:
  CatalogModule(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit,
                ProvisioningCheck check)
      : catalog_{database},
        products_{database, clock, ids, audit, std::move(check)},
        routes_{database, catalog_, products_},
        groups_{database, ids, audit},
        extras_{database, clock, ids, audit},
        tlds_{{database, clock, ids, audit}} {}

  Catalog& catalog() { return catalog_; }
  ProductService& products() { return products_; }
  TldDesk& tlds() { return tlds_; }
  void mount(http::Router& router) {
    routes_.mount(router);
    groups_.mount(router);
    extras_.mount(router);
    tlds_.mount(router);
  }

 private:
  Catalog catalog_;
  ProductService products_;
  ProductRoutes routes_;
  ProductGroupRoutes groups_;
  ExtraRoutes extras_;
  TldDesk tlds_;
};

}  // namespace hostler

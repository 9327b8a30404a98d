#pragma once

#include "core/db/migration.h"
#include "core/http/router.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/product_routes.h"
#include "modules/catalog/product_service.h"

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
        routes_{database, catalog_, products_} {}

  Catalog& catalog() { return catalog_; }
  ProductService& products() { return products_; }
  void mount(http::Router& router) { routes_.mount(router); }

 private:
  Catalog catalog_;
  ProductService products_;
  ProductRoutes routes_;
};

}  // namespace hostler

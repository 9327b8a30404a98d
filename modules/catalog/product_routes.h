#pragma once

#include "core/http/router.h"
#include "modules/catalog/product_service.h"

namespace hostler {

inline constexpr http::Permission kManageProducts{"catalog:ManageProducts"};

class ProductRoutes {
 public:
  ProductRoutes(db::Database& database, Catalog& catalog, ProductService& products)
      : database_{database}, catalog_{catalog}, products_{products} {}
  void mount(http::Router& router);

 private:
  http::Page<ProductView> list(const http::Request<ProductQuery>& request);
  ProductView one(const http::Request<http::Nothing>& request);
  ProductView forStaff(db::Reader& reader, Id<Tenant> tenant, const Product& product);
  ProductView shown(Id<Tenant> tenant, Id<Product> id);

  db::Database& database_;
  Catalog& catalog_;
  ProductService& products_;
};

}  // namespace hostler

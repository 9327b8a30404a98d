#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "modules/catalog/catalog.h"

namespace hostler {

struct ProductGroupView {
  std::optional<Id<ProductGroup>> id;
  std::string name;
  std::optional<std::string> slug;
  int position = 0;
  std::optional<std::int64_t> products;  ///< how many stand on it
  static void describe(Shape<ProductGroupView>& shape);
};

struct ProductGroupPatch {
  std::optional<std::string> name, slug;
  std::optional<int> position;
  static void describe(Shape<ProductGroupPatch>& shape);
};

/// The shelves of the catalogue, as staff keep them.
class ProductGroupRoutes {
 public:
  ProductGroupRoutes(db::Database& database, IdMint& ids, AuditLog& audit)
      : database_{database}, ids_{ids}, audit_{audit} {}
  void mount(http::Router& router);

 private:
  ProductGroupView create(const Actor& actor, const ProductGroupView& body);
  ProductGroupView change(const Actor& actor, Id<ProductGroup> id, const ProductGroupPatch& patch);
  void remove(const Actor& actor, Id<ProductGroup> id);
  ProductGroupView one(Id<Tenant> tenant, Id<ProductGroup> id);

  db::Database& database_;
  IdMint& ids_;
  AuditLog& audit_;
};

}  // namespace hostler

#pragma once

#include "core/audit/audit_log.h"
#include "core/nodes/id_mint.h"
#include "modules/catalog/catalog.h"
#include "modules/catalog/product_problem.h"
#include "modules/catalog/product_views.h"

namespace hostler {

/// Judges what a product says about its provisioning: the plugin must exist and take these
/// settings. Adds to `errors` under "provisioning".
using ProvisioningCheck =
    std::function<Provisioning(const Json& provisioning, FieldErrors& errors)>;

/// What staff do with products.
class ProductService {
 public:
  ProductService(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit,
                 ProvisioningCheck check)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit}, check_{std::move(check)} {}

  /// Without one every product can be delivered. Called once, before the first request.
  void setReadiness(ProductReadiness readiness) { readiness_ = std::move(readiness); }
  /// What keeps a product from being delivered.
  std::vector<ProductProblem> problemsOf(db::Reader& reader, const Product& product) const;

  /// Throws ValidationError where it is to be on sale and could not be delivered.
  Product create(const Actor& actor, const ProductBody& body);
  /// Replaces everything but the id. What services pay stays as it is: prices here are for new
  /// orders. Putting on sale what could not be delivered throws ValidationError; what is on sale
  /// already may be changed all the same.
  Product replace(const Actor& actor, Id<Product> id, const ProductBody& body);
  /// Takes it off sale for good; services of it live on.
  void remove(const Actor& actor, Id<Product> id);

 private:
  Product made(db::Transaction& tx, const Actor& actor, Id<Product> id, const ProductBody& body);
  void mustBeReady(db::Reader& reader, const Product& product);
  void checkExtras(db::Reader& reader, Id<Tenant> tenant, const Product& product);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
  ProvisioningCheck check_;
  ProductReadiness readiness_;
};

}  // namespace hostler

#pragma once

#include "core/http/page.h"
#include "modules/catalog/catalog.h"

namespace hostler {

/// SQL of products: one function for each statement.
namespace product_repository {

struct Filter {
  std::optional<ProductType> type;
  bool onSaleOnly = true;
};

std::vector<Product> list(db::Reader& reader, Id<Tenant> tenant, const Filter& filter,
                          const http::ListOrder& order, int limit);
std::optional<Product> find(db::Reader& reader, Id<Tenant> tenant, Id<Product> id);
std::optional<Product> findBySlug(db::Reader& reader, Id<Tenant> tenant, const std::string& slug);

/// Throws db::UniqueViolation when the slug is taken.
void insert(db::Transaction& tx, Id<Tenant> tenant, const Product& product, Instant now);
bool update(db::Transaction& tx, Id<Tenant> tenant, const Product& product, Instant now);
bool markDeleted(db::Transaction& tx, Id<Tenant> tenant, Id<Product> id, Instant now);
void replacePrices(db::Transaction& tx, const Product& product);

/// Of every tenant: the types of what it has on sale, each once.
std::vector<std::pair<Id<Tenant>, ProductType>> typesOnSale(db::Reader& reader);

/// The slug that a group's name makes.
std::string groupSlugOf(const std::string& name);
Id<ProductGroup> groupNamed(db::Transaction& tx, Id<Tenant> tenant, const std::string& name,
                            Id<ProductGroup> fresh);

}  // namespace product_repository
}  // namespace hostler

#include "modules/catalog/catalog.h"

#include "core/problem/problem.h"
#include "modules/catalog/product_repository.h"

namespace hostler {
namespace {

constexpr auto kTakeStock = "UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?";
constexpr auto kReturnStock =
    "UPDATE products SET stock = stock + ? WHERE id = ? AND stock IS NOT NULL";
constexpr auto kIsUnlimited = "SELECT 1 AS one FROM products WHERE id = ? AND stock IS NULL";

}  // namespace

const Price* Product::priceIn(Currency currency, Cycle cycle) const {
  for (const auto& price : prices) {
    if (price.price.currency() == currency && price.cycle == cycle) return &price;
  }
  return nullptr;
}

Product Catalog::get(db::Reader& reader, Id<Tenant> tenant, Id<Product> id) {
  auto product = product_repository::find(reader, tenant, id);
  if (!product) throw NotFound{};
  return std::move(*product);
}

std::vector<Product> Catalog::getAll(db::Reader& reader, Id<Tenant> tenant,
                                     const std::vector<Id<Product>>& ids) {
  std::vector<Product> products;
  for (const auto id : ids) products.push_back(get(reader, tenant, id));
  return products;
}

bool Catalog::takeStock(db::Transaction& tx, Id<Product> id, std::int64_t quantity) {
  if (tx.execute(kTakeStock, quantity, id, quantity) == 1) return true;
  return !tx.query(kIsUnlimited, id).empty();
}

void Catalog::returnStock(db::Transaction& tx, Id<Product> id, std::int64_t quantity) {
  tx.execute(kReturnStock, quantity, id);
}

}  // namespace hostler

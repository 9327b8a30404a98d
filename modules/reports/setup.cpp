#include "modules/reports/setup.h"

namespace hostler {
namespace {

constexpr auto kTaxes = "SELECT 1 AS found FROM tax_rules WHERE tenant_id = ? LIMIT 1";
constexpr auto kServers = "SELECT 1 AS found FROM servers WHERE tenant_id = ? LIMIT 1";
constexpr auto kProducts = R"sql(
  SELECT 1 AS found FROM products p
   WHERE p.tenant_id = ? AND p.active = 1 AND p.visible = 1 AND p.deleted_at IS NULL
     AND EXISTS (SELECT 1 FROM product_prices c WHERE c.product_id = p.id) LIMIT 1)sql";
constexpr auto kOrders =
    "SELECT 1 AS found FROM orders WHERE tenant_id = ? AND status = 'active' LIMIT 1";

}  // namespace

void SetupView::describe(Shape<SetupView>& shape) {
  shape.field("taxes", &SetupView::taxes).describedAs("a rate of tax");
  shape.field("servers", &SetupView::servers).describedAs("a server, or an account at a cloud");
  shape.field("products", &SetupView::products).describedAs("a product on sale that has a price");
  shape.field("orders", &SetupView::orders).describedAs("an order that is done");
}

SetupView setupOf(db::Reader& reader, Id<Tenant> tenant) {
  const auto isThere = [&](const char* sql) { return !reader.query(sql, tenant).empty(); };
  return {isThere(kTaxes), isThere(kServers), isThere(kProducts), isThere(kOrders)};
}

}  // namespace hostler

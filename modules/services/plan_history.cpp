#include "modules/services/plan_history.h"

namespace hostler::plan_history {
namespace {

constexpr auto kSelect = R"sql(
  SELECT from_product_id, product_id, updated_at FROM service_changes
   WHERE service_id = ? AND updated_at >= ? AND state = 'done' AND from_product_id IS NOT NULL
   ORDER BY updated_at)sql";

}  // namespace

std::vector<MadeChange> since(db::Reader& reader, Id<Service> service, Instant from) {
  return reader.query(kSelect, service, from).map([](const db::Row& row) {
    return MadeChange{row.id<Product>("from_product_id"), row.id<Product>("product_id"),
                      row.instant("updated_at")};
  });
}

}  // namespace hostler::plan_history

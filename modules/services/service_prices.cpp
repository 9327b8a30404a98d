#include "modules/services/service_prices.h"

#include "core/db/id_lists.h"

namespace hostler::service_prices {
namespace {

const std::string kSelect =
    "SELECT id, service_id, product_id, cycle, currency, old_price, price, effective_on, "
    "applied_from, state, created_at FROM service_prices WHERE ";
constexpr auto kInsert = R"sql(
  INSERT INTO service_prices (id, service_id, tenant_id, product_id, open_of, cycle, currency, old_price, price,
                              effective_on, state, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'announced', ?, ?))sql";
constexpr auto kEnd =
    "UPDATE service_prices SET open_of = NULL, state = ?, updated_at = ? WHERE open_of = ?";
constexpr auto kApply =
    "UPDATE service_prices SET open_of = NULL, state = 'applied', applied_from = ?, updated_at = ? "
    "WHERE id = ?";
constexpr auto kCosts = "UPDATE services SET price = ?, updated_at = ? WHERE id = ?";
constexpr auto kWithdraw =
    "UPDATE service_prices SET open_of = NULL, state = 'withdrawn', updated_at = ? WHERE tenant_id "
    "= ? AND product_id = ? AND open_of IS NOT NULL";

ServicePrice priceOf(const db::Row& row) {
  ServicePrice price;
  price.id = row.integer("id");
  price.service = row.id<Service>("service_id");
  price.product = row.id<Product>("product_id");
  price.cycle = row.get<Cycle>("cycle");
  price.oldPrice = row.money("old_price", "currency");
  price.price = row.money("price", "currency");
  price.effectiveOn = row.date("effective_on");
  price.appliedFrom = row.get<std::optional<Date>>("applied_from");
  price.state = row.get<PriceState>("state");
  price.announcedAt = row.instant("created_at");
  return price;
}

}  // namespace

std::vector<ServicePrice> of(db::Reader& reader, Id<Service> service) {
  return reader.query(kSelect + "service_id = ? ORDER BY created_at, id", service).map(priceOf);
}

std::map<Id<Service>, ServicePrice> announced(db::Reader& reader,
                                              const std::vector<Id<Service>>& services) {
  std::map<Id<Service>, ServicePrice> prices;
  for (auto& price : db::mapByIds(reader, kSelect + "open_of IN ({ids})", services, priceOf)) {
    const auto service = price.service;
    prices.emplace(service, std::move(price));
  }
  return prices;
}

std::optional<ServicePrice> comingAfter(db::Reader& reader, Id<Service> service, Date day) {
  return reader
      .query(kSelect +
                 "service_id = ? AND state = 'applied' AND applied_from > ? ORDER BY "
                 "applied_from LIMIT 1",
             service, day)
      .first(priceOf);
}

void announce(db::Transaction& tx, Id<Tenant> tenant, const ServicePrice& price, Instant now) {
  replaced(tx, price.service, now);
  tx.execute(kInsert, price.id, price.service, tenant, price.product, price.service, price.cycle,
             price.price.currency(), price.oldPrice.minor(), price.price.minor(), price.effectiveOn,
             now, now);
}

void apply(db::Transaction& tx, const ServicePrice& price, Date start, Instant now) {
  tx.execute(kApply, start, now, price.id);
  tx.execute(kCosts, price.price.minor(), now, price.service);
}

void replaced(db::Transaction& tx, Id<Service> service, Instant now) {
  tx.execute(kEnd, "replaced", now, service);
}

std::int64_t withdraw(db::Transaction& tx, Id<Tenant> tenant, Id<Product> product, Instant now) {
  return tx.execute(kWithdraw, now, tenant, product);
}

}  // namespace hostler::service_prices

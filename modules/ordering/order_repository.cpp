#include "modules/ordering/order_repository.h"

#include "core/db/id_lists.h"

#include <algorithm>

namespace hostler::order_repository {
namespace {

constexpr auto kInsertOrder = R"sql(
  INSERT INTO orders (id, tenant_id, account_id, status, invoice_id, currency, total, coupon_code, notes, address,
                      user_agent, cancel_reason, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?))sql";
constexpr auto kInsertItems =
    "INSERT INTO order_items (id, order_id, tenant_id, account_id, product_id, status, cycle, "
    "quantity, currency, unit_price, "
    "setup_fee, discount, total, domain, hostname, service_id, period_from, period_until, "
    "coupon_percent, coupon_amount, "
    "coupon_cycles_left, extras)";
const std::string kSelect =
    "SELECT id, tenant_id, account_id, status, invoice_id, currency, total, coupon_code, notes, "
    "cancel_reason, created_at "
    "FROM orders WHERE ";
const std::string kSelectItems =
    "SELECT id, order_id, product_id, status, cycle, quantity, currency, unit_price, setup_fee, "
    "discount, total, domain, "
    "hostname, service_id, period_from, period_until, coupon_percent, coupon_amount, "
    "coupon_cycles_left, extras FROM order_items WHERE ";
constexpr auto kSetStatus =
    "UPDATE orders SET status = ?, cancel_reason = ?, updated_at = ? WHERE id = ?";
const std::string kLockAll = kSelect + "id IN ({ids}) ORDER BY id {for_update}";
const std::string kSelectItemsOfOrders = kSelectItems + "order_id IN ({ids})";
const std::string kSelectItemsOfServices = kSelectItems + "service_id IN ({ids})";
constexpr auto kSetStatuses = "UPDATE orders SET status = ?, updated_at = ? WHERE id IN ({ids})";
constexpr auto kSetItemStatuses = "UPDATE order_items SET status = ? WHERE id IN ({ids})";

const std::string kSelectDomains =
    "SELECT id, order_id, domain_id, name, action, years, status, currency, unit_price, total FROM "
    "order_domains WHERE ";
const std::string kSelectDomainsOfOrders = kSelectDomains + "order_id IN ({ids})";
constexpr auto kInsertDomain = R"sql(
  INSERT INTO order_domains (id, order_id, tenant_id, account_id, domain_id, name, action, years, status, currency,
                             unit_price, total)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSetDomainStatus = "UPDATE order_domains SET status = ? WHERE id = ?";

OrderDomain domainOf(const db::Row& row) {
  OrderDomain domain;
  domain.id = row.id<OrderItem>("id");
  domain.order = row.id<Order>("order_id");
  domain.domain = row.id<Domain>("domain_id");
  domain.name = row.text("name");
  domain.action = row.get<DomainAction>("action");
  domain.years = row.get<int>("years");
  domain.status = row.get<OrderItemStatus>("status");
  domain.unitPrice = row.money("unit_price", "currency");
  domain.total = row.money("total", "currency");
  return domain;
}

Order orderOf(const db::Row& row) {
  Order order;
  order.id = row.id<Order>("id");
  order.tenant = row.id<Tenant>("tenant_id");
  order.account = row.id<Account>("account_id");
  order.status = row.get<OrderStatus>("status");
  order.invoice = row.id<Invoice>("invoice_id");
  order.total = row.money("total", "currency");
  order.coupon = row.get<std::optional<std::string>>("coupon_code");
  order.notes = row.text("notes");
  order.cancelReason = row.text("cancel_reason");
  order.createdAt = row.instant("created_at");
  return order;
}

OrderItem itemOf(const db::Row& row) {
  const auto currency = row.currency("currency");
  OrderItem item;
  item.id = row.id<OrderItem>("id");
  item.order = row.id<Order>("order_id");
  item.product = row.id<Product>("product_id");
  item.status = row.get<OrderItemStatus>("status");
  item.cycle = row.get<Cycle>("cycle");
  item.quantity = row.get<int>("quantity");
  item.unitPrice = row.money("unit_price", currency);
  item.setupFee = row.money("setup_fee", currency);
  item.discount = row.money("discount", currency);
  item.total = row.money("total", currency);
  item.domain = row.get<std::optional<std::string>>("domain");
  item.hostname = row.get<std::optional<std::string>>("hostname");
  item.service = row.id<Service>("service_id");
  item.periodFrom = row.date("period_from");
  item.periodUntil = row.get<std::optional<Date>>("period_until");
  const auto percent = row.get<std::optional<Decimal>>("coupon_percent");
  if (percent || !row.isNull("coupon_amount")) {
    RecurringDiscount recurring;
    recurring.percent = percent;
    if (!row.isNull("coupon_amount")) recurring.amount = row.money("coupon_amount", currency);
    recurring.cyclesLeft = row.get<std::optional<int>>("coupon_cycles_left");
    item.recurring = recurring;
  }
  item.extras = extrasFromText(row.get<std::optional<std::string>>("extras"));
  return item;
}

// Sorted here: asked to sort, the database may well read the whole table in its order.
template <class Ids>
std::vector<OrderItem> itemsIn(db::Reader& reader, const std::string& sql, const Ids& of) {
  auto items = db::mapByIds(reader, sql, of, itemOf);
  std::ranges::sort(items, {}, &OrderItem::id);
  return items;
}

std::optional<Order> withItems(db::Reader& reader, const Scope& scope, std::optional<Order> order) {
  if (!order || order->tenant != scope.tenant ||
      (scope.account && *scope.account != order->account))
    return std::nullopt;
  order->items = items(reader, order->id);
  order->domains = domains(reader, order->id);
  return order;
}

}  // namespace

void insert(db::Transaction& tx, const Order& order, const Origin& origin) {
  tx.execute(kInsertOrder, order.id, order.tenant, order.account, order.status, order.invoice,
             order.total.currency(), order.total.minor(), order.coupon, order.notes, origin.address,
             origin.userAgent, order.createdAt, order.createdAt);
  db::BulkInsert rows{tx, kInsertItems, 22};
  for (const auto& item : order.items) {
    std::optional<Decimal> percent;
    std::optional<std::int64_t> amount;
    std::optional<int> cycles;
    if (item.recurring) {
      percent = item.recurring->percent;
      if (item.recurring->amount) amount = item.recurring->amount->minor();
      cycles = item.recurring->cyclesLeft;
    }
    rows.add(item.id, order.id, order.tenant, order.account, item.product, item.status, item.cycle,
             item.quantity, item.unitPrice.currency(), item.unitPrice.minor(),
             item.setupFee.minor(), item.discount.minor(), item.total.minor(), item.domain,
             item.hostname, item.service, item.periodFrom, item.periodUntil, percent, amount,
             cycles, keptText(item.extras));
  }
  rows.flush();
  for (const auto& item : order.domains) {
    tx.execute(kInsertDomain, item.id, order.id, order.tenant, order.account, item.domain,
               item.name, item.action, item.years, item.status, item.total.currency(),
               item.unitPrice.minor(), item.total.minor());
  }
}

std::optional<Order> find(db::Reader& reader, const Scope& scope, Id<Order> id) {
  return withItems(reader, scope, reader.query(kSelect + "id = ?", id).first(orderOf));
}

std::optional<Order> lock(db::Transaction& tx, const Scope& scope, Id<Order> id) {
  return withItems(tx, scope, tx.query(kSelect + "id = ? {for_update}", id).first(orderOf));
}

std::optional<Order> findByInvoice(db::Reader& reader, Id<Tenant> tenant, Id<Invoice> invoice) {
  return withItems(reader, Scope::ofTenant(tenant),
                   reader.query(kSelect + "invoice_id = ?", invoice).first(orderOf));
}

std::vector<Order> list(db::Reader& reader, const Scope& scope, std::optional<OrderStatus> status,
                        const http::ListOrder& order, int limit) {
  std::string sql = kSelect + "tenant_id = ?";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND account_id = ?";
    params.emplace_back(*scope.account);
  }
  if (status) {
    sql += " AND status = ?";
    params.emplace_back(*status);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  auto orders = reader.run(sql + order.sql("id"), params).map(orderOf);
  for (auto& one : orders) {
    one.items = items(reader, one.id);
    one.domains = domains(reader, one.id);
  }
  return orders;
}

std::vector<OrderItem> items(db::Reader& reader, Id<Order> order) {
  return reader.query(kSelectItems + "order_id = ? ORDER BY id", order).map(itemOf);
}

std::vector<OrderDomain> domains(db::Reader& reader, Id<Order> order) {
  return reader.query(kSelectDomains + "order_id = ? ORDER BY id", order).map(domainOf);
}

std::optional<OrderDomain> findDomain(db::Reader& reader, Id<OrderItem> item) {
  return reader.query(kSelectDomains + "id = ?", item).first(domainOf);
}

void setDomainStatus(db::Transaction& tx, Id<OrderItem> item, OrderItemStatus status) {
  tx.execute(kSetDomainStatus, status, item);
}

std::vector<OrderItem> itemsByService(db::Reader& reader,
                                      const std::vector<Id<Service>>& services) {
  return itemsIn(reader, kSelectItemsOfServices, services);
}

std::vector<Order> lockAll(db::Transaction& tx, Id<Tenant> tenant, const std::set<Id<Order>>& ids) {
  auto orders = db::mapByIds(tx, kLockAll, ids, orderOf);
  std::erase_if(orders, [&](const Order& order) { return order.tenant != tenant; });
  for (auto& item : itemsIn(tx, kSelectItemsOfOrders, ids)) {
    const auto owner = std::ranges::find(orders, item.order, &Order::id);
    if (owner != orders.end()) owner->items.push_back(std::move(item));
  }
  for (auto& item : db::mapByIds(tx, kSelectDomainsOfOrders, ids, domainOf)) {
    const auto owner = std::ranges::find(orders, item.order, &Order::id);
    if (owner != orders.end()) owner->domains.push_back(std::move(item));
  }
  return orders;
}

void setStatus(db::Transaction& tx, Id<Order> id, OrderStatus status, const std::string& reason,
               Instant now) {
  tx.execute(kSetStatus, status, reason, now, id);
}

void setStatuses(db::Transaction& tx, const std::vector<Id<Order>>& ids, OrderStatus status,
                 Instant now) {
  const std::array<db::Param, 2> values{status, now};
  db::changeByIds(tx, kSetStatuses, db::numbersOf(ids), values);
}

void setItemStatuses(db::Transaction& tx, const std::vector<Id<OrderItem>>& ids,
                     OrderItemStatus status) {
  const std::array<db::Param, 1> values{status};
  db::changeByIds(tx, kSetItemStatuses, db::numbersOf(ids), values);
}

std::vector<Order> pendingBefore(db::Reader& reader, Id<Tenant> tenant, Instant before,
                                 Id<Order> after, int limit) {
  return reader
      .query(kSelect +
                 "tenant_id = ? AND status = 'pending' AND created_at < ? AND id > ? ORDER BY id "
                 "LIMIT ?",
             tenant, before, after, limit)
      .map(orderOf);
}

}  // namespace hostler::order_repository

#include "modules/ordering/ordering.h"

#include "modules/ordering/order_repository.h"

#include <algorithm>
#include <map>
#include <set>

namespace hostler {

void OrderPlaced::describe(Shape<OrderPlaced>& shape) {
  shape.field("order", &OrderPlaced::order);
  shape.field("account", &OrderPlaced::account);
  shape.field("invoice", &OrderPlaced::invoice);
  shape.field("total", &OrderPlaced::total);
}

void OrderAccepted::describe(Shape<OrderAccepted>& shape) {
  shape.field("order", &OrderAccepted::order);
  shape.field("account", &OrderAccepted::account);
}

void OrderCancelled::describe(Shape<OrderCancelled>& shape) {
  shape.field("order", &OrderCancelled::order);
  shape.field("account", &OrderCancelled::account);
  shape.field("reason", &OrderCancelled::reason);
}

std::optional<Order> Orders::find(db::Reader& reader, const Scope& scope, Id<Order> id) {
  return order_repository::find(reader, scope, id);
}

std::optional<Order> Orders::findByInvoice(db::Reader& reader, Id<Tenant> tenant,
                                           Id<Invoice> invoice) {
  return order_repository::findByInvoice(reader, tenant, invoice);
}

std::vector<OrderItem> Orders::items(db::Reader& reader, Id<Order> order) {
  return order_repository::items(reader, order);
}

std::vector<OrderItem> Orders::itemsByService(db::Reader& reader,
                                              const std::vector<Id<Service>>& services) {
  return order_repository::itemsByService(reader, services);
}

void Orders::moveItems(db::Transaction& tx, const Actor& actor,
                       const std::vector<Id<Service>>& services, OrderItemStatus status) {
  std::set<Id<Order>> orders;
  std::vector<Id<OrderItem>> moved;
  for (const auto& item : order_repository::itemsByService(tx, services)) {
    // What has been delivered stays so, whatever becomes of its service later.
    const bool isOver =
        item.status == OrderItemStatus::Active || item.status == OrderItemStatus::Cancelled;
    if (item.status == status || (isOver && status != OrderItemStatus::Cancelled)) continue;
    moved.push_back(item.id);
    orders.insert(item.order);
  }
  order_repository::setItemStatuses(tx, moved, status);
  settle(tx, actor, orders);
}

std::vector<OrderDomain> Orders::domains(db::Reader& reader, Id<Order> order) {
  return order_repository::domains(reader, order);
}

void Orders::moveDomain(db::Transaction& tx, const Actor& actor, Id<OrderItem> id,
                        OrderItemStatus status) {
  const auto item = order_repository::findDomain(tx, id);
  if (!item || item->status == status) return;
  const bool isOver =
      item->status == OrderItemStatus::Active || item->status == OrderItemStatus::Cancelled;
  if (isOver && status != OrderItemStatus::Cancelled) return;
  order_repository::setDomainStatus(tx, id, status);
  settle(tx, actor, {item->order});
}

// The orders' status, as it follows from their items.
void Orders::settle(db::Transaction& tx, const Actor& actor, const std::set<Id<Order>>& orders) {
  std::map<OrderStatus, std::vector<Id<Order>>> become;
  std::vector<Change> changes;
  for (const auto& order : order_repository::lockAll(tx, actor.scope.tenant, orders)) {
    if (order.status == OrderStatus::Cancelled || order.status == OrderStatus::Fraud) continue;
    const auto isOver = [](const auto& item) {
      return item.status == OrderItemStatus::Active || item.status == OrderItemStatus::Cancelled;
    };
    const bool all =
        std::ranges::all_of(order.items, isOver) && std::ranges::all_of(order.domains, isOver);
    const auto next = all ? OrderStatus::Active : OrderStatus::Processing;
    if (next == order.status) continue;
    become[next].push_back(order.id);
    changes.push_back({"order.status_changed",
                       order.id.text(),
                       {{"status", wordOf(order.status)}},
                       {{"status", wordOf(next)}}});
  }
  for (const auto& [next, ids] : become) order_repository::setStatuses(tx, ids, next, clock_.now());
  if (!changes.empty()) audit_.record(tx, actor, changes);
}

}  // namespace hostler

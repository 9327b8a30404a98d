#include "modules/ordering/order_service.h"

#include "modules/billing/billing_events.h"
#include "modules/ordering/coupon.h"
#include "modules/ordering/order_repository.h"

namespace hostler {

OrderService::OrderService(Parts parts) : parts_{parts} {
  parts_.bus.subscribe<InvoiceReissued>([](db::Transaction& tx, const Actor&, const Scope&,
                                           const InvoiceReissued& event) {
    tx.execute("UPDATE orders SET invoice_id = ? WHERE invoice_id = ?", event.after, event.before);
  });
}

void OrderService::end(db::Transaction& tx, const Actor& actor, Order& order, OrderStatus status,
                       const std::string& reason) {
  std::vector<Id<OrderItem>> ended;
  for (auto& item : order.items) {
    // What runs is only suspended, and still takes its place.
    if (item.status == OrderItemStatus::Cancelled || item.status == OrderItemStatus::Active)
      continue;
    parts_.catalog.returnStock(tx, item.product, item.quantity);
    item.status = OrderItemStatus::Cancelled;
    ended.push_back(item.id);
  }
  order_repository::setItemStatuses(tx, ended, OrderItemStatus::Cancelled);
  for (auto& item : order.domains) {
    if (item.status == OrderItemStatus::Cancelled || item.status == OrderItemStatus::Active)
      continue;
    item.status = OrderItemStatus::Cancelled;
    order_repository::setDomainStatus(tx, item.id, item.status);
  }
  coupon_repository::giveBack(tx, order.id);
  order_repository::setStatus(tx, order.id, status, reason, parts_.clock.now());
  parts_.audit.record(tx, actor,
                      {"order." + std::string{wordOf(status)},
                       order.id.text(),
                       {{"status", wordOf(order.status)}},
                       {{"status", wordOf(status)}, {"reason", reason}}});
  order.status = status;
  order.cancelReason = reason;
  const auto scope = Scope::ofAccount(order.tenant, order.account);
  parts_.bus.publish(tx, actor, scope, OrderCancelled{order.id, order.account, reason});
}

Order OrderService::cancelIn(db::Transaction& tx, const Actor& actor, Id<Order> id,
                             const std::string& reason) {
  auto order = order_repository::lock(tx, actor.scope, id);
  if (!order) throw NotFound{};
  if (order->status != OrderStatus::Pending) {
    throw DomainError{"order_not_cancellable",
                      409,
                      "Only an order that is not paid yet can be cancelled.",
                      {{"order_status", wordOf(order->status)}}};
  }
  const auto invoice = parts_.billing.find(tx, actor.scope, order->invoice);
  if (invoice && invoice->isOpen()) parts_.corrections.cancel(tx, actor, order->invoice, reason);
  end(tx, actor, *order, OrderStatus::Cancelled, reason);
  return std::move(*order);
}

Order OrderService::cancel(const Actor& actor, Id<Order> id, const std::string& reason) {
  return parts_.database.transaction(
      [&](db::Transaction& tx) { return cancelIn(tx, actor, id, reason); });
}

Order OrderService::accept(const Actor& actor, Id<Order> id) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto order = order_repository::lock(tx, actor.scope, id);
    if (!order) throw NotFound{};
    if (order->status != OrderStatus::Pending) {
      throw DomainError{"order_not_acceptable",
                        409,
                        "Only an order that waits for its payment can be accepted.",
                        {{"order_status", wordOf(order->status)}}};
    }
    parts_.audit.record(tx, actor, "order.accepted", id.text());
    parts_.bus.publish(tx, actor, Scope::ofAccount(order->tenant, order->account),
                       OrderAccepted{id, order->account});
    return order_repository::find(tx, actor.scope, id).value();
  });
}

Order OrderService::markFraud(const Actor& actor, Id<Order> id, const std::string& reason) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto order = order_repository::lock(tx, actor.scope, id);
    if (!order) throw NotFound{};
    const auto invoice = parts_.billing.find(tx, actor.scope, order->invoice);
    // One that staff let go ahead unpaid is active at once, and may turn out a fraud just then.
    const bool isOpen = order->status == OrderStatus::Pending ||
                        order->status == OrderStatus::Processing ||
                        (order->status == OrderStatus::Active && invoice && invoice->isOpen());
    if (!isOpen) {
      throw DomainError{"order_not_markable",
                        409,
                        "The order has gone too far for that.",
                        {{"order_status", wordOf(order->status)}}};
    }
    if (invoice && invoice->stored == InvoiceStatus::Unpaid)
      parts_.corrections.cancel(tx, actor, order->invoice, reason);
    end(tx, actor, *order, OrderStatus::Fraud, reason);
    return std::move(*order);
  });
}

}  // namespace hostler

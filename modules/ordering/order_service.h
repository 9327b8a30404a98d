#pragma once

#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"
#include "modules/ordering/ordering.h"

namespace hostler {

/// What happens to orders after they were placed.
class OrderService {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Catalog& catalog;
    Billing& billing;
    Corrections& corrections;
    AuditLog& audit;
    events::Bus& bus;
  };
  /// From then on an order follows its invoice to the one that was issued in its place.
  explicit OrderService(Parts parts);

  /// Cancels an order that is not paid: its invoice is taken back, stock and coupon use return
  /// once. Throws 409 `order_not_cancellable` when something was paid or the order has gone on.
  Order cancel(const Actor& actor, Id<Order> id, const std::string& reason);
  Order cancelIn(db::Transaction& tx, const Actor& actor, Id<Order> id, const std::string& reason);
  /// Staff vouch for an order that is not paid yet: it goes ahead, and its invoice stays owed.
  /// Throws 409 `order_not_acceptable` when it does not wait for its payment.
  Order accept(const Actor& actor, Id<Order> id);
  /// Staff's verdict: nothing more of it is provisioned, and what runs already is suspended for
  /// abuse. What was paid waits for a refund.
  Order markFraud(const Actor& actor, Id<Order> id, const std::string& reason);

 private:
  void end(db::Transaction& tx, const Actor& actor, Order& order, OrderStatus status,
           const std::string& reason);

  Parts parts_;
};

}  // namespace hostler

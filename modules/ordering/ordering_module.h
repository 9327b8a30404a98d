#pragma once

#include "core/db/migration.h"
#include "modules/ordering/cart_service.h"
#include "modules/ordering/checkout_service.h"
#include "modules/ordering/order_service.h"
#include "modules/ordering/ordering_routes.h"

#include <span>

namespace hostler {

std::span<const db::Migration> orderingMigrations();

/// Carts, checkout and orders, put together.
class OrderingModule {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Random& random;
    Tenants& tenants;
    Accounts& accounts;
    Catalog& catalog;
    Billing& billing;
    Corrections& corrections;
    PaymentService& payments;
    AuditLog& audit;
    events::Bus& bus;
    BeforeHook before;
  };
  explicit OrderingModule(Parts parts);

  Orders& orders() { return orders_; }
  CartService& carts() { return carts_; }
  OrderService& service() { return service_; }
  void mount(http::Router& router) { routes_.mount(router); }
  /// Judges from now on whether what is bought could be delivered. Called once, before the first
  /// request.
  void judgeReadiness(ProductReadiness readiness) { pricing_.setReadiness(std::move(readiness)); }
  /// Sells domains from now on. Called once, before the first request.
  void sellDomains(DomainSeller& seller) { pricing_.setSeller(seller); }

 private:
  Orders orders_;
  CartPricing pricing_;
  CartService carts_;
  CheckoutService checkout_;
  OrderService service_;
  OrderingRoutes routes_;
};

}  // namespace hostler

#pragma once

#include "core/http/router.h"
#include "core/http/signals.h"
#include "modules/ordering/cart_service.h"
#include "modules/ordering/checkout_service.h"
#include "modules/ordering/order_service.h"
#include "modules/ordering/order_views.h"

namespace hostler {

inline constexpr http::Permission kPlaceOrders{"ordering:PlaceOrders"};
inline constexpr http::Permission kReadOrders{"ordering:ReadOrders"};
inline constexpr http::Permission kManageOrders{"ordering:ManageOrders"};
inline constexpr http::Permission kManageCoupons{"ordering:ManageCoupons"};

class OrderingRoutes {
 public:
  OrderingRoutes(db::Database& database, const Clock& clock, IdMint& ids, Tenants& tenants,
                 CartService& carts, CheckoutService& checkout, OrderService& orders,
                 PaymentService& payments, AuditLog& audit)
      : database_{database},
        clock_{clock},
        ids_{ids},
        tenants_{tenants},
        carts_{carts},
        checkout_{checkout},
        orders_{orders},
        payments_{payments},
        audit_{audit} {}
  void mount(http::Router& router);

 private:
  void mountCart(http::Router& router);
  void mountOrders(http::Router& router);
  void mountCoupons(http::Router& router);
  http::Reply<CheckoutReply> checkOut(const http::Request<CheckoutBody>& request);
  /// A client's own that they may read; for staff, all of the shop.
  http::Page<OrderView> list(const http::Request<OrderQuery>& request);
  OrderView one(const Scope& scope, Id<Order> id);
  CouponView coupon(Id<Tenant> tenant, Id<Coupon> id);
  CouponView createCoupon(const Actor& actor, const CouponView& body);
  CouponView changeCoupon(const Actor& actor, Id<Coupon> id, const CouponPatch& patch);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  Tenants& tenants_;
  CartService& carts_;
  CheckoutService& checkout_;
  OrderService& orders_;
  PaymentService& payments_;
  AuditLog& audit_;
};

}  // namespace hostler

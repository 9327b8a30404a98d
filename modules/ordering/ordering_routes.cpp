#include "modules/ordering/ordering_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/start_payment_job.h"
#include "modules/ordering/order_repository.h"

namespace hostler {

using http::Access;

namespace {

struct CodeTaken : DomainError {
  CodeTaken() : DomainError{"code_taken", 409, "Another coupon has this code."} {}
};

http::Reply<CartView> replyOf(const CartService::Shown& shown, int status = 0) {
  http::Reply<CartView> reply{CartView::of(shown.cart), status};
  if (shown.newToken)
    reply.cookies.push_back({"__Host-cart", *shown.newToken, std::chrono::hours{24 * 30}});
  return reply;
}

}  // namespace

void OrderingRoutes::mount(http::Router& router) {
  mountCart(router);
  mountOrders(router);
  mountCoupons(router);
}

void OrderingRoutes::mountCart(http::Router& router) {
  const auto holder = [](const auto& request) { return CartHolder::of(request.context()); };
  router
      .post<AddToCart, CartView>("/cart/add", Access::everyone(),
                                 [this, holder](const auto& request) {
                                   return replyOf(carts_.add(holder(request), request.body()));
                                 })
      .named("addToCart", "Put something into the cart")
      .tagged("Cart")
      .creates();
  router
      .get<http::Nothing, CartView>(
          "/cart", Access::everyone(),
          [this, holder](const auto& request) { return replyOf(carts_.show(holder(request))); })
      .named("getCart", "The cart with today's prices")
      .tagged("Cart");
  router
      .patch<ChangeCartItem, CartView>(
          "/cart/{item}", Access::everyone(),
          [this, holder](const auto& request) {
            return replyOf(carts_.change(holder(request), request.template id<CartItem>("item"),
                                         request.body()));
          })
      .named("changeCartItem", "Change what is in the cart")
      .tagged("Cart");
  router
      .remove<http::Nothing, http::Nothing>("/cart/{item}", Access::everyone(),
                                            [this, holder](const auto& request) {
                                              carts_.remove(holder(request),
                                                            request.template id<CartItem>("item"));
                                            })
      .named("removeCartItem", "Take something out of the cart")
      .tagged("Cart");
  router
      .post<http::Nothing, CartView>(
          "/cart/clear", Access::everyone(),
          [this, holder](const auto& request) { return replyOf(carts_.clear(holder(request))); })
      .named("clearCart", "Empty the cart")
      .tagged("Cart");
  router
      .get<http::Nothing, CartValidity>(
          "/cart/validate", Access::everyone(),
          [this, holder](const auto& request) {
            CartValidity validity;
            try {
              checkout_.demandFit(request.actor(), holder(request));
            } catch (const DomainError& error) {
              validity.valid = false;
              validity.problems.push_back({{"code", error.code()}, {"detail", error.detail()}});
            }
            return validity;
          })
      .named("validateCart", "Whether checkout would go through now")
      .tagged("Cart");
  router
      .post<CouponCode, CartView>(
          "/cart/apply-coupon", Access::everyone(),
          [this, holder](const auto& request) {
            return replyOf(carts_.applyCoupon(holder(request), request.body().code));
          })
      .named("applyCoupon", "Use a coupon")
      .tagged("Cart");
  router
      .remove<http::Nothing, http::Nothing>(
          "/cart/remove-coupon", Access::everyone(),
          [this, holder](const auto& request) { carts_.removeCoupon(holder(request)); })
      .named("removeCoupon", "Do without the coupon")
      .tagged("Cart");
}

void OrderingRoutes::mountOrders(http::Router& router) {
  router
      .post<CheckoutBody, CheckoutReply>("/checkout", Access::client(kPlaceOrders).notSuspended(),
                                         [this](const auto& request) { return checkOut(request); })
      .named("checkOut", "Make an order of the cart")
      .tagged("Cart")
      .creates();
  router
      .get<OrderQuery, http::Page<OrderView>>("/orders", Access::client(kReadOrders),
                                              [this](const auto& request) { return list(request); })
      .named("listOrders", "My orders")
      .tagged("Orders");
  router
      .get<http::Nothing, OrderView>("/orders/{id}", Access::client(kReadOrders),
                                     [this](const auto& request) {
                                       return one(request.scope(), request.template id<Order>());
                                     })
      .named("getOrder", "One order")
      .tagged("Orders");
  router
      .post<Reason, OrderView>(
          "/orders/{id}/cancel", Access::client(kPlaceOrders),
          [this](const auto& request) {
            return OrderView::of(orders_.cancel(request.actor(), request.template id<Order>(),
                                                request.body().reason));
          })
      .named("cancelOrder", "Cancel an order that is not paid")
      .tagged("Orders")
      .idempotent();
  router
      .get<OrderQuery, http::Page<OrderView>>("/admin/orders", Access::staff(kManageOrders),
                                              [this](const auto& request) {
                                                auto page = list(request);
                                                database_.read([&](db::Reader& reader) {
                                                  nameClients(reader, request.actor(), page.data);
                                                });
                                                return page;
                                              })
      .named("adminListOrders", "All orders")
      .tagged("Admin: orders");
  router
      .get<http::Nothing, OrderView>(
          "/admin/orders/{id}", Access::staff(kManageOrders),
          [this](const auto& request) {
            auto view = one(request.scope(), request.template id<Order>());
            return database_.read([&](db::Reader& reader) {
              if (request.actor().may(kManageInvoices.action)) {
                const auto invoice =
                    invoice_repository::find(reader, request.scope(), view.invoice);
                if (invoice) view.invoiceNumber = invoice->number;
              }
              return withClient(reader, request.actor(), std::move(view));
            });
          })
      .named("adminGetOrder", "One order")
      .tagged("Admin: orders");
  router
      .post<http::Nothing, OrderView>(
          "/admin/orders/{id}/accept", Access::staff(kManageOrders),
          [this](const auto& request) {
            return OrderView::of(orders_.accept(request.actor(), request.template id<Order>()));
          })
      .named("adminAcceptOrder", "Let an order go ahead before it is paid")
      .tagged("Admin: orders")
      .idempotent();
  router
      .post<Reason, OrderView>(
          "/admin/orders/{id}/cancel", Access::staff(kManageOrders),
          [this](const auto& request) {
            return OrderView::of(orders_.cancel(request.actor(), request.template id<Order>(),
                                                request.body().reason));
          })
      .named("adminCancelOrder", "Cancel an unpaid order")
      .tagged("Admin: orders")
      .idempotent();
  router
      .post<Reason, OrderView>(
          "/admin/orders/{id}/mark-fraud", Access::staff(kManageOrders),
          [this](const auto& request) {
            return OrderView::of(orders_.markFraud(request.actor(), request.template id<Order>(),
                                                   request.body().reason));
          })
      .named("adminMarkFraud", "Stop an order as fraud")
      .tagged("Admin: orders")
      .idempotent();
}

http::Reply<CheckoutReply> OrderingRoutes::checkOut(const http::Request<CheckoutBody>& request) {
  const auto done =
      checkout_.checkout(request.actor(), CartHolder::of(request.context()), request.body());
  CheckoutReply view{OrderView::of(done.order),
                     InvoiceView::of(done.invoice, tenants_.today(done.order.tenant)),
                     std::nullopt};
  if (done.payment) view.payment = PaymentView::of(*done.payment);
  http::Reply<CheckoutReply> reply{view, 201};
  if (!done.payment || done.payment->status != PaymentStatus::Pending) return reply;
  reply.later = std::make_shared<http::Later>();
  reply.later->topic = paymentTopic(done.payment->id);
  reply.later->check = [this, scope = request.scope(),
                        view](bool last) mutable -> std::optional<http::Answer> {
    const auto payment = payments_.get(scope, view.payment->id);
    if (payment.status == PaymentStatus::Pending && !last) return std::nullopt;
    view.payment = PaymentView::of(payment);
    http::Answer answer;
    answer.status = 201;
    answer.body = toJson(view);
    return answer;
  };
  return reply;
}

http::Page<OrderView> OrderingRoutes::list(const http::Request<OrderQuery>& request) {
  const auto& query = request.query();
  const auto& actor = request.actor();
  const auto order = http::ListOrder::of(query);
  auto orders = database_.read([&](db::Reader& reader) {
    return order_repository::list(reader, request.scope(), query.status, order, query.limit + 1);
  });
  return http::Page<OrderView>::of(
      std::move(orders), query.limit, OrderView::of,
      [](const Order& one) {
        return http::Cursor{one.id.value(), 0};
      },
      [&](const Order& one) {
        return actor.isStaff() || actor.may(kReadOrders.action, one.id.text());
      });
}

OrderView OrderingRoutes::one(const Scope& scope, Id<Order> id) {
  const auto order =
      database_.read([&](db::Reader& reader) { return order_repository::find(reader, scope, id); });
  if (!order) throw NotFound{};
  return OrderView::of(*order);
}

void OrderingRoutes::mountCoupons(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<CouponView>>(
          "/admin/coupons", Access::staff(kManageCoupons),
          [this](const auto& request) {
            const auto order = http::ListOrder::of(request.query());
            auto coupons = database_.read([&](db::Reader& reader) {
              return coupon_repository::list(reader, request.scope().tenant,
                                             Id<Coupon>::of(order.after),
                                             request.query().limit + 1);
            });
            return http::Page<CouponView>::of(std::move(coupons), request.query().limit,
                                              CouponView::of, [](const Coupon& one) {
                                                return http::Cursor{one.id.value(), 0};
                                              });
          })
      .named("adminListCoupons", "All coupons")
      .tagged("Admin: catalogue");
  router
      .post<CouponView, CouponView>(
          "/admin/coupons", Access::staff(kManageCoupons),
          [this](const auto& request) { return createCoupon(request.actor(), request.body()); })
      .named("adminCreateCoupon", "Add a coupon")
      .tagged("Admin: catalogue")
      .creates();
  router
      .get<http::Nothing, CouponView>("/admin/coupons/{id}", Access::staff(kManageCoupons),
                                      [this](const auto& request) {
                                        return coupon(request.scope().tenant,
                                                      request.template id<Coupon>());
                                      })
      .named("adminGetCoupon", "One coupon")
      .tagged("Admin: catalogue");
  router
      .patch<CouponPatch, CouponView>(
          "/admin/coupons/{id}", Access::staff(kManageCoupons),
          [this](const auto& request) {
            return changeCoupon(request.actor(), request.template id<Coupon>(), request.body());
          })
      .named("adminChangeCoupon", "Change a coupon for those who use it from now on")
      .tagged("Admin: catalogue")
      .guardedBy<CouponView>([this](const http::Context& context) {
        return coupon(context.tenant(), context.pathId<Coupon>());
      });
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/coupons/{id}", Access::staff(kManageCoupons),
          [this](const auto& request) {
            const auto id = request.template id<Coupon>();
            database_.transaction([&](db::Transaction& tx) {
              if (!coupon_repository::deactivate(tx, request.scope().tenant, id)) throw NotFound{};
              audit_.record(tx, request.actor(), "coupon.ended", id.text());
            });
          })
      .named("adminEndCoupon", "End a coupon")
      .tagged("Admin: catalogue");
}

CouponView OrderingRoutes::coupon(Id<Tenant> tenant, Id<Coupon> id) {
  const auto found = database_.read(
      [&](db::Reader& reader) { return coupon_repository::find(reader, tenant, id); });
  if (!found) throw NotFound{};
  return CouponView::of(*found);
}

CouponView OrderingRoutes::changeCoupon(const Actor& actor, Id<Coupon> id,
                                        const CouponPatch& patch) {
  return database_.transaction([&](db::Transaction& tx) {
    const auto before = coupon_repository::lock(tx, actor.scope.tenant, id);
    if (!before) throw NotFound{};
    const auto after = patch.applied(*before);
    try {
      coupon_repository::save(tx, actor.scope.tenant, after);
    } catch (const db::UniqueViolation&) {
      throw CodeTaken{};
    }
    auto view = CouponView::of(after);
    audit_.record(tx, actor,
                  {"coupon.changed", id.text(), toJson(CouponView::of(*before)), toJson(view)});
    return view;
  });
}

CouponView OrderingRoutes::createCoupon(const Actor& actor, const CouponView& body) {
  const auto coupon = body.made(ids_.next<Coupon>());
  database_.transaction([&](db::Transaction& tx) {
    try {
      coupon_repository::insert(tx, actor.scope.tenant, coupon, clock_.now());
    } catch (const db::UniqueViolation&) {
      throw CodeTaken{};
    }
    audit_.record(tx, actor,
                  {"coupon.created", coupon.id.text(), nullptr, toJson(CouponView::of(coupon))});
  });
  return CouponView::of(coupon);
}

}  // namespace hostler

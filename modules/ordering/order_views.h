#pragma once

#include "modules/accounts/client_names.h"
#include "modules/billing/payment_views.h"
#include "modules/ordering/cart_views.h"
#include "modules/ordering/ordering.h"

namespace hostler {

struct OrderItemView {
  Id<OrderItem> id;
  std::string type = "product";
  std::optional<Id<Product>> product;
  std::optional<std::string> domain, hostname;
  std::optional<DomainAction> action;
  std::optional<int> years;
  Cycle cycle = Cycle::Monthly;
  int quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));
  std::optional<Id<Service>> service;
  std::optional<Id<Domain>> domainId;
  OrderItemStatus status = OrderItemStatus::Pending;
  std::vector<ExtraView> extras;
  static void describe(Shape<OrderItemView>& shape);
};

struct OrderView {
  Id<Order> id;
  Id<Account> account;
  std::optional<ClientRef> client;  ///< for staff
  OrderStatus status = OrderStatus::Pending;
  Id<Invoice> invoice;
  std::optional<std::string> invoiceNumber;  ///< for staff who may read invoices, of one order
  Money total = Money::zero(Currency::of("INR"));
  std::optional<std::string> coupon;
  std::string notes;
  std::optional<std::string> cancelReason;
  std::vector<OrderItemView> items;
  Instant createdAt;

  static OrderView of(const Order& order);
  static void describe(Shape<OrderView>& shape);
};

struct CheckoutReply {
  OrderView order;
  InvoiceView invoice;
  std::optional<PaymentView> payment;
  static void describe(Shape<CheckoutReply>& shape);
};

struct OrderQuery : http::ListQuery {
  std::optional<OrderStatus> status;
  static void describe(Shape<OrderQuery>& shape);
};

struct Reason {
  std::string reason;
  static void describe(Shape<Reason>& shape);
};

struct CouponView {
  std::optional<Id<Coupon>> id;
  std::string code;
  std::optional<Decimal> percent;
  std::optional<Money> amount;
  Json cycles = 1;  ///< a number of periods, or "life"
  bool renewalOnly = false;
  std::vector<Id<Product>> products;
  std::vector<Cycle> productCycles;
  std::vector<std::string> clientGroups;
  bool newClientsOnly = false;
  std::optional<int> maxUses, perClient;
  std::optional<Date> validFrom, validTo;
  std::optional<int> uses;
  std::optional<bool> active;

  static CouponView of(const Coupon& coupon);
  /// Throws ValidationError where its parts do not fit together.
  Coupon made(Id<Coupon> id) const;
  static void describe(Shape<CouponView>& shape);
};

/// What is absent stays; null clears. Discounts that were given go on as they were given.
struct CouponPatch {
  std::optional<std::string> code;
  std::optional<std::optional<Decimal>> percent;
  std::optional<std::optional<Money>> amount;
  std::optional<Json> cycles;
  std::optional<bool> renewalOnly, newClientsOnly, active;
  std::optional<std::vector<Id<Product>>> products;
  std::optional<std::vector<Cycle>> productCycles;
  std::optional<std::vector<std::string>> clientGroups;
  std::optional<std::optional<int>> maxUses, perClient;
  std::optional<std::optional<Date>> validFrom, validTo;

  /// The coupon as it will be. Throws ValidationError.
  Coupon applied(const Coupon& coupon) const;
  static void describe(Shape<CouponPatch>& shape);
};

}  // namespace hostler

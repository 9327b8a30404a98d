#pragma once

#include "modules/billing/invoice_views.h"
#include "modules/ordering/cart.h"

namespace hostler {

struct AddToCart {
  std::string type;
  std::optional<Id<Product>> product;
  std::optional<std::string> domain, action;
  std::optional<int> years;
  std::optional<Cycle> cycle;
  int quantity = 1;
  std::map<std::string, Json> options;
  std::vector<std::string> addons;
  std::optional<std::string> hostname;
  static void describe(Shape<AddToCart>& shape);
};

struct ChangeCartItem {
  std::optional<Cycle> cycle;
  std::optional<int> quantity;
  std::optional<std::optional<std::string>> domain, hostname;  ///< null: none
  static void describe(Shape<ChangeCartItem>& shape);
};

struct CouponCode {
  std::string code;
  static void describe(Shape<CouponCode>& shape);
};

struct CartItemView {
  Id<CartItem> id;
  std::string type = "product";
  Id<Product> product;
  std::string name;
  Cycle cycle = Cycle::Monthly;
  int quantity = 1;
  std::optional<std::string> domain, hostname;
  Money unitPrice = Money::zero(Currency::of("INR"));
  Money setupFee = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));
  std::optional<PeriodView> period;
  static void describe(Shape<CartItemView>& shape);
};

struct CartView {
  std::vector<CartItemView> items;
  std::optional<std::string> coupon;
  Money subtotal = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  std::vector<TaxView> tax;
  Money rounding = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));
  Currency currency = Currency::of("INR");

  static CartView of(const PricedCart& cart);
  static void describe(Shape<CartView>& shape);
};

/// What `GET /api/cart/validate` answers: whether checkout would go through now, and what stands in
/// its way.
struct CartValidity {
  bool valid = true;
  std::vector<Json> problems;  ///< {code, detail}
  static void describe(Shape<CartValidity>& shape);
};

}  // namespace hostler

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
  std::vector<Json> addons;  ///< an id, or {id, quantity}
  std::optional<std::string> hostname;
  std::optional<std::string> authCode;
  std::optional<bool> privacy;
  static void describe(Shape<AddToCart>& shape);
};

struct ChangeCartItem {
  std::optional<Cycle> cycle;
  std::optional<int> quantity, years;
  std::optional<std::optional<std::string>> domain, hostname;  ///< null: none
  std::optional<std::map<std::string, Json>> options;
  std::optional<std::vector<Json>> addons;
  std::optional<bool> privacy;
  std::optional<std::string> authCode;
  static void describe(Shape<ChangeCartItem>& shape);
};

struct CouponCode {
  std::string code;
  static void describe(Shape<CouponCode>& shape);
};

/// An option or add-on, as clients see it.
struct ExtraView {
  ExtraKind kind = ExtraKind::Option;
  std::string key, title;
  Json value;
  Money price = Money::zero(Currency::of("INR"));
  Money setupFee = Money::zero(Currency::of("INR"));
  static std::vector<ExtraView> of(const std::vector<Extra>& extras);
  static void describe(Shape<ExtraView>& shape);
};

struct CartItemView {
  Id<CartItem> id;
  std::string type = "product";
  std::optional<Id<Product>> product;
  std::string name;
  Cycle cycle = Cycle::Monthly;
  int quantity = 1;
  std::optional<std::string> domain, hostname;
  Money unitPrice = Money::zero(Currency::of("INR"));
  Money setupFee = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));
  std::optional<PeriodView> period;
  std::vector<ExtraView> extras;
  std::optional<DomainAction> action;
  std::optional<int> years;
  std::optional<bool> privacy;
  std::optional<std::map<std::string, std::string>> options;  ///< of a domain
  std::vector<Cycle> offeredCycles;
  std::vector<int> offeredYears;
  std::vector<std::string> requirements;
  static void describe(Shape<CartItemView>& shape);
};

/// What a cart comes to in prices that include the tax.
struct CartGrossView {
  Money subtotal = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  static CartGrossView of(const PricedCart& cart);
  static void describe(Shape<CartGrossView>& shape);
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
  std::optional<CartGrossView> gross;  ///< where the catalogue's prices include the tax

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

#include "modules/ordering/cart_views.h"

#include <algorithm>

namespace hostler {
namespace {

// Use by the hour is not bought by a cart.
std::vector<Cycle> offeredCycles(const Product& product, Currency currency) {
  std::vector<Cycle> cycles;
  for (const auto& price : product.prices) {
    if (price.price.currency() == currency && price.cycle != Cycle::Hourly)
      cycles.push_back(price.cycle);
  }
  std::ranges::sort(cycles);
  return cycles;
}

}  // namespace

void AddToCart::describe(Shape<AddToCart>& shape) {
  shape.field("type", &AddToCart::type).oneOf({"product", "domain"});
  shape.field("product_id", &AddToCart::product);
  shape.field("domain", &AddToCart::domain).length(1, 253);
  shape.field("action", &AddToCart::action).oneOf({"register", "transfer", "renew"});
  shape.field("years", &AddToCart::years).range(1, 10);
  shape.field("cycle", &AddToCart::cycle);
  shape.field("quantity", &AddToCart::quantity).range(1, 1'000).withDefault();
  shape.field("options", &AddToCart::options).count(0, 100);
  shape.field("addons", &AddToCart::addons).count(0, 100).describedAs("an id, or {id, quantity}");
  shape.field("hostname", &AddToCart::hostname).length(1, 253);
  shape.field("auth_code", &AddToCart::authCode)
      .length(1, 255)
      .secret()
      .describedAs("of a domain that is moved in");
  shape.field("privacy", &AddToCart::privacy).describedAs("of a domain: hides who owns it");
}

void ChangeCartItem::describe(Shape<ChangeCartItem>& shape) {
  shape.field("cycle", &ChangeCartItem::cycle);
  shape.field("quantity", &ChangeCartItem::quantity).range(1, 1'000);
  shape.field("years", &ChangeCartItem::years).range(1, 10);
  shape.field("domain", &ChangeCartItem::domain).length(1, 253);
  shape.field("hostname", &ChangeCartItem::hostname).length(1, 253);
  shape.field("options", &ChangeCartItem::options).count(0, 100);
  shape.field("addons", &ChangeCartItem::addons).count(0, 100);
  shape.field("privacy", &ChangeCartItem::privacy).describedAs("of a new domain");
  shape.field("auth_code", &ChangeCartItem::authCode)
      .length(1, 200)
      .secret()
      .describedAs("of a domain that is moved in");
}

void CouponCode::describe(Shape<CouponCode>& shape) {
  shape.field("code", &CouponCode::code).length(1, 60);
}

void CartItemView::describe(Shape<CartItemView>& shape) {
  shape.field("id", &CartItemView::id);
  shape.field("type", &CartItemView::type);
  shape.field("product_id", &CartItemView::product);
  shape.field("name", &CartItemView::name);
  shape.field("cycle", &CartItemView::cycle);
  shape.field("quantity", &CartItemView::quantity);
  shape.field("domain", &CartItemView::domain);
  shape.field("hostname", &CartItemView::hostname);
  shape.field("unit_price", &CartItemView::unitPrice);
  shape.field("setup_fee", &CartItemView::setupFee);
  shape.field("discount", &CartItemView::discount)
      .describedAs("of all of them, in the terms of unit_price: with tax where prices include it");
  shape.field("total", &CartItemView::total).describedAs("tax included");
  shape.field("period", &CartItemView::period);
  shape.field("extras", &CartItemView::extras).describedAs("options and add-ons");
  shape.field("action", &CartItemView::action);
  shape.field("years", &CartItemView::years);
  shape.field("privacy", &CartItemView::privacy);
  shape.field("options", &CartItemView::options)
      .describedAs("of a domain: what its registry wants to know beside its contacts");
  shape.field("offered_cycles", &CartItemView::offeredCycles)
      .describedAs("of a product: what it is sold by in the cart's currency");
  shape.field("offered_years", &CartItemView::offeredYears)
      .describedAs("of a domain: what it is sold for");
  shape.field("requirements", &CartItemView::requirements)
      .describedAs("of a new domain: sentences that its buyer has to know");
}

std::vector<ExtraView> ExtraView::of(const std::vector<Extra>& extras) {
  std::vector<ExtraView> views;
  for (const auto& one : extras)
    views.push_back({one.kind, one.key, one.title, one.value, one.price, one.setupFee});
  return views;
}

void ExtraView::describe(Shape<ExtraView>& shape) {
  shape.field("kind", &ExtraView::kind);
  shape.field("key", &ExtraView::key).describedAs("an option's name, or an add-on's id");
  shape.field("title", &ExtraView::title);
  shape.field("value", &ExtraView::value);
  shape.field("price", &ExtraView::price).describedAs("in each cycle, of one item");
  shape.field("setup_fee", &ExtraView::setupFee);
}

CartGrossView CartGrossView::of(const PricedCart& cart) {
  CartGrossView view;
  view.subtotal = view.discount = Money::zero(cart.cart.currency);
  for (const auto& draft : cart.drafts) {
    view.subtotal = view.subtotal.plus(draft.unitPrice.share(draft.quantity, Rounding::HalfUp));
    view.discount = view.discount.plus(draft.discount);
  }
  return view;
}

void CartGrossView::describe(Shape<CartGrossView>& shape) {
  shape.field("subtotal", &CartGrossView::subtotal);
  shape.field("discount", &CartGrossView::discount);
}

CartView CartView::of(const PricedCart& cart) {
  CartView view;
  for (const auto& item : cart.items) {
    CartItemView shown{item.item.id,
                       "product",
                       item.product.id,
                       item.product.name,
                       item.item.cycle,
                       item.item.quantity,
                       item.item.domain,
                       item.item.hostname,
                       item.term.unitPrice,
                       item.term.setupFee,
                       item.discount,
                       item.total,
                       std::nullopt,
                       ExtraView::of(item.extras),
                       std::nullopt,
                       std::nullopt,
                       std::nullopt,
                       std::nullopt,
                       offeredCycles(item.product, cart.cart.currency),
                       {},
                       {}};
    if (item.term.period) shown.period = PeriodView{item.term.period->start, item.term.period->end};
    view.items.push_back(std::move(shown));
  }
  for (const auto& item : cart.domains) {
    CartItemView shown;
    shown.id = item.wish.id;
    shown.type = "domain";
    shown.name = item.quote.unicode;
    shown.domain = item.wish.name;
    shown.cycle = Cycle::Annually;
    shown.unitPrice = item.price;
    shown.setupFee = shown.discount = Money::zero(item.price.currency());
    shown.total = item.total;
    const auto& period = item.quote.lines.front().period;
    if (period) shown.period = PeriodView{period->start, period->end};
    shown.action = item.wish.action;
    shown.years = item.wish.years;
    shown.privacy = item.wish.privacy;
    shown.options = item.wish.extra;
    shown.offeredYears = item.quote.offeredYears;
    if (item.wish.action == DomainAction::Register) shown.requirements = item.quote.requirements;
    view.items.push_back(std::move(shown));
  }
  if (cart.coupon) view.coupon = cart.coupon->code;
  view.subtotal = cart.priced.subtotal;
  view.discount = cart.priced.discount;
  view.tax = viewsOf(cart.priced.taxes);
  view.rounding = cart.priced.rounding;
  view.total = cart.priced.total;
  view.currency = cart.cart.currency;
  if (cart.pricesIncludeTax) view.gross = CartGrossView::of(cart);
  return view;
}

void CartView::describe(Shape<CartView>& shape) {
  shape.field("items", &CartView::items);
  shape.field("coupon", &CartView::coupon).nullable();
  shape.field("subtotal", &CartView::subtotal);
  shape.field("discount", &CartView::discount);
  shape.field("tax", &CartView::tax);
  shape.field("rounding", &CartView::rounding);
  shape.field("total", &CartView::total);
  shape.field("currency", &CartView::currency);
  shape.field("gross", &CartView::gross)
      .describedAs(
          "where prices include the tax: subtotal and discount in the terms of the items' prices; "
          "their difference is the total, but for rounding. Those beside it are without tax");
}

void CartValidity::describe(Shape<CartValidity>& shape) {
  shape.field("valid", &CartValidity::valid);
  shape.field("problems", &CartValidity::problems);
}

}  // namespace hostler

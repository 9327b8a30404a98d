#include "modules/ordering/order_views.h"

namespace hostler {
namespace {

constexpr auto kNewClientsOnly = "for accounts that have bought nothing yet";
constexpr auto kValidTo =
    "the last day on which it can be used; later periods that it lowers (`cycles`) keep their "
    "discount";

}  // namespace

void OrderItemView::describe(Shape<OrderItemView>& shape) {
  shape.field("id", &OrderItemView::id);
  shape.field("type", &OrderItemView::type);
  shape.field("product_id", &OrderItemView::product);
  shape.field("domain", &OrderItemView::domain);
  shape.field("hostname", &OrderItemView::hostname);
  shape.field("action", &OrderItemView::action);
  shape.field("years", &OrderItemView::years);
  shape.field("cycle", &OrderItemView::cycle);
  shape.field("quantity", &OrderItemView::quantity);
  shape.field("unit_price", &OrderItemView::unitPrice);
  shape.field("total", &OrderItemView::total).describedAs("of the first period, tax included");
  shape.field("service_id", &OrderItemView::service);
  shape.field("domain_id", &OrderItemView::domainId);
  shape.field("status", &OrderItemView::status);
  shape.field("extras", &OrderItemView::extras).describedAs("options and add-ons");
}

OrderView OrderView::of(const Order& order) {
  OrderView view;
  view.id = order.id;
  view.account = order.account;
  view.status = order.status;
  view.invoice = order.invoice;
  view.total = order.total;
  view.coupon = order.coupon;
  view.notes = order.notes;
  if (!order.cancelReason.empty()) view.cancelReason = order.cancelReason;
  for (const auto& item : order.items) {
    OrderItemView shown;
    shown.id = item.id;
    shown.product = item.product;
    shown.domain = item.domain;
    shown.hostname = item.hostname;
    shown.cycle = item.cycle;
    shown.quantity = item.quantity;
    shown.unitPrice = item.unitPrice;
    shown.total = item.total;
    shown.service = item.service;
    shown.status = item.status;
    shown.extras = ExtraView::of(item.extras);
    view.items.push_back(std::move(shown));
  }
  for (const auto& item : order.domains) {
    OrderItemView shown;
    shown.id = item.id;
    shown.type = "domain";
    shown.domain = item.name;
    shown.action = item.action;
    shown.years = item.years;
    shown.cycle = Cycle::Annually;
    shown.unitPrice = item.unitPrice;
    shown.total = item.total;
    shown.domainId = item.domain;
    shown.status = item.status;
    view.items.push_back(std::move(shown));
  }
  view.createdAt = order.createdAt;
  return view;
}

void OrderView::describe(Shape<OrderView>& shape) {
  shape.field("id", &OrderView::id);
  shape.field("account_id", &OrderView::account);
  shape.field("client", &OrderView::client).describedAs("{id, name, company?}: for staff");
  shape.field("status", &OrderView::status);
  shape.field("invoice_id", &OrderView::invoice);
  shape.field("invoice_number", &OrderView::invoiceNumber)
      .describedAs("of one order, for staff who may read invoices");
  shape.field("total", &OrderView::total);
  shape.field("coupon", &OrderView::coupon).nullable();
  shape.field("notes", &OrderView::notes);
  shape.field("cancel_reason", &OrderView::cancelReason);
  shape.field("items", &OrderView::items);
  shape.field("created_at", &OrderView::createdAt);
}

void CheckoutReply::describe(Shape<CheckoutReply>& shape) {
  shape.field("order", &CheckoutReply::order);
  shape.field("invoice", &CheckoutReply::invoice);
  shape.field("payment", &CheckoutReply::payment);
}

void OrderQuery::describe(Shape<OrderQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("status", &OrderQuery::status);
}

void Reason::describe(Shape<Reason>& shape) {
  shape.field("reason", &Reason::reason).length(1, 300);
}

CouponView CouponView::of(const Coupon& coupon) {
  CouponView view;
  view.id = coupon.id;
  view.code = coupon.code;
  view.percent = coupon.percent;
  view.amount = coupon.amount;
  view.cycles = coupon.cycles ? Json(*coupon.cycles) : Json("life");
  view.renewalOnly = coupon.renewalOnly;
  view.products = coupon.products;
  view.productCycles = coupon.productCycles;
  view.clientGroups = coupon.clientGroups;
  view.newClientsOnly = coupon.newClientsOnly;
  view.maxUses = coupon.maxUses;
  view.perClient = coupon.perClient;
  view.validFrom = coupon.validFrom;
  view.validTo = coupon.validTo;
  view.uses = coupon.uses;
  view.active = coupon.active;
  return view;
}

Coupon CouponView::made(Id<Coupon> newId) const {
  FieldErrors errors;
  if (id || uses) errors.add(id ? "id" : "uses", "unknown_field", "is decided by the engine");
  if (percent.has_value() == amount.has_value())
    errors.add("percent", "required", "or amount: exactly one of the two");
  if (percent && (*percent <= Decimal{0} || Decimal{100} < *percent))
    errors.add("percent", "out_of_range", "must be above 0 and at most 100");
  const bool number = cycles.is_number_integer() && cycles >= 1 && cycles <= 1'000;
  if (!number && cycles != "life")
    errors.add("cycles", "not_an_option", "must be a number of periods from 1, or \"life\"");
  if (validFrom && validTo && *validTo < *validFrom)
    errors.add("valid_to", "out_of_range", "must not be before valid_from");
  errors.throwIfAny();
  Coupon coupon;
  coupon.id = newId;
  coupon.code = code;
  coupon.percent = percent;
  coupon.amount = amount;
  if (number) coupon.cycles = cycles.get<int>();
  coupon.renewalOnly = renewalOnly;
  coupon.products = products;
  coupon.productCycles = productCycles;
  coupon.clientGroups = clientGroups;
  coupon.newClientsOnly = newClientsOnly;
  coupon.maxUses = maxUses;
  coupon.perClient = perClient;
  coupon.validFrom = validFrom;
  coupon.validTo = validTo;
  coupon.active = active.value_or(true);
  return coupon;
}

Coupon CouponPatch::applied(const Coupon& coupon) const {
  auto view = CouponView::of(coupon);
  view.id.reset();
  view.uses.reset();
  if (code) view.code = *code;
  if (percent) view.percent = *percent;
  if (amount) view.amount = *amount;
  if (cycles) view.cycles = *cycles;
  if (renewalOnly) view.renewalOnly = *renewalOnly;
  if (active) view.active = *active;
  if (products) view.products = *products;
  if (productCycles) view.productCycles = *productCycles;
  if (clientGroups) view.clientGroups = *clientGroups;
  if (newClientsOnly) view.newClientsOnly = *newClientsOnly;
  if (maxUses) view.maxUses = *maxUses;
  if (perClient) view.perClient = *perClient;
  if (validFrom) view.validFrom = *validFrom;
  if (validTo) view.validTo = *validTo;
  auto changed = view.made(coupon.id);
  changed.uses = coupon.uses;
  return changed;
}

void CouponPatch::describe(Shape<CouponPatch>& shape) {
  shape.field("code", &CouponPatch::code)
      .length(1, 60)
      .pattern("[A-Za-z0-9_-]+", "must be letters, digits, dashes and underscores");
  shape.field("percent", &CouponPatch::percent);
  shape.field("amount", &CouponPatch::amount).positive();
  shape.field("cycles", &CouponPatch::cycles).describedAs("a number of periods, or \"life\"");
  shape.field("renewal_only", &CouponPatch::renewalOnly);
  shape.field("products", &CouponPatch::products);
  shape.field("product_cycles", &CouponPatch::productCycles);
  shape.field("client_groups", &CouponPatch::clientGroups);
  shape.field("new_clients_only", &CouponPatch::newClientsOnly).describedAs(kNewClientsOnly);
  shape.field("max_uses", &CouponPatch::maxUses).range(1, 1'000'000'000);
  shape.field("per_client", &CouponPatch::perClient).range(1, 1'000'000);
  shape.field("valid_from", &CouponPatch::validFrom);
  shape.field("valid_to", &CouponPatch::validTo).describedAs(kValidTo);
  shape.field("active", &CouponPatch::active);
}

void CouponView::describe(Shape<CouponView>& shape) {
  shape.field("id", &CouponView::id);
  shape.field("code", &CouponView::code)
      .length(1, 60)
      .pattern("[A-Za-z0-9_-]+", "must be letters, digits, dashes and underscores");
  shape.field("percent", &CouponView::percent).nullable();
  shape.field("amount", &CouponView::amount).positive().nullable();
  shape.field("cycles", &CouponView::cycles)
      .withDefault()
      .describedAs("a number of periods, or \"life\"");
  shape.field("renewal_only", &CouponView::renewalOnly).withDefault();
  shape.field("products", &CouponView::products);
  shape.field("product_cycles", &CouponView::productCycles);
  shape.field("client_groups", &CouponView::clientGroups);
  shape.field("new_clients_only", &CouponView::newClientsOnly)
      .withDefault()
      .describedAs(kNewClientsOnly);
  shape.field("max_uses", &CouponView::maxUses).range(1, 1'000'000'000).nullable();
  shape.field("per_client", &CouponView::perClient).range(1, 1'000'000).nullable();
  shape.field("valid_from", &CouponView::validFrom).nullable();
  shape.field("valid_to", &CouponView::validTo).nullable().describedAs(kValidTo);
  shape.field("uses", &CouponView::uses);
  shape.field("active", &CouponView::active);
}

}  // namespace hostler

#include "modules/ordering/checkout_service.h"

#include "core/audit/fresh_factor.h"
#include "modules/ordering/cart_repository.h"
#include "modules/ordering/order_repository.h"

namespace hostler {
namespace {

// `expected` nothing: the buyer was shown no total, as in the money of an account that they signed
// in to since.
void mustCost(Money total, const std::optional<Money>& expected) {
  if (expected && *expected == total) return;
  Json facts = Json::object();
  facts["total"] = toJson(total);
  if (expected) facts["expected"] = toJson(*expected);
  throw DomainError{"price_changed", 409,
                    expected ? "The price has changed since you saw it; look again and confirm."
                             : "You have not seen this price; look at the cart and confirm.",
                    facts};
}

Json factsOf(const PricedCart& cart) {
  Json items = Json::array();
  for (const auto& item : cart.items) {
    items.push_back({{"product_id", item.product.id.text()},
                     {"cycle", nameOf(item.item.cycle)},
                     {"quantity", item.item.quantity},
                     {"domain", item.item.domain.value_or("")}});
  }
  for (const auto& item : cart.domains) {
    items.push_back({{"action", wordOf(item.wish.action)},
                     {"years", item.wish.years},
                     {"domain", item.wish.name}});
  }
  return {{"client_id", cart.cart.account ? cart.cart.account->text() : ""},
          {"total", toJson(cart.priced.total)},
          {"items", items}};
}

// The discount on later periods of each item. An amount is for all of them together, so each gets
// the share of it that its own price takes: what it costs from period to period, without setup.
std::vector<std::optional<RecurringDiscount>> recurringOf(const PricedCart& cart) {
  std::vector<std::optional<RecurringDiscount>> recurring(cart.items.size());
  const auto later = cart.coupon ? cart.coupon->afterFirst() : std::nullopt;
  if (!later) return recurring;
  auto everyPeriod = *cart.coupon;
  everyPeriod.renewalOnly = false;
  std::vector<DiscountableLine> periods;
  for (const auto& item : cart.items) {
    const auto* price = item.product.priceIn(cart.cart.currency, item.item.cycle);
    periods.push_back(
        {price->price.times(item.item.quantity),
         item.item.cycle != Cycle::OneTime &&
             everyPeriod.appliesTo(item.product.id, item.item.cycle, cart.cart.currency)});
  }
  const auto shares = discountsOf(everyPeriod, periods);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (!periods[i].applies || !shares[i].isPositive()) continue;
    recurring[i] = later;
    if (later->amount) recurring[i]->amount = shares[i];
  }
  return recurring;
}

}  // namespace

void CheckoutBody::describe(Shape<CheckoutBody>& shape) {
  shape.field("payment_method", &CheckoutBody::paymentMethod).length(1, 40);
  shape.field("use_credit", &CheckoutBody::useCredit).withDefault();
  shape.field("accept_terms", &CheckoutBody::acceptTerms);
  shape.field("notes", &CheckoutBody::notes).length(0, 1'000).multiline();
  shape.field("total", &CheckoutBody::total);
  shape.field("agreements", &CheckoutBody::agreements)
      .count(0, 50)
      .describedAs("keys of the registrars' agreements that the buyer was shown");
}

Order CheckoutService::orderOf(const Actor& actor, const PricedCart& cart,
                               const CheckoutBody& body) {
  Order order;
  order.id = parts_.ids.next<Order>();
  order.tenant = actor.scope.tenant;
  order.account = actor.scope.account.value();
  order.total = cart.priced.total;
  order.notes = body.notes.value_or("");
  order.createdAt = parts_.clock.now();
  if (cart.coupon) order.coupon = cart.coupon->code;
  const auto recurring = recurringOf(cart);
  for (std::size_t i = 0; i < cart.items.size(); ++i) {
    const auto& priced = cart.items[i];
    OrderItem item;
    item.id = parts_.ids.next<OrderItem>();
    item.order = order.id;
    item.product = priced.product.id;
    item.cycle = priced.item.cycle;
    item.quantity = priced.item.quantity;
    item.unitPrice = priced.product.priceIn(cart.cart.currency, item.cycle)->price;
    item.setupFee = priced.term.setupFee;
    item.discount = priced.discount;
    item.total = priced.total;
    item.domain = priced.item.domain;
    item.hostname = priced.item.hostname;
    item.service = parts_.ids.next<Service>();
    item.periodFrom =
        priced.term.period ? priced.term.period->start : parts_.billing.today(order.tenant);
    if (priced.term.period) item.periodUntil = priced.term.period->end;
    item.extras = priced.extras;
    item.recurring = recurring[i];
    order.items.push_back(std::move(item));
  }
  for (const auto& priced : cart.domains) {
    OrderDomain item;
    item.id = parts_.ids.next<OrderItem>();
    item.order = order.id;
    item.domain = priced.quote.domain ? *priced.quote.domain : parts_.ids.next<Domain>();
    item.name = priced.wish.name;
    item.action = priced.wish.action;
    item.years = priced.wish.years;
    item.unitPrice = priced.price;
    item.total = priced.total;
    order.domains.push_back(std::move(item));
  }
  return order;
}

Invoice CheckoutService::invoiceFor(db::Transaction& tx, const Actor& actor, const PricedCart& cart,
                                    const Order& order) {
  InvoiceRequest request;
  request.id = order.invoice;
  request.account = order.account;
  request.kind = InvoiceKind::Order;
  request.currency = cart.cart.currency;
  request.dueDate = parts_.billing.today(order.tenant);
  request.lines = cart.drafts;
  for (std::size_t i = 0; i < cart.items.size(); ++i) {
    const auto& priced = cart.items[i];
    for (std::size_t line = priced.firstLine; line < priced.firstLine + priced.lines; ++line) {
      request.lines[line].subject = {order.items[i].service, std::nullopt, order.items[i].id};
    }
  }
  for (std::size_t i = 0; i < cart.domains.size(); ++i) {
    const auto& priced = cart.domains[i];
    for (std::size_t line = priced.firstLine; line < priced.firstLine + priced.lines; ++line)
      request.lines[line].subject = {std::nullopt, order.domains[i].domain, order.domains[i].id};
  }
  auto invoice = parts_.billing.issue(tx, actor, request);
  for (std::size_t i = 0; i < cart.items.size(); ++i) {
    const auto& period = cart.items[i].term.period;
    if (period) parts_.billing.claimPeriod(tx, order.items[i].service, *period, invoice.id);
  }
  return invoice;
}

// Who buys a domain shows a factor, and agrees to what the registrar wants at this moment.
CheckoutService::Consents CheckoutService::consentsTo(const Actor& actor, const PricedCart& cart,
                                                      const CheckoutBody& body) {
  if (cart.domains.empty()) return {};
  auto* seller = parts_.pricing == nullptr ? nullptr : parts_.pricing->seller();
  if (seller == nullptr) throw ItemNotOnSale{cart.domains.front().wish.id};
  const bool wantsFactor =
      parts_.tenants->settings(actor.scope.tenant).flag("domains.fresh_factor");
  if (wantsFactor) mustHaveFreshFactor(actor);
  std::vector<DomainWish> wishes;
  for (const auto& item : cart.domains) wishes.push_back(item.wish);
  return seller->prepare(actor, wishes, body.agreements);
}

std::vector<DomainPurchase> CheckoutService::purchasesOf(const PricedCart& cart, const Order& order,
                                                         const Consents& consents) {
  std::vector<DomainPurchase> purchases;
  for (std::size_t i = 0; i < cart.domains.size(); ++i) {
    const auto& wish = cart.domains[i].wish;
    const auto consent = consents.find(wish.id);
    if (consent == consents.end())
      throw DomainError{"cart_changed", 409, "The cart has changed meanwhile; look again."};
    purchases.push_back({wish, consent->second, order.domains[i]});
  }
  return purchases;
}

void CheckoutService::askHooks(const Actor& actor, const PricedCart& cart) {
  if (!parts_.before) return;
  auto facts = factsOf(cart);
  parts_.before("before.checkout", actor, facts);
  facts["kind"] = wordOf(InvoiceKind::Order);
  parts_.before("before.invoice_issue", actor, facts);
}

// Before anything is charged.
void CheckoutService::mustBeReady(const PricedCart& cart) {
  if (parts_.pricing == nullptr) return;
  parts_.database.read([&](db::Reader& reader) {
    for (const auto& item : cart.items) parts_.pricing->mustBeReady(reader, item.product);
  });
}

void CheckoutService::demandFit(const Actor& actor, const CartHolder& holder) {
  const auto seen = parts_.carts.peek(holder);
  mustBeReady(seen);
  if (seen.cart.account) askHooks(actor, seen);
}

CheckoutService::Done CheckoutService::checkout(const Actor& actor, const CartHolder& holder,
                                                const CheckoutBody& body) {
  if (!body.acceptTerms)
    throw ValidationError{"accept_terms", "required",
                          "must be true: the terms have to be accepted"};
  const auto seen = parts_.carts.peek(holder);
  mustBeReady(seen);
  const auto consents = consentsTo(actor, seen, body);
  askHooks(actor, seen);
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto cart = parts_.carts.lockForCheckout(tx, holder);
    mustCost(cart.priced.total, body.total ? body.total : cart.cart.shownTotal);
    auto order = orderOf(actor, cart, body);
    for (const auto& item : cart.items) {
      if (!parts_.catalog.takeStock(tx, item.product.id, item.item.quantity)) {
        throw DomainError{"out_of_stock",
                          409,
                          item.product.name + " is sold out.",
                          {{"product", item.product.id.text()}}};
      }
    }
    if (cart.coupon)
      coupon_repository::redeem(tx, order.tenant, *cart.coupon, order.account, order.id);
    // The order and its services stand before the invoice is issued: what is free is paid in that
    // very moment.
    order.invoice = parts_.ids.next<Invoice>();
    order_repository::insert(tx, order, actor.origin);
    const auto purchases = purchasesOf(cart, order, consents);
    if (!purchases.empty()) parts_.pricing->seller()->ordered(tx, actor, order, purchases);
    parts_.audit.record(
        tx, actor,
        {"order.placed",
         order.id.text(),
         nullptr,
         {{"total", toJson(order.total)}, {"items", order.items.size() + order.domains.size()}}});
    parts_.bus.publish(tx, actor, actor.scope,
                       OrderPlaced{order.id, order.account, order.invoice, order.total});
    Done done;
    done.invoice = invoiceFor(tx, actor, cart, order);
    mustCost(done.invoice.total, order.total);
    cart_repository::clear(tx, cart.cart.id);
    auto emptied = cart.cart;
    emptied.coupon.reset();
    emptied.shownTotal.reset();
    cart_repository::save(tx, emptied, parts_.clock.now());
    if (body.useCredit) parts_.billing.payFromCredit(tx, actor, done.invoice);
    if (body.paymentMethod && done.invoice.balance.isPositive()) {
      done.payment = parts_.payments.startIn(tx, actor, {done.invoice.id}, *body.paymentMethod,
                                             "payment_method");
    }
    done.order = order_repository::find(tx, actor.scope, order.id).value();
    done.invoice = parts_.billing.find(tx, actor.scope, done.invoice.id).value();
    done.invoice.lines = parts_.billing.lines(tx, done.invoice);
    return done;
  });
}

}  // namespace hostler

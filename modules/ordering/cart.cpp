#include "modules/ordering/cart.h"

#include <algorithm>

namespace hostler {

const SealedColumn DomainWish::kAuthCode{"cart_domains", "id", "auth_code"};

namespace {

LineDraft lineOf(const PricedCart::Item& item, LineKind kind, Money unitPrice) {
  LineDraft line;
  line.kind = kind;
  line.description = item.product.name;
  if (kind == LineKind::Setup) line.description += ", setup";
  if (item.item.domain) line.description += " (" + *item.item.domain + ")";
  line.quantity = item.item.quantity;
  line.unitPrice = unitPrice;
  line.discount = Money::zero(unitPrice.currency());
  line.taxClass = item.product.taxClass;
  if (kind == LineKind::Product) line.period = item.term.period;
  return line;
}

LineDraft lineOf(const PricedCart::Item& item, LineKind kind, Money unitPrice, const Extra& extra) {
  auto line = lineOf(item, kind, unitPrice);
  line.description = extra.title;
  if (kind == LineKind::Setup) line.description += ", setup";
  line.description += item.item.domain ? " (" + *item.item.domain + ")" : "";
  if (!extra.taxClass.empty()) line.taxClass = extra.taxClass;
  return line;
}

// The lines of an item: what it is itself, and what is had with it, each with its setup.
std::vector<LineDraft> linesFor(const PricedCart::Item& item, Date today) {
  std::vector<LineDraft> lines{lineOf(item, LineKind::Product, item.term.unitPrice)};
  if (item.term.setupFee.isPositive())
    lines.push_back(lineOf(item, LineKind::Setup, item.term.setupFee));
  for (const auto& extra : item.extras) {
    const auto term =
        firstTermOf(item.product, {item.item.cycle, extra.price, extra.setupFee}, today);
    if (extra.price.isPositive())
      lines.push_back(lineOf(item, LineKind::Product, term.unitPrice, extra));
    if (term.setupFee.isPositive())
      lines.push_back(lineOf(item, LineKind::Setup, term.setupFee, extra));
  }
  return lines;
}

}  // namespace

ItemNotOnSale::ItemNotOnSale(Id<CartItem> item)
    : DomainError{"item_not_on_sale",
                  409,
                  "Something in the cart is not on sale any more; remove it.",
                  {{"item", item.text()}}} {}

std::optional<Coupon> CartPricing::validCoupon(db::Reader& reader, const Cart& cart, Date today) {
  if (!cart.coupon) return std::nullopt;
  auto coupon = coupon_repository::findByCode(reader, cart.tenant, *cart.coupon);
  if (!coupon || !coupon->isValidOn(today)) return std::nullopt;
  if (!coupon->clientGroups.empty()) {
    if (!cart.account) return std::nullopt;
    const auto group = accounts_.get(reader, cart.tenant, *cart.account).group;
    if (!group || std::ranges::find(coupon->clientGroups, *group) == coupon->clientGroups.end())
      return std::nullopt;
  }
  // A stranger may be one; checkout knows.
  if (coupon->newClientsOnly && cart.account &&
      !coupon_repository::isNew(reader, cart.tenant, *cart.account))
    return std::nullopt;
  return coupon;
}

void CartPricing::mustBeReady(db::Reader& reader, const Product& product) const {
  if (!readiness_) return;
  const auto problems = readiness_(reader, product);
  if (std::ranges::none_of(problems, &ProductProblem::stopsSale)) return;
  throw DomainError{"product_not_ready",
                    409,
                    product.name +
                        " cannot be ordered at the moment; nothing was charged. Write to "
                        "us, and we say when it can.",
                    {{"product", product.id.text()}}};
}

PricedCart CartPricing::price(db::Reader& reader, const Cart& cart) {
  const auto today = tenants_.today(cart.tenant);
  PricedCart result{cart, validCoupon(reader, cart, today), {}, {}, {}, {}};
  auto& lines = result.drafts;
  std::vector<DiscountableLine> discountable;
  const auto zero = Money::zero(cart.currency);
  for (const auto& item : cart.items) {
    auto product = catalog_.get(reader, cart.tenant, item.product);
    const auto* price = product.priceIn(cart.currency, item.cycle);
    const bool metered = item.cycle == Cycle::Hourly;  // nothing meters it yet
    if (!product.isOnSale() || price == nullptr || metered || item.quantity > product.maxQuantity)
      throw ItemNotOnSale{item.id};
    const auto term = firstTermOf(product, *price, today);
    const bool applies =
        result.coupon && result.coupon->appliesTo(product.id, item.cycle, cart.currency);
    FieldErrors errors;
    auto extras = chosen(extra_repository::offeredWith(reader, cart.tenant, product), item.choices,
                         cart.currency, item.cycle, errors);
    if (!errors.empty()) throw ItemNotOnSale{item.id};
    PricedCart::Item priced{item, std::move(product), term, std::move(extras), zero,
                            zero, lines.size(),       0};
    auto own = linesFor(priced, today);
    priced.lines = own.size();
    std::ranges::move(own, std::back_inserter(lines));
    for (std::size_t i = priced.firstLine; i < lines.size(); ++i) {
      discountable.push_back({lines[i].unitPrice.times(item.quantity), applies});
    }
    result.items.push_back(std::move(priced));
  }
  for (const auto& wish : cart.domains) {
    if (seller_ == nullptr) throw ItemNotOnSale{wish.id};
    auto quote = seller_->quote(reader, cart.scope(), cart.currency, wish);
    PricedCart::DomainItem priced{wish, {}, zero, zero, lines.size(), quote.lines.size()};
    for (const auto& line : quote.lines) {
      lines.push_back(line);
      discountable.push_back({line.unitPrice, false});
      priced.price = priced.price.plus(line.unitPrice);
    }
    priced.quote = std::move(quote);
    result.domains.push_back(std::move(priced));
  }
  if (result.coupon) {
    const auto discounts = discountsOf(*result.coupon, discountable);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].discount = discounts[i];
  }
  result.pricesIncludeTax = tenants_.settings(cart.tenant).flag("tax.prices_include_tax");
  result.priced = billing_.quote(reader, cart.tenant, cart.account, cart.currency, lines);
  for (auto& item : result.items) {
    for (std::size_t i = item.firstLine; i < item.firstLine + item.lines; ++i) {
      item.discount = item.discount.plus(lines[i].discount);
      item.total = item.total.plus(result.priced.lines[i].total);
    }
  }
  for (auto& item : result.domains) {
    for (std::size_t i = item.firstLine; i < item.firstLine + item.lines; ++i)
      item.total = item.total.plus(result.priced.lines[i].total);
  }
  return result;
}

}  // namespace hostler

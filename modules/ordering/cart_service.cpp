#include "modules/ordering/cart_service.h"

#include "core/hostname/hostname.h"
#include "core/secrets/digest.h"
#include "modules/ordering/cart_repository.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::size_t kMostItems = 50;

std::string hashOf(const std::string& token) {
  return hex(sha256(token));
}

// What a domain's registry wants to know: texts alone.
std::map<std::string, std::string> textsIn(const std::map<std::string, Json>& options,
                                           FieldErrors& errors) {
  std::map<std::string, std::string> texts;
  for (const auto& [name, value] : options) {
    if (value.is_string() && value.get_ref<const std::string&>().size() <= 200) {
      texts[name] = value.get<std::string>();
    } else {
      errors.add(FieldErrors::under("options", name), "wrong_type", "must be a short text");
    }
  }
  return texts;
}

std::optional<std::string> hostIn(const std::optional<std::string>& text, const char* field) {
  if (!text) return std::nullopt;
  const auto name = Hostname::parse(*text);
  if (!name)
    throw ValidationError{field, "malformed", "must be a domain name, such as example.com"};
  return name->ascii();
}

DomainError cartEmpty() {
  return {"cart_empty", 409, "There is nothing in the cart."};
}

void mustHavePlace(const Product& product, const CartItem& item) {
  if (product.type == ProductType::Hosting && !item.domain && !item.hostname)
    throw ValidationError{"domain", "required", "is required: the account's main domain"};
}

void checkChoices(db::Reader& reader, const Cart& cart, const Product& product,
                  const CartItem& item) {
  FieldErrors errors;
  chosen(extra_repository::offeredWith(reader, cart.tenant, product), item.choices, cart.currency,
         item.cycle, errors);
  errors.throwIfAny();
}

void checkPrice(const Product& product, Currency currency, Cycle cycle) {
  if (cycle == Cycle::Hourly)
    throw ValidationError{"cycle", "not_metered", "cannot be hourly: use is not metered yet"};
  if (product.priceIn(currency, cycle) == nullptr) {
    throw ValidationError{
        "cycle", "not_an_option",
        "must be a cycle that the product is sold in, in " + std::string{currency.code()}};
  }
}

// Whatever keeps it from being sold here is answered alike, so that nobody learns what others sell.
Product productOnSale(Catalog& catalog, db::Reader& reader, Id<Tenant> tenant, Id<Product> id) {
  try {
    auto product = catalog.get(reader, tenant, id);
    if (product.isOnSale()) return product;
  } catch (const NotFound&) {
  }
  throw ValidationError{"product_id", "not_found", "must be a product that is on sale here"};
}

// An empty cart goes by the coupon of the one that is poured into it, unless it has its own.
void takeCoupon(Cart& own, const Cart& browsers) {
  if (!own.coupon) own.coupon = browsers.coupon;
}

}  // namespace

CartHolder CartHolder::of(const http::Context& context) {
  return {context.tenant(), context.actor().isClient() ? context.scope().account : std::nullopt,
          context.cookie("__Host-cart")};
}

// The account's own cart; a browser's cart becomes the account's, or is poured into it.
std::optional<Cart> CartService::find(db::Transaction& tx, const CartHolder& holder) {
  std::optional<Cart> browsers;
  if (!holder.token.empty())
    browsers = cart_repository::findByToken(tx, holder.tenant, hashOf(holder.token));
  if (!holder.account) return browsers;
  auto own = cart_repository::findByAccount(tx, holder.tenant, *holder.account);
  const auto now = parts_.clock.now();
  if (!browsers) return own;
  // What was answered last still has to hold at checkout, in the money that it was answered in.
  const auto shownIn = [&](Currency currency) {
    const auto& shown = browsers->shownTotal;
    return shown && shown->currency() == currency ? shown : std::nullopt;
  };
  if (own) {
    if (own->isEmpty()) {
      own->shownTotal = shownIn(own->currency);
      takeCoupon(*own, *browsers);
      cart_repository::save(tx, *own, now);
    }
    // Poured in as far as there is room: a cart is priced as a whole at every look.
    auto room = kMostItems - std::min(own->size(), kMostItems);
    for (auto i = std::min(room, browsers->items.size()); i < browsers->items.size(); ++i)
      cart_repository::removeItem(tx, browsers->id, browsers->items[i].id);
    room -= std::min(room, browsers->items.size());
    for (const auto& wish : browsers->domains) {
      const bool isThere =
          std::ranges::find(own->domains, wish.name, &DomainWish::name) != own->domains.end();
      if (isThere || room == 0) {
        cart_repository::removeItem(tx, browsers->id, wish.id);
      } else {
        --room;
      }
    }
    cart_repository::merge(tx, browsers->id, own->id);
    return cart_repository::lock(tx, own->id);
  }
  browsers->account = holder.account;
  browsers->currency = parts_.accounts.get(tx, holder.tenant, *holder.account).currency;
  browsers->shownTotal = shownIn(browsers->currency);
  cart_repository::claim(tx, browsers->id, *holder.account, now);
  cart_repository::save(tx, *browsers, now);
  return browsers;
}

Cart CartService::findOrMake(db::Transaction& tx, const CartHolder& holder,
                             std::optional<std::string>& newToken) {
  if (auto cart = find(tx, holder)) return std::move(*cart);
  Cart cart;
  cart.id = parts_.ids.next<Cart>();
  cart.tenant = holder.tenant;
  cart.account = holder.account;
  cart.currency = holder.account ? parts_.accounts.get(tx, holder.tenant, *holder.account).currency
                                 : parts_.tenants.get(holder.tenant).currency;
  std::optional<std::string> hash;
  if (!holder.account) {
    newToken = parts_.random.token(24);
    hash = hashOf(*newToken);
  }
  try {
    cart_repository::insert(tx, cart, hash, parts_.clock.now());
  } catch (const db::UniqueViolation&) {
    throw db::Conflict{"the account's cart was made meanwhile", 0};
  }
  return cart;
}

Cart CartService::existing(db::Transaction& tx, const CartHolder& holder) {
  auto cart = find(tx, holder);
  if (!cart) throw NotFound{};
  return std::move(*cart);
}

CartItem CartService::itemOf(db::Transaction& tx, const CartHolder& holder, const Cart& cart,
                             const AddToCart& wanted) {
  if (!wanted.product) throw ValidationError{"product_id", "required", "is required"};
  FieldErrors foreign;
  const auto mustBeAbsent = [&](bool there, const char* field) {
    if (there) foreign.add(field, "not_for_products", "is for domains");
  };
  mustBeAbsent(wanted.action.has_value(), "action");
  mustBeAbsent(wanted.years.has_value(), "years");
  mustBeAbsent(wanted.authCode.has_value(), "auth_code");
  mustBeAbsent(wanted.privacy.has_value(), "privacy");
  foreign.throwIfAny();
  const auto product = productOnSale(parts_.catalog, tx, holder.tenant, *wanted.product);
  if (!wanted.cycle && product.prices.empty())
    throw ValidationError{"product_id", "not_priced", "has no price yet"};
  CartItem item;
  item.id = parts_.ids.next<CartItem>();
  item.product = product.id;
  item.cycle =
      wanted.cycle.value_or(product.prices.empty() ? Cycle::Monthly : product.prices.front().cycle);
  item.quantity = wanted.quantity;
  checkPrice(product, cart.currency, item.cycle);
  if (item.quantity > product.maxQuantity) {
    throw ValidationError{"quantity", "out_of_range",
                          "must be at most " + std::to_string(product.maxQuantity)};
  }
  item.domain = hostIn(wanted.domain, "domain");
  item.hostname = hostIn(wanted.hostname, "hostname");
  mustHavePlace(product, item);
  parts_.pricing.mustBeReady(tx, product);
  item.choices = choicesOf(wanted.options, wanted.addons);
  checkChoices(tx, cart, product, item);
  return item;
}

DomainWish CartService::domainOf(db::Transaction& tx, const Cart& cart, const AddToCart& wanted) {
  auto* seller = parts_.pricing.seller();
  if (seller == nullptr)
    throw ValidationError{"type", "not_offered", "must be product: no registrar is set up here"};
  FieldErrors errors;
  const auto mustBeAbsent = [&](bool there, const char* field) {
    if (there) errors.add(field, "not_for_domains", "is for products");
  };
  mustBeAbsent(wanted.product.has_value(), "product_id");
  mustBeAbsent(wanted.cycle.has_value(), "cycle");
  mustBeAbsent(wanted.quantity != 1, "quantity");
  mustBeAbsent(wanted.hostname.has_value(), "hostname");
  mustBeAbsent(!wanted.addons.empty(), "addons");
  DomainRequest request;
  request.extra = textsIn(wanted.options, errors);
  if (!wanted.domain) errors.add("domain", "required", "is required");
  errors.throwIfAny();
  request.name = *wanted.domain;
  if (wanted.action == "transfer") request.action = DomainAction::Transfer;
  if (wanted.action == "renew") request.action = DomainAction::Renew;
  request.years = wanted.years;
  request.privacy = wanted.privacy.value_or(false);
  if (wanted.authCode) request.authCode = Secret{*wanted.authCode};
  auto wish = seller->accept(tx, cart.scope(), parts_.ids.next<CartItem>(), request);
  if (std::ranges::find(cart.domains, wish.name, &DomainWish::name) != cart.domains.end())
    throw DomainError{"already_in_cart", 409, wish.name + " is in the cart already."};
  return wish;
}

PricedCart CartService::shown(db::Transaction& tx, Cart cart) {
  auto priced = parts_.pricing.price(tx, cart);
  cart.shownTotal = priced.priced.total;
  cart_repository::save(tx, cart, parts_.clock.now());
  priced.cart = std::move(cart);
  return priced;
}

template <class F>
CartService::Shown CartService::changing(const CartHolder& holder, F&& change) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto cart = existing(tx, holder);
    change(tx, cart);
    return Shown{shown(tx, cart_repository::lock(tx, cart.id).value()), std::nullopt};
  });
}

CartService::Shown CartService::add(const CartHolder& holder, const AddToCart& wanted) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    std::optional<std::string> token;
    auto cart = findOrMake(tx, holder, token);
    if (cart.size() >= kMostItems)
      throw DomainError{"cart_full", 409, "A cart holds 50 items; check out first."};
    const auto now = parts_.clock.now();
    if (wanted.type == "domain") {
      cart_repository::insertDomain(tx, cart.id, domainOf(tx, cart, wanted), now);
    } else {
      cart_repository::insertItem(tx, cart.id, itemOf(tx, holder, cart, wanted), now);
    }
    return Shown{shown(tx, cart_repository::lock(tx, cart.id).value()), token};
  });
}

CartService::Shown CartService::show(const CartHolder& holder) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    auto cart = find(tx, holder);
    if (cart) return Shown{shown(tx, std::move(*cart)), std::nullopt};
    Cart empty;
    empty.tenant = holder.tenant;
    empty.account = holder.account;
    empty.currency = holder.account
                         ? parts_.accounts.get(tx, holder.tenant, *holder.account).currency
                         : parts_.tenants.get(holder.tenant).currency;
    return Shown{parts_.pricing.price(tx, empty), std::nullopt};
  });
}

CartService::Shown CartService::change(const CartHolder& holder, Id<CartItem> id,
                                       const ChangeCartItem& change) {
  return changing(holder, [&](db::Transaction& tx, Cart& cart) {
    const auto found = std::ranges::find(cart.items, id, &CartItem::id);
    if (found == cart.items.end()) return changeDomain(tx, cart, id, change);
    FieldErrors errors;
    const auto mustBeAbsent = [&](bool there, const char* field) {
      if (there) errors.add(field, "not_for_products", "is for domains");
    };
    mustBeAbsent(change.years.has_value(), "years");
    mustBeAbsent(change.privacy.has_value(), "privacy");
    mustBeAbsent(change.authCode.has_value(), "auth_code");
    errors.throwIfAny();
    const auto product = parts_.catalog.get(tx, holder.tenant, found->product);
    if (change.cycle) found->cycle = *change.cycle;
    if (change.quantity) found->quantity = *change.quantity;
    if (change.domain) found->domain = hostIn(*change.domain, "domain");
    if (change.hostname) found->hostname = hostIn(*change.hostname, "hostname");
    mustHavePlace(product, *found);
    checkPrice(product, cart.currency, found->cycle);
    if (found->quantity > product.maxQuantity) {
      throw ValidationError{"quantity", "out_of_range",
                            "must be at most " + std::to_string(product.maxQuantity)};
    }
    if (change.options) found->choices.options = *change.options;
    if (change.addons) found->choices.addons = choicesOf({}, *change.addons).addons;
    checkChoices(tx, cart, product, *found);
    cart_repository::updateItem(tx, cart.id, *found);
  });
}

void CartService::changeDomain(db::Transaction& tx, const Cart& cart, Id<CartItem> id,
                               const ChangeCartItem& change) {
  const auto found = std::ranges::find(cart.domains, id, &DomainWish::id);
  auto* seller = parts_.pricing.seller();
  if (found == cart.domains.end() || seller == nullptr) throw NotFound{};
  FieldErrors errors;
  const auto mustBeAbsent = [&](bool there, const char* field) {
    if (there) errors.add(field, "not_for_domains", "is for products");
  };
  mustBeAbsent(change.cycle.has_value(), "cycle");
  mustBeAbsent(change.quantity.has_value(), "quantity");
  mustBeAbsent(change.domain.has_value(), "domain");
  mustBeAbsent(change.hostname.has_value(), "hostname");
  mustBeAbsent(change.addons.has_value(), "addons");
  DomainWishChange wanted{change.years, change.privacy, std::nullopt, std::nullopt};
  if (change.options) wanted.extra = textsIn(*change.options, errors);
  errors.throwIfAny();
  if (change.authCode) wanted.authCode = Secret{*change.authCode};
  cart_repository::updateDomain(tx, cart.id, seller->changed(tx, cart.scope(), *found, wanted));
}

CartService::Shown CartService::remove(const CartHolder& holder, Id<CartItem> id) {
  return changing(holder, [&](db::Transaction& tx, Cart& cart) {
    if (!cart_repository::removeItem(tx, cart.id, id)) throw NotFound{};
  });
}

CartService::Shown CartService::clear(const CartHolder& holder) {
  return changing(holder, [&](db::Transaction& tx, Cart& cart) {
    cart_repository::clear(tx, cart.id);
    cart.coupon.reset();
    cart_repository::save(tx, cart, parts_.clock.now());
  });
}

CartService::Shown CartService::applyCoupon(const CartHolder& holder, const std::string& code) {
  return changing(holder, [&](db::Transaction& tx, Cart& cart) {
    cart.coupon = code;
    const auto priced = parts_.pricing.price(tx, cart);
    if (!priced.coupon) throw CouponNotValid{"There is no such coupon, or it is not valid now."};
    const bool applies = std::ranges::any_of(priced.items, [&](const PricedCart::Item& item) {
      return priced.coupon->appliesTo(item.product.id, item.item.cycle, cart.currency);
    });
    if (!applies) throw CouponNotValid{"This coupon does not apply to anything in the cart."};
    cart_repository::save(tx, cart, parts_.clock.now());
  });
}

CartService::Shown CartService::removeCoupon(const CartHolder& holder) {
  return changing(holder, [&](db::Transaction& tx, Cart& cart) {
    cart.coupon.reset();
    cart_repository::save(tx, cart, parts_.clock.now());
  });
}

PricedCart CartService::lockForCheckout(db::Transaction& tx, const CartHolder& holder) {
  const auto found = find(tx, holder);
  // Another checkout may have emptied it between the look and the lock.
  const auto locked = found ? cart_repository::lock(tx, found->id) : std::nullopt;
  if (!locked || locked->isEmpty()) throw cartEmpty();
  return parts_.pricing.price(tx, *locked);
}

PricedCart CartService::peek(const CartHolder& holder) {
  return parts_.database.read([&](db::Reader& reader) {
    std::optional<Cart> cart;
    if (!holder.token.empty())
      cart = cart_repository::findByToken(reader, holder.tenant, hashOf(holder.token));
    if (holder.account) {
      // As find() would leave it, once the browser's cart has gone over to the account.
      auto own = cart_repository::findByAccount(reader, holder.tenant, *holder.account);
      if (own && cart) {
        if (own->isEmpty()) takeCoupon(*own, *cart);
        own->items.insert(own->items.end(), cart->items.begin(), cart->items.end());
        for (const auto& wish : cart->domains) {
          if (std::ranges::find(own->domains, wish.name, &DomainWish::name) == own->domains.end())
            own->domains.push_back(wish);
        }
      }
      if (own) cart = std::move(own);
      if (cart && !cart->account) {
        cart->account = holder.account;
        cart->currency = parts_.accounts.get(reader, holder.tenant, *holder.account).currency;
      }
    }
    if (!cart || cart->isEmpty()) throw cartEmpty();
    return parts_.pricing.price(reader, *cart);
  });
}

}  // namespace hostler

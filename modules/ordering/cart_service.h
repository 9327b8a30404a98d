#pragma once

#include "core/http/context.h"
#include "core/secrets/random.h"
#include "modules/ordering/cart.h"
#include "modules/ordering/cart_views.h"

namespace hostler {

/// Who holds a cart: a signed-in account, a browser by its cookie, or (to begin with) nobody.
struct CartHolder {
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;
  std::string token;  ///< of the cookie; empty: none

  static CartHolder of(const http::Context& context);
};

/// What clients do with their carts. A browser's cart goes over to the account at the first call
/// after sign-in.
class CartService {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Random& random;
    Catalog& catalog;
    Accounts& accounts;
    Tenants& tenants;
    CartPricing& pricing;
  };
  explicit CartService(Parts parts) : parts_{parts} {}

  /// A priced cart, and the cookie of a cart that was just made.
  struct Shown {
    PricedCart cart;
    std::optional<std::string> newToken;
  };
  Shown add(const CartHolder& holder, const AddToCart& item);
  Shown show(const CartHolder& holder);
  Shown change(const CartHolder& holder, Id<CartItem> item, const ChangeCartItem& change);
  Shown remove(const CartHolder& holder, Id<CartItem> item);
  Shown clear(const CartHolder& holder);
  /// Throws CouponNotValid.
  Shown applyCoupon(const CartHolder& holder, const std::string& code);
  Shown removeCoupon(const CartHolder& holder);

  /// The account's cart, locked and with today's prices, for checkout.
  PricedCart lockForCheckout(db::Transaction& tx, const CartHolder& holder);
  /// The cart as it stands, without counting as having been shown. Opens no transaction: hooks are
  /// asked about it before one begins. Throws 409 `cart_empty`.
  PricedCart peek(const CartHolder& holder);

 private:
  void changeDomain(db::Transaction& tx, const Cart& cart, Id<CartItem> id,
                    const ChangeCartItem& change);
  std::optional<Cart> find(db::Transaction& tx, const CartHolder& holder);
  Cart findOrMake(db::Transaction& tx, const CartHolder& holder,
                  std::optional<std::string>& newToken);
  Cart existing(db::Transaction& tx, const CartHolder& holder);
  CartItem itemOf(db::Transaction& tx, const CartHolder& holder, const Cart& cart,
                  const AddToCart& wanted);
  DomainWish domainOf(db::Transaction& tx, const Cart& cart, const AddToCart& wanted);
  PricedCart shown(db::Transaction& tx, Cart cart);
  template <class F>
  Shown changing(const CartHolder& holder, F&& change);

  Parts parts_;
};

}  // namespace hostler

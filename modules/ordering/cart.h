#pragma once

#include "modules/billing/billing.h"
#include "modules/catalog/product_option.h"
#include "modules/catalog/product_problem.h"
#include "modules/ordering/coupon.h"
#include "modules/ordering/domain_seller.h"
#include "modules/ordering/first_term.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

struct CartItem {
  Id<CartItem> id;
  Id<Product> product;
  Cycle cycle = Cycle::Monthly;
  int quantity = 1;
  std::optional<std::string> domain, hostname;
  ExtraChoices choices;
};

struct Cart {
  Id<Cart> id;
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;
  Currency currency = Currency::of("INR");
  std::optional<std::string> coupon;
  std::optional<Money> shownTotal;
  std::vector<CartItem> items;
  std::vector<DomainWish> domains;

  bool isEmpty() const { return items.empty() && domains.empty(); }
  std::size_t size() const { return items.size() + domains.size(); }
  Scope scope() const { return {tenant, account}; }
};

/// A cart with today's prices: what the client sees, and what checkout makes an order of.
struct PricedCart {
  struct Item {
    CartItem item;
    Product product;
    FirstTerm term;
    std::vector<Extra> extras;
    /// Of its lines together; the discount in the catalogue's terms, as the prices of its term are,
    /// and total with tax.
    Money discount, total;
    std::size_t firstLine = 0, lines = 0;  ///< in priced.lines
  };
  struct DomainItem {
    DomainWish wish;
    DomainQuote quote;
    Money price, total;                    ///< of its lines together; total with tax
    std::size_t firstLine = 0, lines = 0;  ///< in priced.lines
  };
  Cart cart;
  std::optional<Coupon> coupon;
  std::vector<Item> items;
  std::vector<DomainItem> domains;
  Priced priced;
  /// What priced.lines were made of, as the catalogue has them: an invoice prices these again. The
  /// drafts in priced.lines are net of the tax that their prices may include.
  std::vector<LineDraft> drafts;
  bool pricesIncludeTax = false;  ///< the drafts' and the items', as the catalogue's
};

/// Prices a cart. The coupon is left out (and `coupon` empty) where it is not valid for this cart
/// any more.
class CartPricing {
 public:
  CartPricing(Catalog& catalog, Billing& billing, Tenants& tenants, Accounts& accounts)
      : catalog_{catalog}, billing_{billing}, tenants_{tenants}, accounts_{accounts} {}

  /// Without one no domains are sold. Called once, before the first request.
  void setSeller(DomainSeller& seller) { seller_ = &seller; }
  DomainSeller* seller() { return seller_; }

  /// Without one every product can be delivered. Called once, before the first request.
  void setReadiness(ProductReadiness readiness) { readiness_ = std::move(readiness); }
  /// Throws 409 `product_not_ready` for what nobody could be given.
  void mustBeReady(db::Reader& reader, const Product& product) const;

  /// Throws 409 `item_not_on_sale` for an item that can no longer be bought so.
  PricedCart price(db::Reader& reader, const Cart& cart);

 private:
  std::optional<Coupon> validCoupon(db::Reader& reader, const Cart& cart, Date today);

  Catalog& catalog_;
  Billing& billing_;
  Tenants& tenants_;
  Accounts& accounts_;
  DomainSeller* seller_ = nullptr;
  ProductReadiness readiness_;
};

/// What cannot be in a cart: 422 for the field that is wrong, said by the caller.
struct ItemNotOnSale : DomainError {
  explicit ItemNotOnSale(Id<CartItem> item);
};

}  // namespace hostler

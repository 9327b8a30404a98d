#pragma once

#include "modules/billing/payment_service.h"
#include "modules/ordering/cart_service.h"
#include "modules/ordering/ordering.h"

namespace hostler {

struct CheckoutBody {
  std::optional<std::string> paymentMethod;
  bool useCredit = false;
  bool acceptTerms = false;
  std::optional<std::string> notes;
  std::optional<Money> total;
  std::optional<std::vector<std::string>> agreements;
  static void describe(Shape<CheckoutBody>& shape);
};

/// What hooks are asked before something happens: they may refuse with a code and a sentence
/// (thrown as a DomainError 409). Asked before the writing transaction opens.
using BeforeHook =
    std::function<void(const std::string& event, const Actor& actor, const Json& facts)>;

/// Makes an order of a cart: one transaction takes stock and coupon, mints the services, issues the
/// invoice and empties the cart.
class CheckoutService {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Catalog& catalog;
    Billing& billing;
    PaymentService& payments;
    CartService& carts;
    AuditLog& audit;
    events::Bus& bus;
    BeforeHook before;
    CartPricing* pricing = nullptr;  ///< which knows who sells domains
    Tenants* tenants = nullptr;
  };
  explicit CheckoutService(Parts parts) : parts_{std::move(parts)} {}

  struct Done {
    Order order;
    Invoice invoice;
    std::optional<Payment> payment;
  };
  /// Throws 409 `price_changed` with the new total when it is not `total` (default: what the cart
  /// last answered; neither where the buyer was not shown one in this currency), 409
  /// `out_of_stock`, `cart_empty`, `product_not_ready`.
  Done checkout(const Actor& actor, const CartHolder& holder, const CheckoutBody& body);
  /// Throws what checkout would throw now for what is in the cart; a stranger's cart is not shown
  /// to hooks, which judge clients.
  void demandFit(const Actor& actor, const CartHolder& holder);

 private:
  void mustBeReady(const PricedCart& cart);
  void askHooks(const Actor& actor, const PricedCart& cart);
  using Consents = std::map<Id<CartItem>, DomainConsent>;
  Consents consentsTo(const Actor& actor, const PricedCart& cart, const CheckoutBody& body);
  std::vector<DomainPurchase> purchasesOf(const PricedCart& cart, const Order& order,
                                          const Consents& consents);
  Order orderOf(const Actor& actor, const PricedCart& cart, const CheckoutBody& body);
  Invoice invoiceFor(db::Transaction& tx, const Actor& actor, const PricedCart& cart,
                     const Order& order);

  Parts parts_;
};

}  // namespace hostler

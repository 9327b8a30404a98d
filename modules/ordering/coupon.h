#pragma once

#include "core/db/database.h"
#include "core/money/money.h"
#include "modules/catalog/catalog.h"
#include "modules/ordering/ordering.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A discount by code.
struct Coupon {
  Id<Coupon> id;
  std::string code;
  std::optional<Decimal> percent;
  std::optional<Money> amount;
  std::optional<int> cycles;  ///< how many periods it lowers, the first included; nothing: for life
  bool renewalOnly = false;
  std::vector<Id<Product>> products;
  std::vector<Cycle> productCycles;
  std::vector<std::string> clientGroups;
  bool newClientsOnly = false;  ///< for accounts that have bought nothing yet
  std::optional<int> maxUses, perClient;
  int uses = 0;
  /// The days on which it can be used, both inclusive. Of its use alone: what it lowers afterwards
  /// (`cycles`) it lowers after its last day too.
  std::optional<Date> validFrom, validTo;
  bool active = true;

  bool isValidOn(Date day) const;
  bool appliesTo(Id<Product> product, Cycle cycle, Currency currency) const;
  /// The discount on later periods, once it was used for the first one.
  std::optional<RecurringDiscount> afterFirst() const;
};

/// Discounts of each line, in the lines' order: a percentage of every line that it applies to, or
/// one amount spread over them. Never more than a line costs. Pure.
struct DiscountableLine {
  Money price = Money::zero(Currency::of("INR"));
  bool applies = false;
};
std::vector<Money> discountsOf(const Coupon& coupon, const std::vector<DiscountableLine>& lines);

/// What keeps a client from using a coupon: 422 `coupon_not_valid` with a reason that says why.
struct CouponNotValid : DomainError {
  explicit CouponNotValid(const std::string& reason);
};

namespace coupon_repository {

std::optional<Coupon> findByCode(db::Reader& reader, Id<Tenant> tenant, const std::string& code);
std::optional<Coupon> find(db::Reader& reader, Id<Tenant> tenant, Id<Coupon> id);
/// For changing it: nobody else changes or uses it until the transaction ends.
std::optional<Coupon> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Coupon> id);
std::vector<Coupon> list(db::Reader& reader, Id<Tenant> tenant, Id<Coupon> before, int limit);
/// Throws db::UniqueViolation when the code is taken.
void insert(db::Transaction& tx, Id<Tenant> tenant, const Coupon& coupon, Instant now);
/// All but how often it was used. Throws db::UniqueViolation when the code is taken.
void save(db::Transaction& tx, Id<Tenant> tenant, const Coupon& coupon);
bool deactivate(db::Transaction& tx, Id<Tenant> tenant, Id<Coupon> id);
/// Whether an account has bought nothing yet: no order of it stands (what was cancelled does not),
/// and no invoice of it was paid. `but`: an order that does not count.
bool isNew(db::Reader& reader, Id<Tenant> tenant, Id<Account> account, Id<Order> but = {});
/// Counts one use by an account for an order, in statements that hold the limits by themselves.
/// Called before the order is stored. Throws CouponNotValid.
void redeem(db::Transaction& tx, Id<Tenant> tenant, const Coupon& coupon, Id<Account> account,
            Id<Order> order);
/// Gives back the uses of an order; does nothing the second time.
void giveBack(db::Transaction& tx, Id<Order> order);

}  // namespace coupon_repository
}  // namespace hostler

#pragma once

#include "modules/ordering/coupon.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler::testing {

/// What a cart's line costs, in paise: what is charged each month, and once besides.
struct ModelItem {
  Id<Product> product;
  std::int64_t monthly = 0, once = 0;
  int quantity = 1;
};

/// A coupon in plain whole numbers, as its rules are told to people: an own account of what it may
/// be used for, how often, and what it takes off. It shares no arithmetic with the product.
struct ModelCoupon {
  std::string code;
  std::int64_t basisPoints = 0;  ///< hundredths of a per cent; 0: it is an amount
  std::int64_t paise = 0;
  std::optional<int> cycles;  ///< nothing: for life
  bool renewalOnly = false;
  std::optional<Id<Product>> only;
  bool yearlyOnly = false;
  std::optional<int> most, perClient;
  int uses = 0;
  std::map<Id<Account>, int> usedBy = {};

  bool isLeft() const { return !most || uses < *most; }
  bool mayUse(Id<Account> client) const {
    const auto used = usedBy.find(client);
    return !perClient || used == usedBy.end() || used->second < *perClient;
  }
  bool isFor(const ModelItem& item) const {
    return !yearlyOnly && (!only || *only == item.product);
  }
  bool isForAny(const std::vector<ModelItem>& items) const {
    return std::ranges::any_of(items, [&](const ModelItem& item) { return isFor(item); });
  }
  void use(Id<Account> client) {
    ++uses;
    ++usedBy[client];
  }
  void giveBack(Id<Account> client) {
    --uses;
    --usedBy[client];
  }

  /// What it takes off one sum, half a paisa up, where so much of its amount is left.
  std::int64_t off(std::int64_t sum, std::int64_t& left) const {
    if (basisPoints > 0) return std::min(sum, (sum * basisPoints + 5'000) / 10'000);
    const auto taken = std::min(sum, left);
    left -= taken;
    return taken;
  }
  /// Off the order itself.
  std::int64_t offFirst(const std::vector<ModelItem>& items) const {
    std::int64_t sum = 0, left = paise;
    if (renewalOnly) return 0;
    for (const auto& item : items) {
      if (!isFor(item)) continue;
      sum += off(item.monthly * item.quantity, left);
      if (item.once > 0) sum += off(item.once * item.quantity, left);
    }
    return sum;
  }
  /// Off every later month of each item, for offMonths() months.
  std::vector<std::int64_t> offEachMonth(const std::vector<ModelItem>& items) const {
    std::vector<std::int64_t> each;
    auto left = paise;
    for (const auto& item : items)
      each.push_back(isFor(item) ? off(item.monthly * item.quantity, left) : 0);
    return each;
  }
  /// How many months after the first; nothing: all of them.
  std::optional<int> offMonths() const {
    if (!cycles) return std::nullopt;
    return renewalOnly ? *cycles : *cycles - 1;
  }

  Coupon coupon(Id<Coupon> id) const {
    Coupon made;
    made.id = id;
    made.code = code;
    if (basisPoints > 0) {
      const auto hundredths = std::to_string(100 + basisPoints % 100).substr(1);
      made.percent = Decimal::of(std::to_string(basisPoints / 100) + "." + hundredths);
    } else {
      made.amount = Money::ofMinor(paise, Currency::of("INR"));
    }
    made.cycles = cycles;
    made.renewalOnly = renewalOnly;
    if (only) made.products = {*only};
    if (yearlyOnly) made.productCycles = {Cycle::Annually};
    made.maxUses = most;
    made.perClient = perClient;
    return made;
  }
};

}  // namespace hostler::testing

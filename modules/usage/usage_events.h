#pragma once

#include "core/shape/shape.h"
#include "modules/entities/entities.h"

namespace hostler {

/// A share of what is included in a month has been used: announced once for each of 50, 80 and
/// 100 percent.
struct UsageReached {
  static constexpr std::string_view kName = "usage.reached";
  Id<Service> service;
  Id<Account> account;
  std::string title, meter, unit;
  int percent = 0;
  Decimal used, included;
  static void describe(Shape<UsageReached>& shape);
};

/// A share of an account's monthly budget has been spent on use: announced once for each of 50, 80
/// and 100 percent.
struct BudgetReached {
  static constexpr std::string_view kName = "usage.budget_reached";
  Id<Account> account;
  int percent = 0;
  Money spent = Money::zero(Currency::of("INR"));
  Money budget = Money::zero(Currency::of("INR"));
  bool stopped = false;  ///< its metered services were suspended
  static void describe(Shape<BudgetReached>& shape);
};

}  // namespace hostler

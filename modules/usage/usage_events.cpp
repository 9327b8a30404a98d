#include "modules/usage/usage_events.h"

namespace hostler {

void UsageReached::describe(Shape<UsageReached>& shape) {
  shape.field("service_id", &UsageReached::service);
  shape.field("account_id", &UsageReached::account);
  shape.field("title", &UsageReached::title);
  shape.field("meter", &UsageReached::meter);
  shape.field("unit", &UsageReached::unit);
  shape.field("percent", &UsageReached::percent);
  shape.field("used", &UsageReached::used);
  shape.field("included", &UsageReached::included);
}

void BudgetReached::describe(Shape<BudgetReached>& shape) {
  shape.field("account_id", &BudgetReached::account);
  shape.field("percent", &BudgetReached::percent);
  shape.field("spent", &BudgetReached::spent);
  shape.field("budget", &BudgetReached::budget);
  shape.field("stopped", &BudgetReached::stopped);
}

}  // namespace hostler

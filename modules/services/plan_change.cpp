#include "modules/services/plan_change.h"

#include <algorithm>

namespace hostler {

PlanChangeQuote quotePlanChange(Money oldPrice, Money newPrice, Period term, Date day,
                                Proration policy) {
  PlanChangeQuote quote;
  const auto zero = Money::zero(newPrice.currency());
  quote.price = newPrice;
  quote.nextDueDate = term.end;
  quote.credit = quote.charge = zero;
  const auto total = term.days();
  const auto left = std::clamp<std::int64_t>(day.daysUntil(term.end), 0, total);
  switch (policy) {
    case Proration::Days:
      quote.credit = oldPrice.fraction(left, total, Rounding::HalfUp);
      quote.charge = newPrice.fraction(left, total, Rounding::HalfUp);
      break;
    case Proration::FullCycle:
      quote.credit = oldPrice.fraction(left, total, Rounding::HalfUp);
      quote.charge = newPrice;
      break;
    case Proration::AtRenewal:
      break;
  }
  quote.net = quote.charge.minus(quote.credit);
  return quote;
}

std::vector<PlanChangeQuote::Part> chargesUntil(Date paidUntil, Money price, Cycle cycle,
                                                unsigned anchorDay, Date today) {
  std::vector<PlanChangeQuote::Part> charges;
  for (auto end = paidUntil; today < end;) {
    const Period term{end.plusMonths(-monthsOf(cycle), anchorDay), end};
    const auto quote =
        quotePlanChange(Money::zero(price.currency()), price, term, today, Proration::Days);
    charges.insert(charges.begin(), {Period{std::max(today, term.start), end}, quote.charge});
    end = term.start;
  }
  return charges;
}

}  // namespace hostler

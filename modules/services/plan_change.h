#pragma once

#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"
#include "modules/services/service_desk.h"

namespace hostler {

/// What a change of plan in the middle of a term costs: what is left of the old is given back, what
/// is left of the new is charged, each rounded by itself.
struct PlanChangeQuote {
  Money credit = Money::zero(Currency::of("INR"));
  Money charge = Money::zero(Currency::of("INR"));
  Money net = Money::zero(Currency::of("INR"));
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));
  Date nextDueDate = Date::ofDaysSinceEpoch(0);
};

/// Pure. `term` is the paid period that `day` lies in; a day outside it leaves nothing to give back
/// or to charge.
PlanChangeQuote quotePlanChange(Money oldPrice, Money newPrice, Period term, Date day,
                                Proration policy);

}  // namespace hostler

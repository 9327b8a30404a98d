#pragma once

#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"
#include "modules/services/service_desk.h"

#include <optional>
#include <vector>

namespace hostler {

/// What a change of plan in the middle of a term costs: what is left of the old is given back, what
/// is left of the new is charged, each rounded by itself.
struct PlanChangeQuote {
  /// Days, and what they cost or give back.
  struct Part {
    Period days;
    Money amount = Money::zero(Currency::of("INR"));
    std::string what = {};      ///< as on the invoice: "Large, rest of the term"
    std::string taxClass = {};  ///< empty: the plan's
    /// Of what is given back: the taxes that it was charged with.
    std::optional<std::vector<TaxComponent>> chargedWith = {};
  };
  Money credit = Money::zero(Currency::of("INR"));
  Money charge = Money::zero(Currency::of("INR"));
  Money net = Money::zero(Currency::of("INR"));
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));  ///< of every cycle, with extras, of all
  Money own = Money::zero(Currency::of("INR"));    ///< the plan's own part of it, of one
  Date nextDueDate = Date::ofDaysSinceEpoch(0);
  std::vector<Part> credits, charges;  ///< what credit and charge are made up of
  std::vector<Part> setups;            ///< of what is had from now on; part of charge
  std::optional<Period> newTerm;       ///< begins today, where that is the policy
  std::optional<Date> startsOn;        ///< where it is not made before the next term
};

/// What the days of a service cost that were paid for up to `paidUntil`, from `today` on, at
/// another price: term by term, since the next one may be paid already. Pure.
std::vector<PlanChangeQuote::Part> chargesUntil(Date paidUntil, Money price, Cycle cycle,
                                                unsigned anchorDay, Date today);

/// Pure. `term` is the paid period that `day` lies in; a day outside it leaves nothing to give back
/// or to charge.
PlanChangeQuote quotePlanChange(Money oldPrice, Money newPrice, Period term, Date day,
                                Proration policy);

}  // namespace hostler

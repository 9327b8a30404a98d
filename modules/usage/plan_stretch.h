#pragma once

// A month in which a service changed its plan is counted stretch by stretch, each by the meters of
// the plan that it had: a change on the last day makes nothing of the month free. Pure.

#include "modules/services/plan_history.h"
#include "modules/usage/rating.h"

#include <vector>

namespace hostler {

/// A part of a month for which a service had one product.
struct PlanStretch {
  Id<Product> product;
  TimeSpan span;
};

/// `changes`: those since the month's beginning, also later ones, which tell what was had before.
std::vector<PlanStretch> stretchesOf(Id<Product> now, const std::vector<MadeChange>& changes,
                                     TimeSpan month);

/// A meter as it is for a part of a month: what is included, and the cap, are had by the time; of a
/// level (Peak) what is included stays, and its price is by the time.
UsageMeter meterWithin(UsageMeter meter, TimeSpan stretch, TimeSpan month);
/// What a quantity costs of a meter that is so for a part of a month.
RatedUsage rateWithin(const UsageMeter& within, const UsagePrice& price, Quantity quantity,
                      TimeSpan stretch, TimeSpan month);
/// Two stretches of one meter as one.
RatedUsage together(const RatedUsage& one, const RatedUsage& other, Metering metering);

}  // namespace hostler

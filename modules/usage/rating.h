#pragma once

// From reports to money. Pure: what a client is shown during the month and what is invoiced after
// it come from the same functions.

#include "core/time/instant.h"
#include "modules/usage/meter.h"

#include <span>

namespace hostler {

/// One report of use.
struct UsageReport {
  Instant at;
  Quantity quantity;
};

/// Up to and without `end`.
struct TimeSpan {
  Instant start, end;
};

/// A month's quantity. `reports`: those within `month`, in the order of their time; for Average
/// also the last one before it. `present`: when the service was there, for Running (a 23-hour day
/// has 23 hours). `until`: how much of the month has passed, at most its end: an average is over
/// the whole month, whose rest counts as nothing until it comes.
/// `within`: a part of the month that is counted by itself.
Quantity quantityOf(const UsageMeter& meter, std::span<const UsageReport> reports,
                    std::optional<TimeSpan> present, TimeSpan month, Instant until,
                    std::optional<TimeSpan> within = {});

struct RatedUsage {
  Quantity quantity, billable;
  Money amount = Money::zero(Currency::of("INR"));  ///< before tax
  bool capped = false;
};

/// What a month's quantity costs: what is above the included part, step by step, rounded half up
/// once at the end, at most the cap.
RatedUsage rate(const UsageMeter& meter, const UsagePrice& price, Quantity quantity);

}  // namespace hostler

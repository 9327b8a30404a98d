#include "modules/usage/plan_stretch.h"

#include <algorithm>

namespace hostler {
namespace {

std::int64_t lengthOf(TimeSpan span) {
  return span.end.unixMicros() - span.start.unixMicros();
}

bool isWhole(TimeSpan stretch, TimeSpan month) {
  return stretch.start == month.start && stretch.end == month.end;
}

Quantity shareOf(Quantity included, TimeSpan stretch, TimeSpan month) {
  __extension__ using Wide = __int128;
  const auto share = static_cast<Wide>(included.micro()) * lengthOf(stretch) / lengthOf(month);
  return Quantity::ofMicro(static_cast<std::int64_t>(share));
}

}  // namespace

std::vector<PlanStretch> stretchesOf(Id<Product> now, const std::vector<MadeChange>& changes,
                                     TimeSpan month) {
  auto product = changes.empty() ? now : changes.front().from;
  auto start = month.start;
  std::vector<PlanStretch> stretches;
  for (const auto& change : changes) {
    if (!(change.at < month.end)) break;
    product = change.to;
    if (start < change.at) stretches.push_back({change.from, {start, change.at}});
    start = std::max(start, change.at);
  }
  if (start < month.end) stretches.push_back({product, {start, month.end}});
  return stretches;
}

UsageMeter meterWithin(UsageMeter meter, TimeSpan stretch, TimeSpan month) {
  if (isWhole(stretch, month) || meter.metering == Metering::Peak) return meter;
  meter.included = shareOf(meter.included, stretch, month);
  for (auto& price : meter.prices) {
    if (price.cap)
      price.cap = price.cap->fraction(lengthOf(stretch), lengthOf(month), Rounding::HalfUp);
  }
  return meter;
}

RatedUsage rateWithin(const UsageMeter& within, const UsagePrice& price, Quantity quantity,
                      TimeSpan stretch, TimeSpan month) {
  auto rated = rate(within, price, quantity);
  if (within.metering == Metering::Peak && !isWhole(stretch, month))
    rated.amount = rated.amount.fraction(lengthOf(stretch), lengthOf(month), Rounding::HalfUp);
  return rated;
}

RatedUsage together(const RatedUsage& one, const RatedUsage& other, Metering metering) {
  const bool level = metering == Metering::Peak;
  const auto both = [&](Quantity a, Quantity b) { return level ? std::max(a, b) : a.plus(b); };
  return {both(one.quantity, other.quantity), both(one.billable, other.billable),
          one.amount.plus(other.amount), one.capped || other.capped};
}

}  // namespace hostler

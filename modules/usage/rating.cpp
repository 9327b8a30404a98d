#include "modules/usage/rating.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace hostler {
namespace {

__extension__ using Wide = __int128;

constexpr int kPriceScale = 9;  // checkPrices sees to it

Wide powerOfTen(int exponent) {
  Wide power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

std::int64_t narrow(Wide value) {
  if (value > std::numeric_limits<std::int64_t>::max())
    throw std::overflow_error{"an amount of use out of range"};
  return static_cast<std::int64_t>(value);
}

Wide nanoPrice(Decimal price) {
  return static_cast<Wide>(price.coefficient()) * powerOfTen(kPriceScale - price.scale());
}

// Half up, of what is not negative.
std::int64_t divided(Wide numerator, Wide denominator) {
  return narrow((2 * numerator + denominator) / (2 * denominator));
}

std::int64_t microsWithin(TimeSpan span, TimeSpan bounds) {
  const auto start = std::max(span.start, bounds.start), end = std::min(span.end, bounds.end);
  return start < end ? end.unixMicros() - start.unixMicros() : 0;
}

Quantity averageOf(std::span<const UsageReport> reports, TimeSpan month, TimeSpan counted) {
  Wide held = 0;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const auto next = i + 1 < reports.size() ? reports[i + 1].at : counted.end;
    const auto micros = microsWithin({reports[i].at, next}, counted);
    held += static_cast<Wide>(reports[i].quantity.micro()) * micros;
  }
  return Quantity::ofMicro(divided(held, month.end.unixMicros() - month.start.unixMicros()));
}

Quantity hoursOf(std::optional<TimeSpan> present, TimeSpan counted) {
  if (!present) return {};
  const auto micros = microsWithin(*present, counted);
  return Quantity::ofMicro(divided(static_cast<Wide>(micros) * Quantity::kPerUnit,
                                   static_cast<Wide>(3'600) * 1'000'000));
}

}  // namespace

Quantity quantityOf(const UsageMeter& meter, std::span<const UsageReport> reports,
                    std::optional<TimeSpan> present, TimeSpan month, Instant until,
                    std::optional<TimeSpan> within) {
  auto counted = within.value_or(month);
  counted.end = std::min(until, counted.end);
  Quantity total;
  switch (meter.metering) {
    case Metering::Sum:
      for (const auto& report : reports)
        total = total.plus(meter.wholeUnits ? report.quantity.roundedUp() : report.quantity);
      return total;
    case Metering::Peak:
      for (const auto& report : reports) total = std::max(total, report.quantity);
      break;
    case Metering::Average:
      total = averageOf(reports, month, counted);
      break;
    case Metering::Running:
      total = hoursOf(present, counted);
      break;
  }
  return meter.wholeUnits ? total.roundedUp() : total;
}

RatedUsage rate(const UsageMeter& meter, const UsagePrice& price, Quantity quantity) {
  RatedUsage rated{quantity, quantity.above(meter.included), Money::zero(price.currency)};
  Wide cost = 0;  // millionths of units times thousand-millionths of the currency's unit
  Quantity from;
  for (const auto& [upTo, unitPrice] : price.tiers) {
    const auto end = upTo ? std::min(Quantity::of(*upTo).value(), rated.billable) : rated.billable;
    cost += static_cast<Wide>(end.above(from).micro()) * nanoPrice(unitPrice);
    from = std::max(from, end);
  }
  const auto perMinor = powerOfTen(6 + kPriceScale - price.currency.exponent());
  rated.amount = Money::ofMinor(divided(cost, perMinor), price.currency);
  if (price.cap && price.cap->lessThan(rated.amount)) {
    rated.amount = *price.cap;
    rated.capped = true;
  }
  return rated;
}

}  // namespace hostler

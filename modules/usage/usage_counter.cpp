#include "modules/usage/usage_counter.h"

namespace hostler {
namespace {

std::optional<TimeSpan> presenceOf(const Service& service, Instant end) {
  if (!service.activatedAt) return std::nullopt;
  return TimeSpan{*service.activatedAt, service.endedAt.value_or(end)};
}

}  // namespace

TimeSpan UsageCounter::spanOf(Id<Tenant> tenant, UsageMonth month) {
  return month.span(tenants_.shared(tenant)->zone);
}

UsageMonth UsageCounter::monthOf(Id<Tenant> tenant, Instant at) {
  return UsageMonth::of(tenants_.shared(tenant)->zone.dateOf(at));
}

std::vector<UsedMeter> UsageCounter::of(db::Reader& reader, const Service& service,
                                        UsageMonth month, Instant until) {
  const auto span = spanOf(service.tenant, month);
  std::vector<UsedMeter> used;
  auto meters = usage_repository::metersOf(reader, service.tenant, {service.product}, month);
  for (auto& [name, meter] : meters[service.product]) {
    std::vector<UsageReport> reports;
    if (meter.metering != Metering::Running)
      reports = usage_repository::reportsOf(reader, service.id, name, span,
                                            meter.metering == Metering::Average);
    const auto quantity = quantityOf(meter, reports, presenceOf(service, span.end), span, until);
    const auto* price = meter.priceIn(service.price.currency());
    auto rated = price != nullptr
                     ? rate(meter, *price, quantity)
                     : RatedUsage{quantity, {}, Money::zero(service.price.currency()), false};
    used.push_back({std::move(meter), month, std::move(rated)});
  }
  return used;
}

}  // namespace hostler

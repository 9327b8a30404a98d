#include "modules/usage/usage_counter.h"

#include "modules/usage/plan_stretch.h"

#include <algorithm>

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

std::vector<Id<Product>> UsageCounter::productsOf(db::Reader& reader, const Service& service,
                                                  UsageMonth month) {
  const auto span = spanOf(service.tenant, month);
  std::vector<Id<Product>> products;
  for (const auto& stretch :
       stretchesOf(service.product, plan_history::since(reader, service.id, span.start), span)) {
    if (std::ranges::find(products, stretch.product) == products.end())
      products.push_back(stretch.product);
  }
  return products;
}

// Sums and peaks are made by the database: there may be a report each minute.
Quantity UsageCounter::counted(db::Reader& reader, const Service& service, const UsageMeter& meter,
                               TimeSpan stretch, TimeSpan month, Instant until) {
  std::vector<UsageReport> reports;
  if (meter.metering == Metering::Average) {
    reports = usage_repository::reportsOf(reader, service.id, meter.name, stretch, true);
  } else if (meter.metering != Metering::Running) {
    const auto totals = usage_repository::totalsOf(reader, service.id, meter.name, stretch);
    const auto sum = meter.wholeUnits ? totals.addedWhole : totals.added;
    reports = {{stretch.start, meter.metering == Metering::Sum ? sum : totals.largest}};
  }
  return quantityOf(meter, reports, presenceOf(service, month.end), month, until, stretch);
}

std::vector<UsedMeter> UsageCounter::of(db::Reader& reader, const Service& service,
                                        UsageMonth month, Instant until,
                                        const std::set<std::string>& settled) {
  const auto span = spanOf(service.tenant, month);
  const auto stretches =
      stretchesOf(service.product, plan_history::since(reader, service.id, span.start), span);
  std::vector<Id<Product>> products;
  for (const auto& stretch : stretches) products.push_back(stretch.product);
  const auto meters = usage_repository::metersOf(reader, service.tenant, products, month);
  std::map<std::string, UsedMeter> used;
  for (const auto& [product, stretch] : stretches) {
    const auto found = meters.find(product);
    if (found == meters.end()) continue;
    for (const auto& [name, whole] : found->second) {
      auto meter = meterWithin(whole, stretch, span);
      RatedUsage rated{{}, {}, Money::zero(service.price.currency()), false};
      if (!settled.contains(name)) {
        const auto quantity = counted(reader, service, meter, stretch, span, until);
        const auto* price = meter.priceIn(service.price.currency());
        rated.quantity = quantity;
        if (price != nullptr) rated = rateWithin(meter, *price, quantity, stretch, span);
      }
      const auto before = used.find(name);
      if (before == used.end()) {
        used.emplace(name, UsedMeter{std::move(meter), month, rated});
        continue;
      }
      auto& both = before->second;
      both.rated = together(both.rated, rated, meter.metering);
      if (meter.metering != Metering::Peak)
        meter.included = meter.included.plus(both.meter.included);
      both.meter = std::move(meter);
    }
  }
  std::vector<UsedMeter> all;
  for (auto& [name, one] : used) all.push_back(std::move(one));
  return all;
}

}  // namespace hostler

#include "modules/usage/usage_reports.h"

#include "modules/usage/usage_events.h"

namespace hostler {
namespace {

constexpr std::chrono::minutes kAhead{5};
constexpr std::chrono::hours kBack{24 * 62};
constexpr std::array kLevels{100, 80, 50};

std::string at(std::size_t index, const char* member) {
  return "reports[" + std::to_string(index) + "]." + member;
}

}  // namespace

const UsageMeter* UsageReports::meterOf(db::Reader& reader, Known& known, const Actor& actor,
                                        const Report& report, UsageMonth month,
                                        const std::string& path, FieldErrors& errors) {
  const auto [service, isNew] = known.services.try_emplace(report.service);
  if (isNew)
    service->second =
        parts_.services.find(reader, Scope::ofTenant(actor.scope.tenant), report.service);
  if (!service->second) {
    errors.add(path + "service_id", "not_found", "is not a service");
    return nullptr;
  }
  const auto [meters, first] = known.meters.try_emplace({report.service, month.number()});
  if (first) {
    const auto products = parts_.counter.productsOf(reader, *service->second, month);
    for (auto& [product, byName] :
         usage_repository::metersOf(reader, actor.scope.tenant, products, month))
      meters->second.merge(byName);
  }
  const auto meter = meters->second.find(report.meter);
  if (meter == meters->second.end()) {
    errors.add(path + "meter", "not_found", "is not a meter of this service's product");
    return nullptr;
  }
  if (meter->second.metering == Metering::Running) {
    errors.add(path + "meter", "not_reported", "is counted by the engine itself");
    return nullptr;
  }
  return &meter->second;
}

UsageReports::Recorded UsageReports::record(const Actor& actor,
                                            const std::vector<Report>& reports) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto now = parts_.clock.now();
    const auto thisMonth = parts_.counter.monthOf(actor.scope.tenant, now);
    FieldErrors errors;
    Known known;
    std::vector<KeptReport> kept;
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const auto& report = reports[i];
      const auto when = report.at.value_or(now);
      const auto quantity = Quantity::of(report.quantity);
      if (!quantity)
        errors.add(at(i, "quantity"), "out_of_range",
                   "must be from 0 to 1000000000, with at most six digits behind the point");
      if (when > now.plus(kAhead) || when < now.minus(kBack)) {
        errors.add(at(i, "at"), "out_of_range", "must be within the last 62 days");
        continue;
      }
      const auto month = parts_.counter.monthOf(actor.scope.tenant, when);
      const auto* meter = meterOf(tx, known, actor, report, month, at(i, ""), errors);
      if (meter == nullptr || !quantity) continue;
      if (meter->metering == Metering::Average && month < thisMonth &&
          !usage_repository::statementsOf(tx, report.service, month, month.next()).empty()) {
        errors.add(at(i, "at"), "settled", "is in a month whose average is settled");
        continue;
      }
      kept.push_back(
          {actor.scope.tenant, report.service, report.meter, report.key, {when, *quantity}, now});
    }
    errors.throwIfAny();
    Recorded recorded;
    std::set<std::pair<Id<Service>, std::string>> touched;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto& one = kept[i];
      if (usage_repository::insert(tx, parts_.ids.next<UsageReport>().value(), one)) {
        ++recorded.added;
        touched.emplace(one.service, one.meter);
        continue;
      }
      const auto before = usage_repository::find(tx, one.service, one.meter, one.key).value();
      // A report without a time of its own is told apart by its quantity alone.
      if (before.quantity != one.report.quantity || (reports[i].at && before.at != one.report.at))
        errors.add(at(i, "id"), "reused", "was reported before, as something else");
      ++recorded.repeated;
    }
    errors.throwIfAny();
    for (const auto& [service, meter] : touched) announce(tx, actor, service, meter, now);
    return recorded;
  });
}

// What is included is watched where it can be read off without counting each report.
void UsageReports::announce(db::Transaction& tx, const Actor& actor, Id<Service> id,
                            const std::string& name, Instant now) {
  const auto service = parts_.services.find(tx, Scope::ofTenant(actor.scope.tenant), id).value();
  const auto month = parts_.counter.monthOf(actor.scope.tenant, now);
  const auto meters =
      usage_repository::metersOf(tx, actor.scope.tenant, {service.product}, month)[service.product];
  const auto found = meters.find(name);
  if (found == meters.end() || found->second.included.isZero()) return;
  const auto& meter = found->second;
  if (meter.metering != Metering::Sum && meter.metering != Metering::Peak) return;
  const auto totals =
      usage_repository::totalsOf(tx, id, name, parts_.counter.spanOf(actor.scope.tenant, month));
  const auto used = meter.metering == Metering::Sum ? totals.added : totals.largest;
  bool told = false;
  for (const int percent : kLevels) {
    const auto share = meter.included.micro() / 100 * percent;
    if (used.micro() < share) continue;
    if (!usage_repository::mark(tx, service.account, id, name, month, percent)) break;
    if (std::exchange(told, true)) continue;  // of several at once, the highest
    parts_.bus.publish(tx, actor, Scope::ofAccount(service.tenant, service.account),
                       UsageReached{id, service.account, service.title(), meter.title, meter.unit,
                                    percent, used.units(), meter.included.units()});
  }
}

}  // namespace hostler

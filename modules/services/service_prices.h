#pragma once

// What a service costs, over time: who has one keeps its price until another one was announced and
// its day has come.

#include "core/db/database.h"
#include "modules/services/services.h"

#include <map>
#include <optional>
#include <vector>

namespace hostler {

enum class PriceState { Announced = 1, Applied, Replaced, Withdrawn };
template <>
inline constexpr std::array kEnumNames<PriceState>{
    std::string_view{"announced"}, std::string_view{"applied"}, std::string_view{"replaced"},
    std::string_view{"withdrawn"}};

/// A price that was announced to who has a service. Terms that begin on `effectiveOn` or later cost
/// it.
struct ServicePrice {
  std::int64_t id = 0;
  Id<Service> service;
  Id<Product> product;
  Cycle cycle = Cycle::Monthly;
  Money oldPrice = Money::zero(Currency::of("INR"));
  Money price = Money::zero(Currency::of("INR"));
  Date effectiveOn = Date::ofDaysSinceEpoch(0);
  std::optional<Date> appliedFrom;  ///< the first day of the first term that costs it
  PriceState state = PriceState::Announced;
  Instant announcedAt;

  /// Whether a term of this service that begins on `start` costs it.
  bool holdsFor(const Service& one, Date start) const {
    return one.product == product && one.cycle == cycle && !(start < effectiveOn);
  }
};

namespace service_prices {

/// All of a service, the oldest first.
std::vector<ServicePrice> of(db::Reader& reader, Id<Service> service);
/// Those that are announced to these services and have not come.
std::map<Id<Service>, ServicePrice> announced(db::Reader& reader,
                                              const std::vector<Id<Service>>& services);
/// The one that has come with a term that begins after `day`, because that is invoiced already.
std::optional<ServicePrice> comingAfter(db::Reader& reader, Id<Service> service, Date day);

/// Announces a price in place of another one that has not come.
void announce(db::Transaction& tx, Id<Tenant> tenant, const ServicePrice& price, Instant now);
/// A term that begins on `start` was invoiced at it: from now on the service costs it.
void apply(db::Transaction& tx, const ServicePrice& price, Date start, Instant now);
/// The service has another plan or cycle: what was announced for the old one does not come.
void replaced(db::Transaction& tx, Id<Service> service, Instant now);
/// Takes back what was announced for a product and has not come; of how many services.
std::int64_t withdraw(db::Transaction& tx, Id<Tenant> tenant, Id<Product> product, Instant now);

}  // namespace service_prices
}  // namespace hostler

#pragma once

#include "core/http/router.h"
#include "modules/services/price_announcements.h"

namespace hostler {

struct ServicePriceView {
  Money oldPrice = Money::zero(Currency::of("INR"));
  Money price = Money::zero(Currency::of("INR"));
  Cycle cycle = Cycle::Monthly;
  PriceState state = PriceState::Announced;
  Date effectiveOn = Date::ofDaysSinceEpoch(0);
  std::optional<Date> appliedFrom;
  Instant announcedAt;

  static ServicePriceView of(const ServicePrice& price);
  static void describe(Shape<ServicePriceView>& shape);
};

struct NewServicePrices {
  Date effectiveOn = Date::ofDaysSinceEpoch(0);
  static void describe(Shape<NewServicePrices>& shape) {
    shape.field("effective_on", &NewServicePrices::effectiveOn)
        .describedAs("terms that begin on this day or later cost what the list says now");
  }
};

/// The prices of services, and how they follow the list.
class PriceRoutes {
 public:
  PriceRoutes(db::Database& database, ServiceRepository& services, PriceAnnouncements& prices)
      : database_{database}, services_{services}, prices_{prices} {}
  void mount(http::Router& router);

 private:
  http::Page<ServicePriceView> of(const Scope& scope, Id<Service> id);

  db::Database& database_;
  ServiceRepository& services_;
  PriceAnnouncements& prices_;
};

}  // namespace hostler

#include "modules/services/price_routes.h"

#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

ServicePriceView ServicePriceView::of(const ServicePrice& price) {
  return {price.oldPrice,    price.price,       price.cycle,      price.state,
          price.effectiveOn, price.appliedFrom, price.announcedAt};
}

void ServicePriceView::describe(Shape<ServicePriceView>& shape) {
  shape.field("old_price", &ServicePriceView::oldPrice);
  shape.field("price", &ServicePriceView::price).describedAs("of one, without extras and tax");
  shape.field("cycle", &ServicePriceView::cycle);
  shape.field("state", &ServicePriceView::state);
  shape.field("effective_on", &ServicePriceView::effectiveOn)
      .describedAs("terms that begin on this day or later cost it");
  shape.field("applied_from", &ServicePriceView::appliedFrom)
      .describedAs("the first day of the first term that costs it");
  shape.field("announced_at", &ServicePriceView::announcedAt);
}

void PriceRoutes::mount(http::Router& router) {
  router
      .get<http::Nothing, http::Page<ServicePriceView>>(
          "/services/{id}/prices", Access::client(kReadServices),
          [this](const auto& request) {
            return of(request.scope(), request.template id<Service>());
          })
      .named("listServicePrices", "The prices that were announced for it, the oldest first")
      .tagged("Services");
  router
      .get<http::Nothing, http::Page<ServicePriceView>>(
          "/admin/services/{id}/prices", Access::staff(kManageServices),
          [this](const auto& request) {
            return of(request.scope(), request.template id<Service>());
          })
      .named("adminListServicePrices", "The prices that were announced for it, the oldest first")
      .tagged("Admin: services");
  router
      .post<NewServicePrices, http::Accepted>(
          "/admin/products/{id}/announced-prices", Access::staff(kManageServices),
          [this](const auto& request) {
            return http::Accepted{prices_
                                      .begin(request.actor(), request.template id<Product>(),
                                             request.body().effectiveOn)
                                      .text()};
          })
      .named("adminAnnounceProductPrices",
             "Tell who has it that it will cost what the list says now")
      .tagged("Admin: services")
      .idempotent();
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/products/{id}/announced-prices", Access::staff(kManageServices),
          [this](const auto& request) {
            prices_.withdraw(request.actor(), request.template id<Product>());
          })
      .named("adminWithdrawProductPrices", "Take back announced prices that have not come yet")
      .tagged("Admin: services");
}

http::Page<ServicePriceView> PriceRoutes::of(const Scope& scope, Id<Service> id) {
  return database_.read([&](db::Reader& reader) {
    if (!services_.find(reader, scope, id)) throw NotFound{};
    http::Page<ServicePriceView> page;
    for (const auto& price : service_prices::of(reader, id))
      page.data.push_back(ServicePriceView::of(price));
    return page;
  });
}

}  // namespace hostler

#include "modules/services/server_care_routes.h"

#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

namespace {

struct ImportBody {
  std::string account;
  Id<Account> client;
  Id<Product> product;
  Cycle cycle = Cycle::Monthly;
  Date nextDueDate = Date::ofDaysSinceEpoch(0);
  std::optional<Money> price;

  static void describe(Shape<ImportBody>& shape) {
    shape.field("account", &ImportBody::account)
        .length(1, 120)
        .describedAs("the provider's id of it, as drift names it");
    shape.field("client_id", &ImportBody::client);
    shape.field("product_id", &ImportBody::product);
    shape.field("cycle", &ImportBody::cycle);
    shape.field("next_due_date", &ImportBody::nextDueDate);
    shape.field("price", &ImportBody::price)
        .notNegative()
        .describedAs("of each cycle; left out: the product's");
  }
};

struct RepairBody {
  Id<Service> service;
  RepairBy by = RepairBy::Push;
  static void describe(Shape<RepairBody>& shape) {
    shape.field("service_id", &RepairBody::service);
    shape.field("by", &RepairBody::by)
        .describedAs("push: the provider is told what we believe; accept: our books follow it");
  }
};

}  // namespace

void ServerCareRoutes::mount(http::Router& router) {
  router
      .get<http::Nothing, Json>("/admin/servers/{id}/health", Access::platform(kManageServers),
                                [this](const auto& request) {
                                  return watch_.look(request.actor(),
                                                     request.template id<Server>());
                                })
      .named("adminCheckServer", "Ask a server how it is, and how it was")
      .tagged("Admin: servers")
      .slow();
  router
      .get<http::Nothing, Json>(
          "/admin/servers/{id}/drift", Access::platform(kManageServers),
          [this](const auto& request) { return desk_.drift(request.template id<Server>()); })
      .named("adminCompareServer", "Compare what is there with what we believe")
      .tagged("Admin: servers")
      .slow();
  mountAccounts(router);
}

void ServerCareRoutes::mountAccounts(http::Router& router) {
  router
      .post<ImportBody, ServiceView>("/admin/servers/{id}/import", Access::platform(kManageServers),
                                     [this](const auto& request) {
                                       const auto& body = request.body();
                                       const auto service = import_.take(
                                           request.actor(), request.template id<Server>(),
                                           {body.account, body.client, body.product, body.cycle,
                                            body.nextDueDate, body.price});
                                       return ServiceView::of(service, std::nullopt, true);
                                     })
      .named("adminImportAccount", "Take an account that exists there into our books")
      .tagged("Admin: servers")
      .creates()
      .slow();
  router
      .post<RepairBody, http::Accepted>(
          "/admin/servers/{id}/repair", Access::platform(kManageServers).withFreshFactor(),
          [this](const auto& request) {
            return http::Accepted{repair_
                                      .begin(request.actor(), request.template id<Server>(),
                                             request.body().service, request.body().by)
                                      .text()};
          })
      .named("adminRepairService", "End a difference: by our truth, or by theirs")
      .tagged("Admin: servers")
      .idempotent();
}

}  // namespace hostler

#include "modules/company/company_module.h"

#include "modules/company/company_permissions.h"

namespace hostler {

using http::Access;

void CompanyModule::mount(http::Router& router) {
  const auto manage = Access::staff(kManageSettings);
  router
      .get<http::Nothing, CompanyView>(
          "/admin/company", manage,
          [this](const auto& request) { return desk_.show(request.scope().tenant); })
      .named("adminGetCompany", "Who the seller is, as its documents say it")
      .tagged("Admin: company");
  router
      .patch<CompanyPatch, CompanyView>("/admin/company", manage.withFreshFactor(),
                                        [this](const auto& request) {
                                          desk_.change(request.actor(), request.body());
                                          return desk_.show(request.scope().tenant);
                                        })
      .named("adminChangeCompany",
             "Say who the seller is. Documents that were issued stay as they are")
      .tagged("Admin: company")
      .guardedBy<CompanyView>(
          [this](const http::Context& context) { return desk_.show(context.tenant()); });
  brand_.mount(router);
  hosts_.mount(router);
}

}  // namespace hostler

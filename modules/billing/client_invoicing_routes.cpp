#include "modules/billing/client_invoicing_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/separate_invoices.h"

namespace hostler {

using http::Access;

namespace {

struct ClientInvoicing {
  bool separateInvoices = false;
  static ClientInvoicing of(db::Reader& reader, Id<Account> account) {
    return {separate_invoices::among(reader, {account}).contains(account)};
  }
  static void describe(Shape<ClientInvoicing>& shape) {
    shape.field("separate_invoices", &ClientInvoicing::separateInvoices)
        .describedAs("each renewal by itself, where the seller puts those of one day together");
  }
};

}  // namespace

void ClientInvoicingRoutes::mount(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  router
      .get<http::Nothing, ClientInvoicing>("/admin/clients/{id}/invoicing", manage,
                                           [this](const auto& request) {
                                             const auto account = request.template id<Account>();
                                             return database_.read([&](db::Reader& reader) {
                                               accounts_.get(reader, request.scope().tenant,
                                                             account);
                                               return ClientInvoicing::of(reader, account);
                                             });
                                           })
      .named("adminGetClientInvoicing", "How a client is invoiced")
      .tagged("Clients");
  router
      .put<ClientInvoicing, ClientInvoicing>(
          "/admin/clients/{id}/invoicing", manage,
          [this](const auto& request) {
            const auto account = request.template id<Account>();
            const auto tenant = request.scope().tenant;
            return database_.transaction([&](db::Transaction& tx) {
              accounts_.get(tx, tenant, account);
              const auto before = ClientInvoicing::of(tx, account);
              separate_invoices::save(tx, Scope::ofAccount(tenant, account),
                                      request.body().separateInvoices, clock_.now());
              audit_.record(tx, request.actor(),
                            {"account.invoicing_changed", account.text(), toJson(before),
                             toJson(request.body())});
              return request.body();
            });
          })
      .named("adminSetClientInvoicing", "Say how a client is invoiced from the next invoice on")
      .tagged("Clients");
}

}  // namespace hostler

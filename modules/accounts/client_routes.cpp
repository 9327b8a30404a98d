#include "modules/accounts/client_routes.h"

#include "core/audit/fresh_factor.h"
#include "modules/accounts/account_permissions.h"
#include "modules/accounts/activity.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

// Beside kUpdateClient, which the route itself asks for.
void requireRightsFor(const Actor& actor, const ClientChangeBody& body) {
  const bool contact = body.email || body.phone;
  const bool terms = body.taxExempt || body.exemptionReason || body.group;
  if ((contact && !actor.may(kUpdateClientContact.action)) ||
      (terms && !actor.may(kSetClientTerms.action)))
    throw DomainError{"forbidden", 403, "You may not do this."};
  if (contact) mustHaveFreshFactor(actor);
}

}  // namespace

ClientView ClientRoutes::one(Id<Tenant> tenant, Id<Account> id) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    auto view = ClientView::of(profiles_.get(reader, tenant, id));
    view.possibleDuplicates = parts_.accounts.possibleDuplicatesOf(reader, tenant, id);
    return view;
  });
}

void ClientRoutes::mount(http::Router& router) {
  router
      .get<ClientQuery, http::Page<ClientView>>(
          "/admin/clients", Access::staff(kReadClients),
          [this](const auto& request) {
            const auto& query = request.query();
            auto page = clients_.list(request.scope().tenant,
                                      {query.q, query.email, query.status, query.group},
                                      http::ListOrder::of(query), query.limit + 1);
            return http::Page<ClientView>::of(std::move(page), query.limit, ClientView::of,
                                              [](const OpenedAccount& opened) {
                                                return http::Cursor{opened.account.id.value(), 0};
                                              });
          })
      .named("listClients", "Clients")
      .tagged("Clients");
  router
      .post<NewClientBody, ClientView>(
          "/admin/clients", Access::staff(kCreateClient),
          [this](const auto& request) {
            const auto opened =
                clients_.create(request.body().client(request.scope().tenant), request.actor());
            if (!request.body().password) clients_.invite(opened);
            return one(request.scope().tenant, opened.account.id);
          })
      .named("createClient", "A client made by hand")
      .tagged("Clients")
      .creates();
  router
      .get<Nothing, ClientView>("/admin/clients/{id}", Access::staff(kReadClients),
                                [this](const auto& request) {
                                  return one(request.scope().tenant,
                                             request.template id<Account>());
                                })
      .named("getClient", "One client")
      .tagged("Clients");
  router
      .patch<ClientChangeBody, ClientView>(
          "/admin/clients/{id}", Access::staff(kUpdateClient),
          [this](const auto& request) {
            const auto& body = request.body();
            const auto id = request.template id<Account>();
            requireRightsFor(request.actor(), body);
            profiles_.changeAsStaff(request.actor(), id, body,
                                    {body.taxExempt, body.exemptionReason, body.group});
            return one(request.scope().tenant, id);
          })
      .named("changeClient", "Change a client's profile")
      .tagged("Clients")
      .guardedBy<ClientView>([this](const http::Context& context) {
        return one(context.tenant(), context.pathId<Account>());
      });
  router
      .get<http::ListQuery, http::Page<ActivityView>>(
          "/admin/clients/{id}/activity", Access::staff(kReadClients),
          [this](const auto& request) {
            const auto& query = request.query();
            const auto id = request.template id<Account>();
            auto lines = parts_.engine.database.read([&](db::Reader& reader) {
              profiles_.get(reader, request.scope().tenant, id);
              return activityOf(reader, Scope::ofAccount(request.scope().tenant, id),
                                http::ListOrder::of(query), query.limit + 1);
            });
            return http::Page<ActivityView>::of(
                std::move(lines), query.limit, [](const ActivityView& view) { return view; },
                [](const ActivityView& view) {
                  return http::Cursor{view.id.value(), 0};
                });
          })
      .named("listClientActivity", "What a client did, and what was done for it")
      .tagged("Clients");
  mountActions(router);
}

void ClientRoutes::mountActions(http::Router& router) {
  router
      .post<OptionalReasonBody, ClientView>(
          "/admin/clients/{id}/suspend", Access::staff(kSuspendClient),
          [this](const auto& request) {
            const auto id = request.template id<Account>();
            clients_.suspend(request.actor(), id, request.body().reason.value_or(""));
            return one(request.scope().tenant, id);
          })
      .named("suspendClient", "Let a client sign in, pay and write tickets only")
      .tagged("Clients");
  router
      .post<Nothing, ClientView>("/admin/clients/{id}/activate", Access::staff(kSuspendClient),
                                 [this](const auto& request) {
                                   const auto id = request.template id<Account>();
                                   clients_.activate(request.actor(), id);
                                   return one(request.scope().tenant, id);
                                 })
      .named("activateClient", "End a suspension")
      .tagged("Clients");
  router
      .post<Nothing, ClientView>("/admin/clients/{id}/verify", Access::staff(kVerifyClient),
                                 [this](const auto& request) {
                                   const auto id = request.template id<Account>();
                                   clients_.verify(request.actor(), id);
                                   return one(request.scope().tenant, id);
                                 })
      .named("verifyClient", "Take a client's address as proved")
      .tagged("Clients");
  router
      .post<ReasonBody, SignInView>("/admin/clients/{id}/impersonate",
                                    Access::staff(kImpersonate).withFreshFactor(),
                                    [this](const auto& request) { return impersonate(request); })
      .named("impersonateClient", "Act in a client's place for an hour at most")
      .tagged("Clients");
}

SignInView ClientRoutes::impersonate(const http::Request<ReasonBody>& request) {
  const auto session =
      clients_.impersonate(request.actor(), request.id<Account>(), request.body().reason);
  auto view = parts_.engine.database.read(
      [&](db::Reader& reader) { return signInView(reader, request.scope().tenant, session); });
  // The cookie stays the staff member's own, so this session's refresh token goes in the body.
  view.refreshToken = session.refresh.reveal();
  return view;
}

}  // namespace hostler

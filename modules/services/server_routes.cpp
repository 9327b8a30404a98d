#include "modules/services/server_routes.h"

#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

void ServerRoutes::mount(http::Router& router) {
  router
      .get<http::ListQuery, http::Page<ServerView>>(
          "/admin/servers", Access::platform(kManageServers),
          [this](const auto& request) { return list(request.query()); })
      .named("adminListServers", "All servers")
      .tagged("Admin: servers");
  router
      .get<http::Nothing, ServerView>(
          "/admin/servers/{id}", Access::platform(kManageServers),
          [this](const auto& request) { return one(request.template id<Server>()); })
      .named("adminGetServer", "One server")
      .tagged("Admin: servers");
  router
      .post<ServerBody, ServerView>(
          "/admin/servers", Access::platform(kManageServers).withFreshFactor(),
          [this](const auto& request) {
            const auto& body = request.body();
            return one(desk_
                           .add(request.actor(), {body.name, body.plugin, body.group, body.settings,
                                                  body.maxAccounts, body.status})
                           .id);
          })
      .named("adminAddServer", "Add a server")
      .tagged("Admin: servers")
      .creates();
  router
      .patch<ServerPatch, ServerView>(
          "/admin/servers/{id}", Access::platform(kManageServers).withFreshFactor(),
          [this](const auto& request) {
            const auto& body = request.body();
            const auto id = request.template id<Server>();
            desk_.change(request.actor(), id,
                         {body.name, body.group, body.settings, body.maxAccounts, body.status});
            return one(id);
          })
      .named("adminChangeServer", "Change a server")
      .tagged("Admin: servers")
      .guardedBy<ServerView>(
          [this](const http::Context& context) { return one(context.pathId<Server>()); });
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/servers/{id}", Access::platform(kManageServers).withFreshFactor(),
          [this](const auto& request) {
            desk_.remove(request.actor(), request.template id<Server>());
          })
      .named("adminRemoveServer", "Remove an empty server")
      .tagged("Admin: servers");
}

http::Page<ServerView> ServerRoutes::list(const http::ListQuery& query) {
  return database_.read([&](db::Reader& reader) {
    auto found = servers_.list(reader, http::ListOrder::of(query), query.limit + 1);
    return http::Page<ServerView>::of(
        std::move(found), query.limit, [&](const Server& server) { return viewOf(reader, server); },
        [](const Server& server) {
          return http::Cursor{server.id.value(), 0};
        });
  });
}

ServerView ServerRoutes::viewOf(db::Reader& reader, const Server& server) {
  return ServerView::of(server, servers_.secretNames(reader, server));
}

ServerView ServerRoutes::one(Id<Server> id) {
  return database_.read([&](db::Reader& reader) { return viewOf(reader, desk_.get(reader, id)); });
}

}  // namespace hostler

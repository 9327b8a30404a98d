#include "modules/services/server_routes.h"

#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

namespace {

struct NewServer {
  std::string name, plugin;
  std::optional<std::string> group;
  Json settings = Json::object();
  int maxAccounts = 0;
  ServerStatus status = ServerStatus::Active;
  static void describe(Shape<NewServer>& shape) {
    shape.field("name", &NewServer::name).length(1, 100);
    shape.field("plugin", &NewServer::plugin).length(1, 40);
    shape.field("group", &NewServer::group).length(1, 60).nullable();
    shape.field("settings", &NewServer::settings).describedAs("as the plugin's server_settings say");
    shape.field("max_accounts", &NewServer::maxAccounts).range(1, 1'000'000);
    shape.field("status", &NewServer::status).withDefault();
  }
};

struct ChangeServer {
  std::optional<std::string> name, group;
  std::optional<Json> settings;
  std::optional<int> maxAccounts;
  std::optional<ServerStatus> status;
  static void describe(Shape<ChangeServer>& shape) {
    shape.field("name", &ChangeServer::name).length(1, 100);
    shape.field("group", &ChangeServer::group).length(0, 60);
    shape.field("settings", &ChangeServer::settings).describedAs("replaces all; a secret sent as *** stays");
    shape.field("max_accounts", &ChangeServer::maxAccounts).range(1, 1'000'000);
    shape.field("status", &ChangeServer::status);
  }
};

}  // namespace

void ServerView::describe(Shape<ServerView>& shape) {
  shape.field("id", &ServerView::id);
  shape.field("name", &ServerView::name);
  shape.field("plugin", &ServerView::plugin);
  shape.field("group", &ServerView::group).nullable();
  shape.field("settings", &ServerView::settings);
  shape.field("max_accounts", &ServerView::maxAccounts);
  shape.field("accounts", &ServerView::accounts);
  shape.field("status", &ServerView::status);
  shape.field("created_at", &ServerView::createdAt);
}

void ServerRoutes::mount(http::Router& router) {
  router.get<http::ListQuery, http::Page<ServerView>>("/admin/servers", Access::platform(kManageServers), [this](const auto& request) { return list(request.query()); })
      .named("adminListServers", "All servers").tagged("Admin: servers");
  router.get<http::Nothing, ServerView>("/admin/servers/{id}", Access::platform(kManageServers), [this](const auto& request) { return one(request.template id<Server>()); })
      .named("adminGetServer", "One server").tagged("Admin: servers");
  router.post<NewServer, ServerView>("/admin/servers", Access::platform(kManageServers), [this](const auto& request) {
          const auto& body = request.body();
          return one(desk_.add(request.actor(), {body.name, body.plugin, body.group, body.settings, body.maxAccounts, body.status}).id);
        })
      .named("adminAddServer", "Add a server").tagged("Admin: servers").creates();
  router.patch<ChangeServer, ServerView>("/admin/servers/{id}", Access::platform(kManageServers), [this](const auto& request) {
          const auto& body = request.body();
          const auto id = request.template id<Server>();
          desk_.change(request.actor(), id, {body.name, body.group, body.settings, body.maxAccounts, body.status});
          return one(id);
        })
      .named("adminChangeServer", "Change a server").tagged("Admin: servers")
      .guardedBy<ServerView>([this](const http::Context& context) { return one(context.pathId<Server>()); });
  router.remove<http::Nothing, http::Nothing>("/admin/servers/{id}", Access::platform(kManageServers), [this](const auto& request) {
          desk_.remove(request.actor(), request.template id<Server>());
        })
      .named("adminRemoveServer", "Remove an empty server").tagged("Admin: servers");
  router.get<http::Nothing, Json>("/admin/servers/{id}/health", Access::platform(kManageServers), [this](const auto& request) { return desk_.health(request.template id<Server>()); })
      .named("adminCheckServer", "Ask a server how it is").tagged("Admin: servers");
  router.get<http::Nothing, Json>("/admin/servers/{id}/drift", Access::platform(kManageServers), [this](const auto& request) { return desk_.drift(request.template id<Server>()); })
      .named("adminCompareServer", "Compare what is there with what we believe").tagged("Admin: servers");
}

http::Page<ServerView> ServerRoutes::list(const http::ListQuery& query) {
  return database_.read([&](db::Reader& reader) {
    auto found = servers_.list(reader, http::ListOrder::of(query), query.limit + 1);
    return http::Page<ServerView>::of(std::move(found), query.limit, [&](const Server& server) { return viewOf(reader, server); },
                                      [](const Server& server) { return http::Cursor{server.id.value(), 0}; });
  });
}

ServerView ServerRoutes::viewOf(db::Reader& reader, const Server& server) {
  return {server.id, server.name, server.plugin, server.group, desk_.shownSettings(reader, server), server.maxAccounts, server.accounts, server.status, server.createdAt};
}

ServerView ServerRoutes::one(Id<Server> id) {
  return database_.read([&](db::Reader& reader) { return viewOf(reader, desk_.get(reader, id)); });
}

}  // namespace hostler

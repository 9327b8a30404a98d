#include "modules/services/server_group_routes.h"

#include "modules/services/service_routes.h"

namespace hostler {

using http::Access;

ServerGroupView ServerGroupView::of(const server_groups::Counted& counted) {
  const auto& group = counted.group;
  return {group.id,        group.name,       group.description, group.fill,
          counted.servers, counted.accounts, counted.places};
}

void ServerGroupView::describe(Shape<ServerGroupView>& shape) {
  shape.field("id", &ServerGroupView::id);
  shape.field("name", &ServerGroupView::name);
  shape.field("description", &ServerGroupView::description);
  shape.field("fill", &ServerGroupView::fill);
  shape.field("servers", &ServerGroupView::servers);
  shape.field("accounts", &ServerGroupView::accounts).describedAs("on all of them together");
  shape.field("places", &ServerGroupView::places).describedAs("the sum of max_accounts");
}

void ServerGroupBody::describe(Shape<ServerGroupBody>& shape) {
  shape.field("name", &ServerGroupBody::name)
      .length(1, 60)
      .describedAs("products and servers name it so; it stays");
  shape.field("description", &ServerGroupBody::description).length(0, 300);
  shape.field("fill", &ServerGroupBody::fill)
      .withDefault()
      .describedAs("which server takes the next account");
}

void ServerGroupPatch::describe(Shape<ServerGroupPatch>& shape) {
  shape.field("description", &ServerGroupPatch::description).length(0, 300);
  shape.field("fill", &ServerGroupPatch::fill);
}

void ServerGroupRoutes::mount(http::Router& router) {
  const auto manage = Access::platform(kManageServers);
  router
      .get<http::Nothing, http::Page<ServerGroupView>>(
          "/admin/server-groups", manage,
          [this](const auto&) {
            http::Page<ServerGroupView> page;
            for (const auto& group : database_.readOne(server_groups::list))
              page.data.push_back(ServerGroupView::of(group));
            return page;
          })
      .named("adminListServerGroups", "All groups of servers")
      .tagged("Admin: servers");
  router
      .get<http::Nothing, ServerGroupView>(
          "/admin/server-groups/{id}", manage,
          [this](const auto& request) { return one(request.template id<ServerGroup>()); })
      .named("adminGetServerGroup", "One group of servers")
      .tagged("Admin: servers");
  router
      .post<ServerGroupBody, ServerGroupView>(
          "/admin/server-groups", manage,
          [this](const auto& request) { return add(request.actor(), request.body()); })
      .named("adminAddServerGroup", "Add a group of servers")
      .tagged("Admin: servers")
      .creates();
  router
      .patch<ServerGroupPatch, ServerGroupView>(
          "/admin/server-groups/{id}", manage,
          [this](const auto& request) {
            return change(request.actor(), request.template id<ServerGroup>(), request.body());
          })
      .named("adminChangeServerGroup", "Change how a group fills")
      .tagged("Admin: servers")
      .guardedBy<ServerGroupView>(
          [this](const http::Context& context) { return one(context.pathId<ServerGroup>()); });
  router
      .remove<http::Nothing, http::Nothing>("/admin/server-groups/{id}", manage,
                                            [this](const auto& request) {
                                              remove(request.actor(),
                                                     request.template id<ServerGroup>());
                                            })
      .named("adminRemoveServerGroup", "Remove a group that no server is in")
      .tagged("Admin: servers");
}

ServerGroupView ServerGroupRoutes::one(Id<ServerGroup> id) {
  const auto found =
      database_.readOne([&](db::Reader& reader) { return server_groups::find(reader, id); });
  if (!found) throw NotFound{};
  return ServerGroupView::of(*found);
}

ServerGroupView ServerGroupRoutes::add(const Actor& actor, const ServerGroupBody& body) {
  const ServerGroup group{ids_.next<ServerGroup>(),
                          body.name,
                          body.description.value_or(""),
                          body.fill,
                          std::nullopt,
                          clock_.now()};
  return database_.transaction([&](db::Transaction& tx) {
    if (!server_groups::insert(tx, group))
      throw DomainError{"name_taken", 409, "Another group of servers has this name."};
    const auto view = ServerGroupView::of(server_groups::find(tx, group.id).value());
    audit_.record(tx, actor, {"server_group.added", group.id.text(), nullptr, toJson(view)});
    return view;
  });
}

ServerGroupView ServerGroupRoutes::change(const Actor& actor, Id<ServerGroup> id,
                                          const ServerGroupPatch& patch) {
  return database_.transaction([&](db::Transaction& tx) {
    const auto before = server_groups::find(tx, id);
    if (!before) throw NotFound{};
    auto group = before->group;
    if (patch.description) group.description = *patch.description;
    if (patch.fill) group.fill = *patch.fill;
    server_groups::save(tx, group, clock_.now());
    const auto view = ServerGroupView::of(server_groups::find(tx, id).value());
    audit_.record(
        tx, actor,
        {"server_group.changed", id.text(), toJson(ServerGroupView::of(*before)), toJson(view)});
    return view;
  });
}

void ServerGroupRoutes::remove(const Actor& actor, Id<ServerGroup> id) {
  database_.transaction([&](db::Transaction& tx) {
    const auto before = server_groups::find(tx, id);
    if (!before) throw NotFound{};
    if (before->servers > 0)
      throw DomainError{"group_in_use", 409, "Servers are in this group; move them first."};
    server_groups::remove(tx, id);
    audit_.record(
        tx, actor,
        {"server_group.removed", id.text(), toJson(ServerGroupView::of(*before)), nullptr});
  });
}

}  // namespace hostler

#include "modules/accounts/client_group_routes.h"

#include "modules/accounts/account_permissions.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

constexpr std::string_view kSelect = R"sql(
  SELECT g.id, g.name, g.description, g.colour,
         (SELECT COUNT(*) FROM accounts a WHERE a.tenant_id = g.tenant_id AND a.client_group = g.name) AS clients
    FROM client_groups g WHERE g.tenant_id = ?)sql";
constexpr auto kInsert = R"sql(
  INSERT INTO client_groups (id, tenant_id, name, description, colour, created_at) VALUES (?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate =
    "UPDATE client_groups SET name = ?, description = ?, colour = ? WHERE tenant_id = ? AND id = ?";
constexpr auto kRename =
    "UPDATE accounts SET client_group = ? WHERE tenant_id = ? AND client_group = ?";
constexpr auto kDelete = "DELETE FROM client_groups WHERE tenant_id = ? AND id = ?";

ClientGroupView viewOf(const db::Row& row) {
  return {row.id<ClientGroup>("id"), row.text("name"), row.text("description"), row.text("colour"),
          row.integer("clients")};
}

DomainError nameTaken() {
  return {"name_taken", 409, "Another group has this name."};
}

}  // namespace

void ClientGroupView::describe(Shape<ClientGroupView>& shape) {
  shape.field("id", &ClientGroupView::id);
  shape.field("name", &ClientGroupView::name);
  shape.field("description", &ClientGroupView::description);
  shape.field("colour", &ClientGroupView::colour);
  shape.field("clients", &ClientGroupView::clients);
}

void ClientGroupEdit::describe(Shape<ClientGroupEdit>& shape) {
  shape.field("name", &ClientGroupEdit::name).length(1, 60);
  shape.field("description", &ClientGroupEdit::description).length(0, 300);
  shape.field("colour", &ClientGroupEdit::colour)
      .pattern("#[0-9a-fA-F]{6}", "must be like #1d4ed8");
}

ClientGroupView ClientGroupRoutes::get(db::Reader& reader, Id<Tenant> tenant, Id<ClientGroup> id) {
  auto group = reader.query(std::string{kSelect} + " AND g.id = ?", tenant, id).first(viewOf);
  if (!group) throw NotFound{};
  return std::move(*group);
}

ClientGroupView ClientGroupRoutes::add(const Actor& actor, const ClientGroupEdit& edit) {
  if (!edit.name) throw ValidationError{"name", "required", "is required"};
  const auto id = parts_.engine.ids.next<ClientGroup>();
  const auto tenant = actor.scope.tenant;
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (!tx.tryInsert(kInsert, id, tenant, *edit.name, edit.description.value_or(""),
                      edit.colour.value_or("#64748b"), parts_.engine.clock.now()))
      throw nameTaken();
    parts_.engine.audit.record(tx, actor, "client_group.added", id.text());
    return get(tx, tenant, id);
  });
}

ClientGroupView ClientGroupRoutes::change(const Actor& actor, Id<ClientGroup> id,
                                          const ClientGroupEdit& edit) {
  const auto tenant = actor.scope.tenant;
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto before = get(tx, tenant, id);
    const auto name = edit.name.value_or(before.name);
    try {
      tx.execute(kUpdate, name, edit.description.value_or(before.description),
                 edit.colour.value_or(before.colour), tenant, id);
    } catch (const db::UniqueViolation&) {
      throw nameTaken();
    }
    if (name != before.name) tx.execute(kRename, name, tenant, before.name);
    parts_.engine.audit.record(
        tx, actor, {"client_group.changed", id.text(), {{"name", before.name}}, {{"name", name}}});
    return get(tx, tenant, id);
  });
}

void ClientGroupRoutes::remove(const Actor& actor, Id<ClientGroup> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (get(tx, actor.scope.tenant, id).clients > 0)
      throw DomainError{"group_in_use", 409, "Clients are in this group; move them first."};
    tx.execute(kDelete, actor.scope.tenant, id);
    parts_.engine.audit.record(tx, actor, "client_group.removed", id.text());
  });
}

void ClientGroupRoutes::mount(http::Router& router) {
  const auto read = Access::staff(kReadClients), manage = Access::staff(kSetClientTerms);
  const std::string all = "/admin/client-groups", single = "/admin/client-groups/{id}";
  const auto one = [this](Id<Tenant> tenant, Id<ClientGroup> id) {
    return parts_.engine.database.read([&](db::Reader& reader) { return get(reader, tenant, id); });
  };
  router
      .get<Nothing, http::Page<ClientGroupView>>(
          all, read,
          [this](const auto& request) {
            http::Page<ClientGroupView> page;
            page.data = parts_.engine.database
                            .query(std::string{kSelect} + " ORDER BY g.name LIMIT 200",
                                   request.scope().tenant)
                            .map(viewOf);
            return page;
          })
      .named("listClientGroups", "Kinds of clients")
      .tagged("Clients");
  router
      .get<Nothing, ClientGroupView>(single, read,
                                     [one](const auto& request) {
                                       return one(request.scope().tenant,
                                                  request.template id<ClientGroup>());
                                     })
      .named("getClientGroup", "One kind")
      .tagged("Clients");
  router
      .post<ClientGroupEdit, ClientGroupView>(
          all, manage, [this](const auto& request) { return add(request.actor(), request.body()); })
      .named("addClientGroup", "Add a kind of clients")
      .tagged("Clients")
      .creates();
  router
      .patch<ClientGroupEdit, ClientGroupView>(
          single, manage,
          [this](const auto& request) {
            return change(request.actor(), request.template id<ClientGroup>(), request.body());
          })
      .named("changeClientGroup", "Change it; a new name goes to its clients")
      .tagged("Clients")
      .guardedBy<ClientGroupView>([one](const http::Context& context) {
        return one(context.tenant(), context.pathId<ClientGroup>());
      });
  router
      .remove<Nothing, Nothing>(single, manage,
                                [this](const auto& request) {
                                  remove(request.actor(), request.template id<ClientGroup>());
                                })
      .named("removeClientGroup", "Remove a kind that no client is of")
      .tagged("Clients");
}

}  // namespace hostler

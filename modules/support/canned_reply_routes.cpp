#include "modules/support/canned_reply_routes.h"

#include "modules/support/support_permissions.h"

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

constexpr auto kSelectAll =
    "SELECT id, name, body, department_id FROM canned_replies WHERE tenant_id = ? ORDER BY name";
constexpr auto kSelectOne =
    "SELECT id, name, body, department_id FROM canned_replies WHERE tenant_id = ? AND id = ?";
constexpr auto kInsert =
    "INSERT INTO canned_replies (id, tenant_id, name, body, department_id, created_at) VALUES (?, "
    "?, ?, ?, ?, ?)";
constexpr auto kUpdate =
    "UPDATE canned_replies SET name = ?, body = ?, department_id = ? WHERE tenant_id = ? AND id = "
    "?";
constexpr auto kDelete = "DELETE FROM canned_replies WHERE tenant_id = ? AND id = ?";

CannedReplyView viewOf(const db::Row& row) {
  return {row.id<CannedReply>("id"), row.text("name"), row.text("body"),
          row.get<std::optional<Id<Department>>>("department_id")};
}

CannedReplyView get(db::Reader& reader, Id<Tenant> tenant, Id<CannedReply> id) {
  auto found = reader.query(kSelectOne, tenant, id).first(viewOf);
  if (!found) throw NotFound{};
  return std::move(*found);
}

DomainError nameTaken() {
  return {"name_taken", 409, "Another canned reply has this name."};
}

}  // namespace

void CannedReplyView::describe(Shape<CannedReplyView>& shape) {
  shape.field("id", &CannedReplyView::id);
  shape.field("name", &CannedReplyView::name);
  shape.field("message", &CannedReplyView::message);
  shape.field("department_id", &CannedReplyView::department).nullable();
}

void CannedReplyEdit::describe(Shape<CannedReplyEdit>& shape) {
  shape.field("name", &CannedReplyEdit::name).length(1, 120);
  shape.field("message", &CannedReplyEdit::message).length(1, 20'000).multiline();
  shape.field("department_id", &CannedReplyEdit::department);
}

void CannedReplyRoutes::mount(http::Router& router) {
  const auto read = Access::staff(kReadTickets), manage = Access::staff(kManageCannedReplies);
  const std::string all = "/admin/canned-replies", one = "/admin/canned-replies/{id}";
  router
      .get<Nothing, http::Page<CannedReplyView>>(
          all, read,
          [this](const auto& request) {
            http::Page<CannedReplyView> page;
            page.data = database_.query(kSelectAll, request.scope().tenant).map(viewOf);
            return page;
          })
      .named("adminListCannedReplies", "Answers that are given often")
      .tagged("Admin: support");
  router
      .get<Nothing, CannedReplyView>(one, read,
                                     [this](const auto& request) {
                                       return database_.read([&](db::Reader& reader) {
                                         return get(reader, request.scope().tenant,
                                                    request.template id<CannedReply>());
                                       });
                                     })
      .named("adminGetCannedReply", "One of them")
      .tagged("Admin: support");
  router
      .post<CannedReplyEdit, CannedReplyView>(
          all, manage, [this](const auto& request) { return add(request.actor(), request.body()); })
      .named("adminAddCannedReply", "Add one")
      .tagged("Admin: support")
      .creates();
  router
      .patch<CannedReplyEdit, CannedReplyView>(
          one, manage,
          [this](const auto& request) {
            return change(request.actor(), request.template id<CannedReply>(), request.body());
          })
      .named("adminChangeCannedReply", "Change one")
      .tagged("Admin: support")
      .guardedBy<CannedReplyView>([this](const http::Context& context) {
        return database_.read([&](db::Reader& reader) {
          return get(reader, context.tenant(), context.pathId<CannedReply>());
        });
      });
  router
      .remove<Nothing, Nothing>(one, manage,
                                [this](const auto& request) {
                                  remove(request.actor(), request.template id<CannedReply>());
                                })
      .named("adminRemoveCannedReply", "Remove one")
      .tagged("Admin: support");
}

void CannedReplyRoutes::apply(db::Reader& reader, const Actor& actor, const CannedReplyEdit& edit,
                              CannedReplyView& reply) {
  if (edit.name) reply.name = *edit.name;
  if (edit.message) reply.message = *edit.message;
  if (!edit.department) return;
  reply.department = *edit.department;
  if (reply.department && !departments_.existing(reader, actor.scope.tenant, *reply.department))
    throw ValidationError{"department_id", "not_found", "is no department"};
}

CannedReplyView CannedReplyRoutes::add(const Actor& actor, const CannedReplyEdit& edit) {
  FieldErrors errors;
  if (!edit.name) errors.add("name", "required", "is required");
  if (!edit.message) errors.add("message", "required", "is required");
  errors.throwIfAny();
  CannedReplyView reply;
  reply.id = ids_.next<CannedReply>();
  return database_.transaction([&](db::Transaction& tx) {
    apply(tx, actor, edit, reply);
    if (!tx.tryInsert(kInsert, reply.id, actor.scope.tenant, reply.name, reply.message,
                      reply.department, clock_.now()))
      throw nameTaken();
    audit_.record(tx, actor, "canned_reply.added", reply.id.text());
    return reply;
  });
}

CannedReplyView CannedReplyRoutes::change(const Actor& actor, Id<CannedReply> id,
                                          const CannedReplyEdit& edit) {
  return database_.transaction([&](db::Transaction& tx) {
    auto reply = get(tx, actor.scope.tenant, id);
    apply(tx, actor, edit, reply);
    try {
      tx.execute(kUpdate, reply.name, reply.message, reply.department, actor.scope.tenant, id);
    } catch (const db::UniqueViolation&) {
      throw nameTaken();
    }
    audit_.record(tx, actor, "canned_reply.changed", id.text());
    return reply;
  });
}

void CannedReplyRoutes::remove(const Actor& actor, Id<CannedReply> id) {
  database_.transaction([&](db::Transaction& tx) {
    if (tx.execute(kDelete, actor.scope.tenant, id) == 0) throw NotFound{};
    audit_.record(tx, actor, "canned_reply.removed", id.text());
  });
}

}  // namespace hostler

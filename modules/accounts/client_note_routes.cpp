#include "modules/accounts/client_note_routes.h"

#include "modules/accounts/account_permissions.h"
#include "modules/accounts/client_notes.h"

#include <algorithm>

namespace hostler {

using http::Access;
using http::Nothing;

namespace {

constexpr auto kSelect = R"sql(
  SELECT id, author_name, body, is_pinned, created_at FROM client_notes
   WHERE tenant_id = ? AND account_id = ? ORDER BY created_at DESC, id DESC LIMIT 500)sql";
constexpr auto kDelete =
    "DELETE FROM client_notes WHERE tenant_id = ? AND account_id = ? AND id = ?";

struct ClientNoteBody {
  std::string message;
  bool pinned = false;
  static void describe(Shape<ClientNoteBody>& shape) {
    shape.field("message", &ClientNoteBody::message).length(1, ClientNotes::kLongest).multiline();
    shape.field("pinned", &ClientNoteBody::pinned).withDefault();
  }
};

}  // namespace

void ClientNoteView::describe(Shape<ClientNoteView>& shape) {
  shape.field("id", &ClientNoteView::id);
  shape.field("message", &ClientNoteView::message);
  shape.field("author_name", &ClientNoteView::authorName);
  shape.field("pinned", &ClientNoteView::pinned);
  shape.field("created_at", &ClientNoteView::createdAt);
}

std::vector<ClientNoteView> ClientNoteRoutes::list(Id<Tenant> tenant, Id<Account> account) {
  auto notes = parts_.engine.database.read([&](db::Reader& reader) {
    parts_.accounts.get(reader, tenant, account);
    return reader.query(kSelect, tenant, account).map([](const db::Row& row) {
      return ClientNoteView{row.id<ClientNote>("id"), row.text("body"), row.text("author_name"),
                            row.flag("is_pinned"), row.instant("created_at")};
    });
  });
  std::ranges::stable_sort(notes, std::greater<>{}, &ClientNoteView::pinned);
  return notes;
}

ClientNoteView ClientNoteRoutes::add(const Actor& actor, Id<Account> account,
                                     const std::string& message, bool pinned) {
  ClientNotes notes{{parts_.engine.clock, parts_.engine.ids, parts_.accounts, parts_.engine.audit}};
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    auto note = notes.add(tx, actor, account, message, pinned);
    return ClientNoteView{note.id, std::move(note.message), std::move(note.authorName),
                          note.isPinned, note.createdAt};
  });
}

void ClientNoteRoutes::remove(const Actor& actor, Id<Account> account, Id<ClientNote> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (tx.execute(kDelete, actor.scope.tenant, account, id) == 0) throw NotFound{};
    parts_.engine.audit.record(tx, actor, "client.note_removed", account.text());
  });
}

void ClientNoteRoutes::mount(http::Router& router) {
  const std::string all = "/admin/clients/{id}/notes";
  router
      .get<Nothing, http::Page<ClientNoteView>>(
          all, Access::staff(kReadClients),
          [this](const auto& request) {
            http::Page<ClientNoteView> page;
            page.data = list(request.scope().tenant, request.template id<Account>());
            page.data.resize(std::min<std::size_t>(page.data.size(), 200));
            return page;
          })
      .named("listClientNotes", "What staff wrote down about a client; pinned ones first")
      .tagged("Clients");
  router
      .post<ClientNoteBody, ClientNoteView>(all, Access::staff(kUpdateClient),
                                            [this](const auto& request) {
                                              return add(
                                                  request.actor(), request.template id<Account>(),
                                                  request.body().message, request.body().pinned);
                                            })
      .named("addClientNote", "Write something down about a client")
      .tagged("Clients")
      .creates();
  router
      .remove<Nothing, Nothing>(all + "/{note}", Access::staff(kUpdateClient),
                                [this](const auto& request) {
                                  remove(request.actor(), request.template id<Account>(),
                                         request.template id<ClientNote>("note"));
                                })
      .named("removeClientNote", "Remove a note")
      .tagged("Clients");
}

}  // namespace hostler

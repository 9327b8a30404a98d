#pragma once

#include "tests/core/http/api_site.h"

namespace hostler {

struct Note;
template <>
inline constexpr std::string_view kIdPrefix<Note> = "note";

namespace http {

struct WriteNote {
  std::string words;
  std::optional<int> copies;
  static void describe(Shape<WriteNote>& shape) {
    shape.field("words", &WriteNote::words).length(1, 80);
    shape.field("copies", &WriteNote::copies).range(1, 5);
  }
};
struct NoteView {
  Id<Note> id;
  std::string words;
  static void describe(Shape<NoteView>& shape) {
    shape.field("id", &NoteView::id);
    shape.field("words", &NoteView::words);
  }
};
struct NotesQuery : ListQuery {
  std::optional<int> longerThan;
  static void describe(Shape<NotesQuery>& shape) {
    shape.include<ListQuery>();
    shape.field("longer_than", &NotesQuery::longerThan);
  }
};

/// A small module: notes that belong to accounts.
class Notes {
 public:
  Notes(db::Database& database, IdMint& ids) : database_{database}, ids_{ids} {}

  void mount(Router& router) {
    const auto mine = Access::client({"billing:Notes"});
    router
        .get<NotesQuery, Page<NoteView>>(
            "/notes", mine, [this](const auto& r) { return list(r.scope(), r.query()); })
        .named("listNotes", "List")
        .tagged("notes");
    router
        .get<Nothing, NoteView>(
            "/notes/{id}", mine,
            [this](const auto& r) { return get(r.scope(), r.template id<Note>()); })
        .named("getNote", "Read")
        .tagged("notes");
    router
        .post<WriteNote, NoteView>("/notes", mine,
                                   [this](const auto& r) { return write(r.scope(), r.body()); })
        .creates()
        .named("writeNote", "Write")
        .tagged("notes");
    router
        .patch<WriteNote, NoteView>(
            "/notes/{id}", mine,
            [this](const auto& r) { return change(r.scope(), r.template id<Note>(), r.body()); })
        .named("changeNote", "Change")
        .tagged("notes")
        .guardedBy<NoteView>([this](const Context& c) { return get(c.scope(), c.pathId<Note>()); });
    router
        .remove<Nothing, Nothing>(
            "/notes/{id}", mine,
            [this](const auto& r) { remove(r.scope(), r.template id<Note>()); })
        .named("removeNote", "Remove")
        .tagged("notes");
  }

  NoteView write(const Scope& scope, const WriteNote& note) {
    if (note.words == "taken")
      throw DomainError{"note_taken", 409, "Somebody has it.", {{"by", "bob"}}};
    const NoteView view{ids_.next<Note>(), note.words};
    database_.transaction([&](db::Transaction& tx) {
      tx.execute("INSERT INTO notes (id, account_id, words) VALUES (?, ?, ?)", view.id,
                 *scope.account, view.words);
    });
    if (note.words == "broken") throw std::runtime_error{"the handler broke after its transaction"};
    return view;
  }

 private:
  NoteView get(const Scope& scope, Id<Note> id) {
    const auto found = database_
                           .query("SELECT id, words FROM notes WHERE id = ? AND account_id = ?", id,
                                  *scope.account)
                           .first(viewOf);
    if (!found) throw NotFound{};
    return *found;
  }
  Page<NoteView> list(const Scope& scope, const NotesQuery& query) {
    const auto order = ListOrder::of(query);
    const std::string sql = "SELECT id, words FROM notes WHERE account_id = ?" + order.sql("id");
    auto rows = database_.query(sql, *scope.account, order.after, query.limit + 1).map(viewOf);
    return Page<NoteView>::of(
        std::move(rows), query.limit, [](const auto& note) { return note; },
        [](const auto& note) { return note.id.value(); });
  }
  NoteView change(const Scope& scope, Id<Note> id, const WriteNote& note) {
    return database_.transaction([&](db::Transaction& tx) {
      const auto rows = tx.execute("UPDATE notes SET words = ? WHERE id = ? AND account_id = ?",
                                   note.words, id, *scope.account);
      if (rows == 0) throw NotFound{};
      return NoteView{id, note.words};
    });
  }
  void remove(const Scope& scope, Id<Note> id) {
    const auto rows = database_.transaction([&](db::Transaction& tx) {
      return tx.execute("DELETE FROM notes WHERE id = ? AND account_id = ?", id, *scope.account);
    });
    if (rows == 0) throw NotFound{};
  }
  static NoteView viewOf(const db::Row& row) { return {row.id<Note>("id"), row.text("words")}; }

  db::Database& database_;
  IdMint& ids_;
};

}  // namespace http
}  // namespace hostler

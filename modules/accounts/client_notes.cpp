#include "modules/accounts/client_notes.h"

#include "modules/accounts/people.h"

namespace hostler {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO client_notes (id, tenant_id, account_id, author_id, author_name, body, is_pinned, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?))sql";

}  // namespace

StoredClientNote ClientNotes::add(db::Transaction& tx, const Actor& actor, Id<Account> account,
                                  const std::string& message, bool isPinned) {
  const auto tenant = actor.scope.tenant;
  parts_.accounts.get(tx, tenant, account);
  const auto author = actor.user ? personOf(tx, tenant, *actor.user) : std::nullopt;
  StoredClientNote note{parts_.ids.next<ClientNote>(), message,
                        author ? author->name : actor.credential, isPinned, parts_.clock.now()};
  tx.execute(kInsert, note.id, tenant, account, actor.user, note.authorName, note.message,
             note.isPinned, note.createdAt);
  parts_.audit.record(tx, actor, "client.noted", account.text());
  return note;
}

}  // namespace hostler

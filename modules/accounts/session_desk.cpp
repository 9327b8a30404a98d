#include "modules/accounts/session_desk.h"

#include "core/secrets/digest.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/user_repository.h"

namespace hostler {

Actor actorOf(const User& user, const Origin& origin) {
  Actor actor;
  actor.kind = user.isStaff() ? Actor::Kind::Staff : Actor::Kind::Client;
  actor.scope = user.scope();
  actor.user = user.id;
  actor.credential = "session";
  actor.role = user.role;
  actor.origin = origin;
  return actor;
}

OpenedSession SessionDesk::begin(db::Transaction& tx, Session session) {
  const auto token = RefreshToken::fresh(parts_.engine.random, session.id);
  session.familyHash = token.familyHash();
  session.currentHash = token.currentHash();
  session_repository::insert(tx, session);
  return {session.id,
          session.user,
          session.account,
          session.impersonator.has_value(),
          accessToken(session.user, session.id),
          token.text(),
          session.expiresAt};
}

OpenedSession SessionDesk::open(db::Transaction& tx, const User& user, const Origin& origin) {
  const auto now = parts_.engine.clock.now();
  Session session;
  session.id = parts_.engine.ids.next<Session>();
  session.tenant = user.tenant;
  session.user = user.id;
  session.account = user.account;
  session.freshAt = now;
  session.address = origin.address;
  session.userAgent = origin.userAgent;
  session.createdAt = session.usedAt = now;
  session.expiresAt = now.plus(kRefreshTokenLife);
  return begin(tx, std::move(session));
}

OpenedSession SessionDesk::impersonate(db::Transaction& tx, const User& user, const Actor& staff) {
  const auto now = parts_.engine.clock.now();
  Session session;
  session.id = parts_.engine.ids.next<Session>();
  session.tenant = user.tenant;
  session.user = user.id;
  session.account = user.account;
  session.impersonator = staff.user;
  session.parent = staff.session;
  session.address = staff.origin.address;
  session.userAgent = staff.origin.userAgent;
  session.createdAt = session.usedAt = now;
  session.expiresAt = now.plus(kImpersonationLife);
  return begin(tx, std::move(session));
}

OpenedSession SessionDesk::renew(std::string_view text, Id<Tenant> tenant, const Origin& origin) {
  const auto token = RefreshToken::parse(text);
  if (!token) throw deadSession();
  // The end of a copied token's session must commit, so the refusal is thrown behind the
  // transaction.
  const auto renewed =
      parts_.engine.database.transaction([&](db::Transaction& tx) -> std::optional<OpenedSession> {
        const auto now = parts_.engine.clock.now();
        const auto session = session_repository::lock(tx, token->session);
        if (!session || session->tenant != tenant || !session->isAlive(now)) return std::nullopt;
        if (!equalInConstantTime(session->familyHash, token->familyHash())) return std::nullopt;
        const auto state = session_repository::state(tx, session->id);
        const bool usable = state && state->userStatus == UserStatus::Active &&
                            !state->parentEnded && state->accountStatus != AccountStatus::Closed;
        if (!usable) return std::nullopt;
        if (!equalInConstantTime(session->currentHash, token->currentHash())) {
          reportReuse(tx, *session, origin);
          return std::nullopt;
        }
        const auto next = token->next(parts_.engine.random);
        session_repository::rotate(tx, *session, next.currentHash(), origin, now);
        return OpenedSession{session->id,
                             session->user,
                             session->account,
                             session->impersonator.has_value(),
                             accessToken(session->user, session->id),
                             next.text(),
                             session->expiresAt};
      });
  if (!renewed) throw deadSession();
  return *renewed;
}

void SessionDesk::reportReuse(db::Transaction& tx, const Session& session, const Origin& origin) {
  session_repository::end(tx, session.id, "refresh_reused", parts_.engine.clock.now());
  const auto user = user_repository::find(tx, session.tenant, session.user);
  if (!user) return;
  const auto actor = actorOf(*user, origin);
  parts_.engine.audit.record(tx, actor, "session.refresh_reused", session.id.text());
  parts_.engine.events.publish(tx, actor, user->scope(), RefreshTokenReused{user->id, session.id});
  if (!session.impersonator) parts_.notices.refreshTokenReused(tx, *user, origin);
}

void SessionDesk::endInTransaction(db::Transaction& tx, const Actor& actor, const Session& session,
                                   std::string_view reason) {
  if (!session_repository::end(tx, session.id, reason, parts_.engine.clock.now())) return;
  parts_.engine.audit.record(tx, actor, "session.ended", session.id.text());
  parts_.engine.events.publish(tx, actor, Scope{session.tenant, session.account},
                               UserSignedOut{session.user, session.id});
}

void SessionDesk::signOut(const Actor& actor) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto session = session_repository::lock(tx, *actor.session);
    if (session) endInTransaction(tx, actor, *session, "signed_out");
  });
}

void SessionDesk::signOut(std::string_view text, Id<Tenant> tenant, const Origin& origin) {
  const auto token = RefreshToken::parse(text);
  if (!token) return;
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto session = session_repository::lock(tx, token->session);
    if (!session || session->tenant != tenant ||
        !equalInConstantTime(session->familyHash, token->familyHash()))
      return;
    const auto user = user_repository::find(tx, tenant, session->user);
    if (user) endInTransaction(tx, actorOf(*user, origin), *session, "signed_out");
  });
}

void SessionDesk::end(const Actor& actor, Id<Session> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto session = session_repository::lock(tx, id);
    const bool own = session && session->tenant == actor.scope.tenant &&
                     session->user == *actor.user && !session->impersonator;
    if (!own || !session->isAlive(parts_.engine.clock.now())) throw NotFound{};
    endInTransaction(tx, actor, *session, "ended_by_user");
  });
}

std::vector<Session> SessionDesk::list(const Actor& actor) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    return session_repository::living(reader, *actor.user, parts_.engine.clock.now());
  });
}

}  // namespace hostler

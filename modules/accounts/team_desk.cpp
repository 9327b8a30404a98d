#include "modules/accounts/team_desk.h"

#include "core/secrets/digest.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/invitation_mail.h"
#include "modules/accounts/password_rule.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/session_repository.h"
#include "modules/accounts/user_repository.h"

namespace hostler {
namespace {

DomainError deadInvitation() {
  return {"invalid_token", 401, "This invitation is used, withdrawn or too old; ask for another."};
}

constexpr auto kRevokeKeys =
    "UPDATE api_keys SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL";

void requirePassword(const Secret& password, const std::vector<std::string>& own) {
  FieldErrors errors;
  checkPassword(password, own, "password", errors);
  errors.throwIfAny();
}

// What an edit says about somebody's state and rights.
std::vector<std::string> changedIn(const TeamDesk::UserEdit& edit, bool moves) {
  std::vector<std::string> fields;
  if (moves) fields.emplace_back("active");
  if (edit.access.groups) fields.emplace_back("groups");
  if (edit.access.roles) fields.emplace_back("roles");
  if (edit.access.policies) fields.emplace_back("policies");
  return fields;
}

}  // namespace

void TeamDesk::requireRoom(db::Reader& reader, const Scope& scope) {
  if (team_repository::users(reader, scope).size() >= kMostUsers)
    throw DomainError{"too_many", 409, "Remove a user who is not needed any more first."};
}

User TeamDesk::insert(db::Transaction& tx, const Scope& scope, const NewUser& fresh,
                      const std::string& hash, bool proved) {
  const auto account = account_repository::find(tx, scope.tenant, scope.account.value());
  if (!account) throw NotFound{};
  User user;
  user.id = parts_.engine.ids.next<User>();
  user.tenant = scope.tenant;
  user.account = scope.account;
  user.kind = UserKind::Iam;
  user.name = fresh.name.empty() ? fresh.username : fresh.name;
  user.username = fresh.username;
  user.email = fresh.email;
  user.language = account->language;
  user.passwordChangedAt = user.createdAt = parts_.engine.clock.now();
  if (proved) user.emailVerifiedAt = user.createdAt;
  try {
    // An address proves nothing here: who signs in by address is a root user or staff.
    tx.attempt([&] { user_repository::insert(tx, {user, hash, false}, user.createdAt); });
  } catch (const db::UniqueViolation&) {
    throw usernameTaken();
  }
  return user;
}

User TeamDesk::add(const Actor& actor, const NewUser& fresh) {
  requirePassword(fresh.password, {fresh.username, fresh.email, fresh.name});
  const auto hash = parts_.hasher.hash(fresh.password);
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    requireRoom(tx, actor.scope);
    auto user = insert(tx, actor.scope, fresh, hash, false);
    access_.give(tx, actor, AccessNode::of(user.id), fresh.access);
    parts_.engine.audit.record(tx, actor, "user.added", user.id.text());
    return user;
  });
}

std::vector<User> TeamDesk::list(const Scope& scope) {
  return parts_.engine.database.read(
      [&](db::Reader& reader) { return team_repository::users(reader, scope); });
}

User TeamDesk::get(db::Reader& reader, const Scope& scope, Id<User> id) {
  auto user = user_repository::find(reader, scope.tenant, id);
  if (!user || user->account != scope.account || user->status == UserStatus::Removed)
    throw NotFound{};
  return std::move(*user);
}

User TeamDesk::lockMember(db::Transaction& tx, const Actor& actor, Id<User> id) {
  auto user = user_repository::lock(tx, actor.scope.tenant, id);
  if (!user || user->account != actor.scope.account || user->status == UserStatus::Removed)
    throw NotFound{};
  if (user->kind == UserKind::Root)
    throw DomainError{"root_user", 403, "Nobody but the root user changes the root user."};
  return std::move(*user);
}

User TeamDesk::change(const Actor& actor, Id<User> id, const UserEdit& edit) {
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    auto user = lockMember(tx, actor, id);
    const auto& access = edit.access;
    const bool rights = access.groups || access.roles || access.policies;
    if (actor.user == id && (rights || edit.active))
      throw DomainError{"forbidden", 403, "Nobody changes their own rights or state."};
    const bool moves = edit.active && *edit.active != user.isActive();
    if (edit.name) user.name = *edit.name;
    if (edit.active) user.status = *edit.active ? UserStatus::Active : UserStatus::Disabled;
    const auto now = parts_.engine.clock.now();
    team_repository::saveUser(tx, id, user.name, user.status, now);
    if (rights) access_.give(tx, actor, AccessNode::of(id), access);
    if (moves) session_repository::endAllOf(tx, id, std::nullopt, "user_changed", now);
    parts_.engine.audit.record(tx, actor, "user.changed", id.text());
    if (moves || rights)
      parts_.engine.events.publish(tx, actor, actor.scope, UserChanged{id, changedIn(edit, moves)});
    return user;
  });
}

void TeamDesk::remove(const Actor& actor, Id<User> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto user = lockMember(tx, actor, id);
    if (actor.user == id) throw DomainError{"forbidden", 403, "Nobody removes themselves."};
    const auto now = parts_.engine.clock.now();
    user_repository::remove(tx, id, now);
    session_repository::endAllOf(tx, id, std::nullopt, "user_removed", now);
    tx.execute(kRevokeKeys, now, id);
    access_.forget(tx, *user.account, AccessNode::of(id));
    parts_.links.endAllOf(tx, id);
    parts_.recoveryCodes.removeAll(tx, id);
    parts_.engine.audit.record(tx, actor, "user.removed", id.text());
    parts_.engine.events.publish(tx, actor, actor.scope, UserRemoved{id});
  });
}

Invitation TeamDesk::invite(const Actor& actor, const std::string& email, const std::string& name,
                            const AccessGiven& access) {
  if (!actor.user) throw DomainError{"forbidden", 403, "A key cannot invite anybody; sign in."};
  if (!parts_.notices.mayReach(actor.scope.tenant, {MessageChannel::Email, email})) {
    throw DomainError{"rate_limited", 429,
                      "This address has had its share of mails for now; try again in an hour."};
  }
  // Whether they were withdrawn since or not: each was a mail to somebody.
  const auto verdict =
      parts_.engine.limits.takeStrictly("invitations:" + actor.scope.account.value().text(),
                                        {kInvitationsADay, std::chrono::hours{24}});
  if (!verdict.allowed) {
    throw DomainError{"rate_limited",
                      429,
                      "This account has invited so many people today; try again tomorrow.",
                      {{"retry_after", verdict.reset.count()}}};
  }
  const Secret token{parts_.engine.random.token(32)};
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    // Under the account's lock, so that the numbers hold whoever invites at the same time.
    const auto account = account_repository::lock(tx, actor.scope.tenant, *actor.scope.account);
    requireRoom(tx, actor.scope);
    access_.requireMayGive(tx, actor, access);
    const auto inviter = get(tx, actor.scope, *actor.user);
    Invitation invitation;
    invitation.id = parts_.engine.ids.next<Invitation>();
    invitation.tenant = actor.scope.tenant;
    invitation.account = *actor.scope.account;
    invitation.email = email;
    invitation.name = name;
    invitation.access = access;
    invitation.invitedBy = *actor.user;
    invitation.createdAt = parts_.engine.clock.now();
    invitation.expiresAt = invitation.createdAt.plus(kInvitationLife);
    team_repository::endOthers(tx, invitation.account, email, invitation.createdAt);
    if (team_repository::countOpen(tx, actor.scope, invitation.createdAt) >= kMostInvitations)
      throw DomainError{"too_many", 409, "Withdraw an invitation that nobody has answered first."};
    team_repository::insertInvitation(tx, invitation, hex(sha256(token.reveal())));
    parts_.engine.messages.send(tx, actor.scope,
                                invitationMail(parts_.engine.tenants.get(invitation.tenant),
                                               invitation, inviter.name, *account, token));
    parts_.engine.audit.record(tx, actor, "invitation.sent", invitation.id.text());
    return invitation;
  });
}

std::vector<Invitation> TeamDesk::invitations(const Scope& scope, const http::ListOrder& order,
                                              int limit) {
  return parts_.engine.database.readOne([&](db::Reader& reader) {
    return team_repository::openInvitations(reader, scope, parts_.engine.clock.now(), order, limit);
  });
}

void TeamDesk::withdraw(const Actor& actor, Id<Invitation> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (!team_repository::removeInvitation(tx, actor.scope, id)) throw NotFound{};
    parts_.engine.audit.record(tx, actor, "invitation.withdrawn", id.text());
  });
}

User TeamDesk::accept(Id<Tenant> tenant, const std::string& token, const std::string& username,
                      const Secret& password, const Origin& origin) {
  parts_.attempts.check(origin);
  const auto tokenHash = hex(sha256(token));
  const auto look = [&](db::Reader& reader) {
    return team_repository::findOpen(reader, tenant, tokenHash, parts_.engine.clock.now());
  };
  const auto known = parts_.engine.database.read(look);
  if (!known) {
    parts_.attempts.count(origin);
    throw deadInvitation();
  }
  requirePassword(password, {username, known->email, known->name});
  const auto hash = parts_.hasher.hash(password);
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto invitation = look(tx);
    if (!invitation ||
        !team_repository::markAccepted(tx, invitation->id, parts_.engine.clock.now()))
      throw deadInvitation();
    const auto scope = Scope::ofAccount(tenant, invitation->account);
    // What was promised counts as far as whoever promised it still holds it.
    Actor inviter;
    inviter.kind = Actor::Kind::Client;
    inviter.scope = scope;
    inviter.user = invitation->invitedBy;
    inviter.credential = "invitation:" + invitation->id.text();
    inviter.origin = origin;
    const auto host = user_repository::find(tx, tenant, invitation->invitedBy);
    if (!host || !host->isActive()) throw deadInvitation();
    account_repository::lock(tx, tenant, invitation->account);
    requireRoom(tx, scope);
    auto user = insert(tx, scope, {username, invitation->name, invitation->email, password, {}},
                       hash, true);
    access_.give(tx, inviter, AccessNode::of(user.id), invitation->access);
    parts_.engine.audit.record(tx, inviter, "invitation.accepted", user.id.text());
    return user;
  });
}

}  // namespace hostler

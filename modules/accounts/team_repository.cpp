#include "modules/accounts/team_repository.h"

#include "modules/accounts/user_repository.h"

#include <algorithm>

namespace hostler::team_repository {
namespace {

constexpr auto kSelectIds =
    "SELECT id FROM users WHERE tenant_id = ? AND account_id = ? AND status <> 'removed'";
constexpr auto kSaveUser = "UPDATE users SET name = ?, status = ?, updated_at = ? WHERE id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO invitations (id, tenant_id, account_id, email, name, token_hash, access, invited_by, created_at, expires_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
const std::string kOpen =
    " FROM invitations WHERE tenant_id = ? AND account_id = ? AND accepted_at IS NULL AND "
    "expires_at > ?";
constexpr auto kSelectByToken = R"sql(
  SELECT * FROM invitations WHERE token_hash = ? AND tenant_id = ? AND accepted_at IS NULL AND expires_at > ?)sql";
constexpr auto kAccept =
    "UPDATE invitations SET accepted_at = ? WHERE id = ? AND accepted_at IS NULL";
constexpr auto kDelete =
    "DELETE FROM invitations WHERE tenant_id = ? AND account_id = ? AND id = ? AND accepted_at IS "
    "NULL";
constexpr auto kEndOthers = R"sql(
  UPDATE invitations SET expires_at = ? WHERE account_id = ? AND email = ? AND accepted_at IS NULL)sql";

Invitation invitationOf(const db::Row& row) {
  Invitation invitation;
  invitation.id = row.id<Invitation>("id");
  invitation.tenant = row.id<Tenant>("tenant_id");
  invitation.account = row.id<Account>("account_id");
  invitation.email = row.text("email");
  invitation.name = row.text("name");
  invitation.access = fromJson<AccessGiven>(Json::parse(row.text("access")));
  invitation.invitedBy = row.id<User>("invited_by");
  invitation.createdAt = row.instant("created_at");
  invitation.expiresAt = row.instant("expires_at");
  invitation.acceptedAt = row.get<std::optional<Instant>>("accepted_at");
  return invitation;
}

}  // namespace

std::vector<User> users(db::Reader& reader, const Scope& scope) {
  std::vector<User> users;
  for (const auto& row : reader.query(kSelectIds, scope.tenant, scope.account)) {
    if (auto user = user_repository::find(reader, scope.tenant, row.id<User>("id")))
      users.push_back(std::move(*user));
  }
  std::ranges::sort(users, {}, [](const User& user) { return std::pair{user.kind, user.id}; });
  return users;
}

void saveUser(db::Transaction& tx, Id<User> id, const std::string& name, UserStatus status,
              Instant now) {
  tx.execute(kSaveUser, name, status, now, id);
}

void insertInvitation(db::Transaction& tx, const Invitation& invitation,
                      const std::string& tokenHash) {
  tx.execute(kInsert, invitation.id, invitation.tenant, invitation.account, invitation.email,
             invitation.name, tokenHash, dump(toJson(invitation.access)), invitation.invitedBy,
             invitation.createdAt, invitation.expiresAt);
}

std::vector<Invitation> openInvitations(db::Reader& reader, const Scope& scope, Instant now,
                                        const http::ListOrder& order, int limit) {
  return reader
      .query("SELECT *" + kOpen + order.sql("id"), scope.tenant, scope.account, now, order.after,
             limit)
      .map(invitationOf);
}

std::int64_t countOpen(db::Reader& reader, const Scope& scope, Instant now) {
  return reader.query("SELECT COUNT(*) AS n" + kOpen, scope.tenant, scope.account, now)
      .only()
      .integer("n");
}

std::optional<Invitation> findOpen(db::Reader& reader, Id<Tenant> tenant,
                                   const std::string& tokenHash, Instant now) {
  return reader.query(kSelectByToken, tokenHash, tenant, now).first(invitationOf);
}

bool markAccepted(db::Transaction& tx, Id<Invitation> id, Instant now) {
  return tx.execute(kAccept, now, id) == 1;
}

bool removeInvitation(db::Transaction& tx, const Scope& scope, Id<Invitation> id) {
  return tx.execute(kDelete, scope.tenant, scope.account, id) == 1;
}

void endOthers(db::Transaction& tx, Id<Account> account, const std::string& email, Instant now) {
  tx.execute(kEndOthers, now, account, email);
}

}  // namespace hostler::team_repository

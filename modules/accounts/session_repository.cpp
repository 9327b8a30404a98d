#include "modules/accounts/session_repository.h"

namespace hostler::session_repository {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO sessions (id, tenant_id, user_id, account_id, impersonator_id, parent_id, refresh_family, refresh_current,
                        fresh_at, factor_failures, address, user_agent, created_at, used_at, expires_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?))sql";
constexpr auto kSelectLocked = "SELECT s.* FROM sessions s WHERE s.id = ? {for_update}";
constexpr auto kSelectState = R"sql(
  SELECT s.*, u.kind, u.role, u.status AS user_status, u.totp_confirmed_at, a.status AS account_status,
         r.actions AS role_actions, p.ended_at AS parent_ended_at
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    LEFT JOIN accounts a ON a.id = s.account_id
    LEFT JOIN staff_roles r ON r.tenant_id = u.tenant_id AND r.name = u.role
    LEFT JOIN sessions p ON p.id = s.parent_id
   WHERE s.id = ?)sql";
constexpr auto kSelectLiving = R"sql(
  SELECT s.* FROM sessions s
   WHERE s.user_id = ? AND s.expires_at > ? AND s.ended_at IS NULL AND s.impersonator_id IS NULL
   ORDER BY s.id DESC LIMIT 200)sql";
constexpr auto kRotate =
    "UPDATE sessions SET refresh_current = ?, used_at = ?, address = ?, user_agent = ? WHERE id = "
    "?";
constexpr auto kRefreshFactor =
    "UPDATE sessions SET fresh_at = ?, factor_failures = 0 WHERE id = ?";
constexpr auto kCountFailure =
    "UPDATE sessions SET factor_failures = factor_failures + 1 WHERE id = ?";
constexpr auto kSelectFailures = "SELECT factor_failures FROM sessions WHERE id = ?";
constexpr auto kEnd =
    "UPDATE sessions SET ended_at = ?, end_reason = ? WHERE id = ? AND ended_at IS NULL";
constexpr auto kEndAll = R"sql(
  UPDATE sessions SET ended_at = ?, end_reason = ?
   WHERE user_id = ? AND expires_at > ? AND ended_at IS NULL AND id <> ?)sql";
constexpr auto kEndEvery =
    "UPDATE sessions SET ended_at = ?, end_reason = ? WHERE expires_at > ? AND ended_at IS NULL";
constexpr auto kPrune = "DELETE FROM sessions WHERE expires_at < ?";

Session sessionOf(const db::Row& row) {
  Session session;
  session.id = row.id<Session>("id");
  session.tenant = row.id<Tenant>("tenant_id");
  session.user = row.id<User>("user_id");
  session.account = row.get<std::optional<Id<Account>>>("account_id");
  session.impersonator = row.get<std::optional<Id<User>>>("impersonator_id");
  session.parent = row.get<std::optional<Id<Session>>>("parent_id");
  session.familyHash = row.text("refresh_family");
  session.currentHash = row.text("refresh_current");
  session.freshAt = row.get<std::optional<Instant>>("fresh_at");
  session.factorFailures = row.get<int>("factor_failures");
  session.address = row.text("address");
  session.userAgent = row.text("user_agent");
  session.createdAt = row.instant("created_at");
  session.usedAt = row.instant("used_at");
  session.expiresAt = row.instant("expires_at");
  session.endedAt = row.get<std::optional<Instant>>("ended_at");
  return session;
}

SessionState stateOf(const db::Row& row) {
  SessionState state;
  state.session = sessionOf(row);
  state.userKind = row.get<UserKind>("kind");
  state.userStatus = row.get<UserStatus>("user_status");
  state.role = row.text("role");
  state.hasSecondFactor = !row.isNull("totp_confirmed_at");
  state.accountStatus = row.get<std::optional<AccountStatus>>("account_status");
  state.roleActions = row.get<std::optional<std::string>>("role_actions");
  state.parentEnded = !row.isNull("parent_ended_at");
  return state;
}

}  // namespace

void insert(db::Transaction& tx, const Session& session) {
  tx.execute(kInsert, session.id, session.tenant, session.user, session.account,
             session.impersonator, session.parent, session.familyHash, session.currentHash,
             session.freshAt, session.address, session.userAgent, session.createdAt, session.usedAt,
             session.expiresAt);
}

std::optional<Session> lock(db::Transaction& tx, Id<Session> id) {
  return tx.query(kSelectLocked, id).first(sessionOf);
}

std::optional<SessionState> state(db::Reader& reader, Id<Session> id) {
  return reader.query(kSelectState, id).first(stateOf);
}

std::vector<Session> living(db::Reader& reader, Id<User> user, Instant now) {
  return reader.query(kSelectLiving, user, now).map(sessionOf);
}

void rotate(db::Transaction& tx, const Session& session, const std::string& currentHash,
            const Origin& origin, Instant now) {
  tx.execute(kRotate, currentHash, now, origin.address, origin.userAgent, session.id);
}

void refreshFactor(db::Transaction& tx, Id<Session> id, Instant now) {
  tx.execute(kRefreshFactor, now, id);
}

int countFactorFailure(db::Transaction& tx, Id<Session> id) {
  tx.execute(kCountFailure, id);
  return tx.query(kSelectFailures, id)
      .first([](const db::Row& row) { return row.get<int>("factor_failures"); })
      .value_or(0);
}

bool end(db::Transaction& tx, Id<Session> id, std::string_view reason, Instant now) {
  return tx.execute(kEnd, now, reason, id) == 1;
}

std::int64_t endAllOf(db::Transaction& tx, Id<User> user, std::optional<Id<Session>> except,
                      std::string_view reason, Instant now) {
  return tx.execute(kEndAll, now, reason, user, now, except.value_or(Id<Session>{}));
}

std::int64_t endEvery(db::Transaction& tx, std::string_view reason, Instant now) {
  return tx.execute(kEndEvery, now, reason, now);
}

std::int64_t prune(db::Transaction& tx, Instant before) {
  return tx.execute(kPrune, before);
}

}  // namespace hostler::session_repository

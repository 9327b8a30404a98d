#include "modules/accounts/api_key_repository.h"

#include "core/json/json.h"

namespace hostler::api_key_repository {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO api_keys (id, tenant_id, account_id, user_id, name, hint, key_hash, scopes, addresses, expires_at, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSelectByHash = R"sql(
  SELECT k.*, u.kind, u.status AS user_status, a.status AS account_status
    FROM api_keys k JOIN users u ON u.id = k.user_id LEFT JOIN accounts a ON a.id = k.account_id
   WHERE k.key_hash = ?)sql";
constexpr std::string_view kSelectList =
    "SELECT k.* FROM api_keys k WHERE k.tenant_id = ? AND k.account_id = ? AND k.revoked_at IS "
    "NULL";
constexpr auto kSelectOne =
    "SELECT k.* FROM api_keys k WHERE k.tenant_id = ? AND k.account_id = ? AND k.id = ? AND "
    "k.revoked_at IS NULL";
constexpr auto kRevoke =
    "UPDATE api_keys SET revoked_at = ? WHERE tenant_id = ? AND account_id = ? AND id = ? AND "
    "revoked_at IS NULL";
constexpr auto kMarkUsed = "UPDATE api_keys SET used_at = ? WHERE id = ?";
constexpr auto kCount =
    "SELECT COUNT(*) AS living FROM api_keys WHERE tenant_id = ? AND account_id = ? AND revoked_at "
    "IS NULL";

ApiKey keyOf(const db::Row& row) {
  ApiKey key;
  key.id = row.id<ApiKey>("id");
  key.tenant = row.id<Tenant>("tenant_id");
  key.account = row.get<std::optional<Id<Account>>>("account_id");
  key.user = row.id<User>("user_id");
  key.name = row.text("name");
  key.hint = row.text("hint");
  key.scopes = Json::parse(row.text("scopes")).get<std::vector<std::string>>();
  key.addresses = Json::parse(row.text("addresses")).get<std::vector<std::string>>();
  key.expiresAt = row.get<std::optional<Instant>>("expires_at");
  key.usedAt = row.get<std::optional<Instant>>("used_at");
  key.revokedAt = row.get<std::optional<Instant>>("revoked_at");
  key.createdAt = row.instant("created_at");
  return key;
}

}  // namespace

void insert(db::Transaction& tx, const ApiKey& key, const std::string& hash) {
  tx.execute(kInsert, key.id, key.tenant, key.account, key.user, key.name, key.hint, hash,
             dump(Json(key.scopes)), dump(Json(key.addresses)), key.expiresAt, key.createdAt);
}

std::optional<ApiKeyState> findByHash(db::Reader& reader, const std::string& hash) {
  return reader.query(kSelectByHash, hash).first([](const db::Row& row) {
    return ApiKeyState{keyOf(row), row.get<UserKind>("kind"), row.get<UserStatus>("user_status"),
                       row.get<std::optional<AccountStatus>>("account_status")};
  });
}

std::vector<ApiKey> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                         int limit) {
  return reader
      .query(std::string{kSelectList} + order.sql("k.id"), scope.tenant, scope.account, order.after,
             limit)
      .map(keyOf);
}

std::optional<ApiKey> find(db::Reader& reader, const Scope& scope, Id<ApiKey> id) {
  return reader.query(kSelectOne, scope.tenant, scope.account, id).first(keyOf);
}

bool revoke(db::Transaction& tx, const Scope& scope, Id<ApiKey> id, Instant now) {
  return tx.execute(kRevoke, now, scope.tenant, scope.account, id) == 1;
}

void markUsed(db::Transaction& tx, Id<ApiKey> id, Instant now) {
  tx.execute(kMarkUsed, now, id);
}

std::int64_t countLiving(db::Reader& reader, const Scope& scope) {
  return reader.query(kCount, scope.tenant, scope.account).only().integer("living");
}

}  // namespace hostler::api_key_repository

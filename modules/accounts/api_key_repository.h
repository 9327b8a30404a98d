#pragma once

#include "core/db/database.h"
#include "core/http/page.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/api_key.h"
#include "modules/accounts/user.h"

namespace hostler {

/// A key with what its use asks of its owner.
struct ApiKeyState {
  ApiKey key;
  UserKind userKind = UserKind::Root;
  UserStatus userStatus = UserStatus::Active;
  std::optional<AccountStatus> accountStatus;
};

/// SQL of API keys: one function for each statement.
namespace api_key_repository {

void insert(db::Transaction& tx, const ApiKey& key, const std::string& hash);
std::optional<ApiKeyState> findByHash(db::Reader& reader, const std::string& hash);
std::vector<ApiKey> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                         int limit);
std::optional<ApiKey> find(db::Reader& reader, const Scope& scope, Id<ApiKey> id);
/// False when there is none of this scope that is not revoked.
bool revoke(db::Transaction& tx, const Scope& scope, Id<ApiKey> id, Instant now);
void markUsed(db::Transaction& tx, Id<ApiKey> id, Instant now);
std::int64_t countLiving(db::Reader& reader, const Scope& scope);

}  // namespace api_key_repository
}  // namespace hostler

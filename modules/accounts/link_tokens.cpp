#include "modules/accounts/link_tokens.h"

#include "core/secrets/digest.h"
#include "modules/accounts/user.h"

namespace hostler {
namespace {

constexpr auto kDelete = "DELETE FROM link_tokens WHERE purpose = ? AND user_id = ?";
constexpr auto kInsert = R"sql(
  INSERT INTO link_tokens (purpose, user_id, tenant_id, token_hash, email_key, expires_at) VALUES (?, ?, ?, ?, ?, ?))sql";
constexpr auto kSelect = R"sql(
  SELECT user_id, email_key FROM link_tokens WHERE token_hash = ? AND purpose = ? AND tenant_id = ? AND expires_at > ?)sql";
constexpr auto kUseUp = "DELETE FROM link_tokens WHERE token_hash = ? AND purpose = ?";
constexpr auto kPrune = "DELETE FROM link_tokens WHERE expires_at < ?";

}  // namespace

std::chrono::minutes LinkTokens::lifeOf(LinkPurpose purpose) {
  switch (purpose) {
    case LinkPurpose::ResetPassword:
      return std::chrono::minutes{60};
    case LinkPurpose::VerifyEmail:
      return std::chrono::hours{24};
    case LinkPurpose::JoinStaff:
      return std::chrono::hours{24};
  }
  return std::chrono::minutes{0};
}

Secret LinkTokens::issue(db::Transaction& tx, LinkPurpose purpose, Id<Tenant> tenant, Id<User> user,
                         const std::string& email) {
  Secret token{random_.token(32)};
  tx.execute(kDelete, purpose, user);
  tx.execute(kInsert, purpose, user, tenant, hex(sha256(token.reveal())), lookupKey(email),
             clock_.now().plus(lifeOf(purpose)));
  return token;
}

std::optional<LinkTokens::Meaning> LinkTokens::find(db::Reader& reader, LinkPurpose purpose,
                                                    Id<Tenant> tenant, std::string_view token) {
  return reader.query(kSelect, hex(sha256(token)), purpose, tenant, clock_.now())
      .first([](const db::Row& row) {
        return Meaning{row.id<User>("user_id"), row.text("email_key")};
      });
}

std::optional<LinkTokens::Meaning> LinkTokens::use(db::Transaction& tx, LinkPurpose purpose,
                                                   Id<Tenant> tenant, std::string_view token) {
  const auto meaning = find(tx, purpose, tenant, token);
  if (!meaning || tx.execute(kUseUp, hex(sha256(token)), purpose) != 1) return std::nullopt;
  return meaning;
}

void LinkTokens::endAllOf(db::Transaction& tx, Id<User> user) {
  // One by one by their key: by the user alone the whole table would be locked.
  for (const auto purpose : kEnumNames<LinkPurpose>) tx.execute(kDelete, purpose, user);
}

std::int64_t LinkTokens::prune(db::Transaction& tx, Instant now) {
  return tx.execute(kPrune, now);
}

}  // namespace hostler

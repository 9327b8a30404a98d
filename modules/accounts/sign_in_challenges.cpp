#include "modules/accounts/sign_in_challenges.h"

#include "core/secrets/digest.h"

namespace hostler {
namespace {

constexpr auto kInsert =
    "INSERT INTO sign_in_challenges (id, user_id, token_hash, tries, expires_at) VALUES (?, ?, ?, "
    "0, ?)";
constexpr auto kCountTry = R"sql(
  UPDATE sign_in_challenges SET tries = tries + 1 WHERE token_hash = ? AND tries < ? AND expires_at > ?)sql";
constexpr auto kSelect = "SELECT id, user_id FROM sign_in_challenges WHERE token_hash = ?";
constexpr auto kClose = "DELETE FROM sign_in_challenges WHERE id = ?";
constexpr auto kDeleteAll = "DELETE FROM sign_in_challenges WHERE user_id = ?";
constexpr auto kPrune = "DELETE FROM sign_in_challenges WHERE expires_at < ?";

}  // namespace

Secret SignInChallenges::open(db::Transaction& tx, Id<User> user) {
  Secret token{"mfa_" + random_.token(32)};
  tx.execute(kInsert, ids_.next<SignInChallenge>(), user, hex(sha256(token.reveal())),
             clock_.now().plus(kLife));
  return token;
}

std::optional<SignInChallenges::Attempt> SignInChallenges::attempt(db::Transaction& tx,
                                                                   std::string_view token) {
  const auto hash = hex(sha256(token));
  if (tx.execute(kCountTry, hash, kTries, clock_.now()) != 1) return std::nullopt;
  return tx.query(kSelect, hash).first([](const db::Row& row) {
    return Attempt{row.id<SignInChallenge>("id"), row.id<User>("user_id")};
  });
}

bool SignInChallenges::close(db::Transaction& tx, Id<SignInChallenge> id) {
  return tx.execute(kClose, id) == 1;
}

void SignInChallenges::endAllOf(db::Transaction& tx, Id<User> user) {
  tx.execute(kDeleteAll, user);
}

std::int64_t SignInChallenges::prune(db::Transaction& tx, Instant now) {
  return tx.execute(kPrune, now);
}

}  // namespace hostler

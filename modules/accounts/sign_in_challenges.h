#pragma once

#include "core/db/database.h"
#include "core/nodes/id_mint.h"
#include "core/secrets/random.h"
#include "core/secrets/secret.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string_view>

namespace hostler {

struct SignInChallenge;

/// Sign-ins that wait for their second factor: each has a token of its own, ten minutes and five
/// tries (security rule A10).
class SignInChallenges {
 public:
  static constexpr int kTries = 5;
  static constexpr std::chrono::minutes kLife{10};

  SignInChallenges(const Clock& clock, Random& random, IdMint& ids)
      : clock_{clock}, random_{random}, ids_{ids} {}

  Secret open(db::Transaction& tx, Id<User> user);
  struct Attempt {
    Id<SignInChallenge> id;
    Id<User> user;
  };
  /// Counts a try. Nothing when the token is unknown, too old or tried out. The transaction must
  /// commit whatever the answer is.
  std::optional<Attempt> attempt(db::Transaction& tx, std::string_view token);
  /// The second factor was right: false when another sign-in used the challenge up meanwhile.
  bool close(db::Transaction& tx, Id<SignInChallenge> id);
  static void endAllOf(db::Transaction& tx, Id<User> user);
  static std::int64_t prune(db::Transaction& tx, Instant now);

 private:
  const Clock& clock_;
  Random& random_;
  IdMint& ids_;
};

}  // namespace hostler

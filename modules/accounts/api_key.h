#pragma once

#include "core/secrets/random.h"
#include "core/secrets/secret.h"
#include "core/time/instant.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// A key for programs. The key itself is shown when it is made and never again.
struct ApiKey {
  Id<ApiKey> id;
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;
  Id<User> user;  ///< who made it: it never may more than that user
  std::string name;
  std::string hint;                 ///< its first characters
  std::vector<std::string> scopes;  ///< action patterns
  std::vector<std::string>
      addresses;  ///< from where it may be used, as addresses and networks; empty: anywhere
  std::optional<Instant> expiresAt, usedAt, revokedAt;
  Instant createdAt;

  bool countsAsFresh() const;
};

inline constexpr std::string_view kApiKeyPrefix = "hk_";
/// The scope of a key that counts as somebody who has just shown a factor. No pattern covers it,
/// "*" neither: whoever makes the key, with a fresh factor, names it.
inline constexpr std::string_view kFreshFactorScope = "fresh-factor";

/// A new key: 256 bits behind the prefix.
Secret newApiKey(Random& random);
/// Whether a text has the form of one.
bool isApiKey(std::string_view text);
std::string hintOf(const Secret& key);
/// How it is kept. The key is random, so a plain hash tells nothing.
std::string hashOfApiKey(std::string_view key);

}  // namespace hostler

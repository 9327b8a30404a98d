#pragma once

#include "core/secrets/random.h"
#include "core/secrets/secret.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// A refresh token in its parts: the session it belongs to, a part that stays with the session, and
/// one that each use replaces. Only somebody who held one of a session's tokens knows the part that
/// stays; so a token that has it and not the current other part was used before (security rule A8).
struct RefreshToken {
  Id<Session> session;
  Secret family, current;

  static RefreshToken fresh(Random& random, Id<Session> session);
  RefreshToken next(Random& random) const;

  Secret text() const;
  /// Nothing for what text() never writes.
  static std::optional<RefreshToken> parse(std::string_view text);

  /// How the two parts are kept.
  std::string familyHash() const;
  std::string currentHash() const;
};

}  // namespace hostler

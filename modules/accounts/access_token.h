#pragma once

#include "core/base/id.h"
#include "core/secrets/secret.h"
#include "core/time/clock.h"
#include "modules/entities/entities.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace hostler {

inline constexpr std::chrono::minutes kAccessTokenLife{15};

/// What an access token says: who, and in which session. Everything else is asked of the session's
/// row.
struct AccessClaims {
  Id<User> user;
  Id<Session> session;
};

/// Makes and reads access tokens: JWT (RFC 7519) under HS256, one issuer, one audience, one type,
/// for 15 minutes of the engine's clock. A token with any other header than ours, or with anything
/// odd about it, is no token (RFC 8725). Thread-safe.
class AccessTokens {
 public:
  AccessTokens(Secret key, const Clock& clock) : key_{std::move(key)}, clock_{clock} {}

  Secret issue(const AccessClaims& claims) const;
  /// Nothing for a token that is forged, expired or of another kind.
  std::optional<AccessClaims> read(std::string_view token) const;

 private:
  Secret key_;
  const Clock& clock_;
};

}  // namespace hostler

#pragma once

#include "modules/accounts/desk_parts.h"
#include "modules/accounts/refresh_token.h"
#include "modules/accounts/session_repository.h"

namespace hostler {

inline constexpr std::chrono::hours kRefreshTokenLife{7 * 24};
inline constexpr std::chrono::minutes kImpersonationLife{60};

/// A session as whoever signed in holds it.
struct OpenedSession {
  Id<Session> session;
  Id<User> user;
  std::optional<Id<Account>> account;
  bool impersonated = false;
  Secret access;   ///< the access token
  Secret refresh;  ///< the refresh token
  Instant expiresAt;
};

/// Opens, renews and ends sessions.
class SessionDesk {
 public:
  explicit SessionDesk(DeskParts& parts) : parts_{parts} {}

  /// A new session, fresh, for a user who has just shown every factor that there is.
  OpenedSession open(db::Transaction& tx, const User& user, const Origin& origin);
  /// A session in which staff act as a client: an hour, never fresh, ended with the staff member's
  /// own.
  OpenedSession impersonate(db::Transaction& tx, const User& user, const Actor& staff);

  /// The next tokens of a session. A token that was used before ends the session, is mailed and
  /// audited (security rule A8). Throws DomainError 401.
  OpenedSession renew(std::string_view refreshToken, Id<Tenant> tenant, const Origin& origin);

  void signOut(const Actor& actor);
  /// The same by refresh token; a dead one is no error.
  void signOut(std::string_view refreshToken, Id<Tenant> tenant, const Origin& origin);
  /// Ends one of the user's own. Throws NotFound.
  void end(const Actor& actor, Id<Session> session);
  std::vector<Session> list(const Actor& actor);

  /// A new access token of a session that goes on.
  Secret accessToken(Id<User> user, Id<Session> session) const {
    return parts_.tokens.issue({user, session});
  }

 private:
  OpenedSession begin(db::Transaction& tx, Session session);
  void endInTransaction(db::Transaction& tx, const Actor& actor, const Session& session,
                        std::string_view reason);
  void reportReuse(db::Transaction& tx, const Session& session, const Origin& origin);

  DeskParts& parts_;
};

/// The actor that a user is in the audit log, from a request that is not signed in.
Actor actorOf(const User& user, const Origin& origin);

}  // namespace hostler

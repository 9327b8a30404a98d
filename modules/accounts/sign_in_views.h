#pragma once

#include "modules/accounts/account_views.h"
#include "modules/accounts/session_desk.h"

namespace hostler {

/// What a sign-in answers: a session, or that a second factor is awaited.
struct SignInView {
  std::optional<std::string> accessToken;
  std::optional<std::int64_t> expiresIn;  ///< seconds
  std::optional<std::string>
      refreshToken;  ///< only to who sent one in a body, or has no cookie for it
  std::optional<UserView> user;
  std::optional<AccountView> account;
  std::optional<bool> mfaRequired;
  std::optional<std::string> mfaToken;

  static void describe(Shape<SignInView>& shape);
};

/// A view of a session with its user and account, as they are now.
SignInView signInView(db::Reader& reader, Id<Tenant> tenant, const OpenedSession& session);

struct SessionView {
  Id<Session> id;
  bool current = false;
  std::string address, userAgent;
  Instant createdAt, usedAt, expiresAt;

  static SessionView of(const Session& session, std::optional<Id<Session>> current);
  static void describe(Shape<SessionView>& shape);
};

/// Who calls, and for whom.
struct CallerView {
  UserView user;
  std::optional<AccountView> account;
  std::optional<Id<User>> impersonator;
  bool fresh = false;

  static void describe(Shape<CallerView>& shape);
};

}  // namespace hostler

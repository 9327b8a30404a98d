#pragma once

#include "core/db/database.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/user.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A sign-in, from its first token to its end.
struct Session {
  Id<Session> id;
  Id<Tenant> tenant;
  Id<User> user;
  std::optional<Id<Account>> account;
  std::optional<Id<User>> impersonator;  ///< the staff member who acts for the client
  std::optional<Id<Session>> parent;     ///< that member's own session, with which this one ends
  std::string familyHash, currentHash;
  std::optional<Instant> freshAt;  ///< when a factor was last shown
  int factorFailures = 0;
  std::string address, userAgent;
  Instant createdAt, usedAt, expiresAt;
  std::optional<Instant> endedAt;

  bool isAlive(Instant now) const { return !endedAt && now < expiresAt; }
};

/// All that a request asks of its session, in one row.
struct SessionState {
  Session session;
  UserKind userKind = UserKind::Root;
  UserStatus userStatus = UserStatus::Active;
  std::string role;
  bool hasSecondFactor = false;
  std::optional<AccountStatus> accountStatus;
  std::optional<std::string> roleActions;  ///< JSON; none: as shipped
  bool parentEnded = false;
};

/// SQL of sessions: one function for each statement.
namespace session_repository {

void insert(db::Transaction& tx, const Session& session);
std::optional<Session> lock(db::Transaction& tx, Id<Session> id);
/// By primary keys alone: this runs at every request.
std::optional<SessionState> state(db::Reader& reader, Id<Session> id);
/// Those that are not over, newest first.
std::vector<Session> living(db::Reader& reader, Id<User> user, Instant now);

void rotate(db::Transaction& tx, const Session& session, const std::string& currentHash,
            const Origin& origin, Instant now);
void refreshFactor(db::Transaction& tx, Id<Session> id, Instant now);
/// Counts one more wrong answer of this session; returns how many there are in a row.
int countFactorFailure(db::Transaction& tx, Id<Session> id);
/// False when it was over already.
bool end(db::Transaction& tx, Id<Session> id, std::string_view reason, Instant now);
/// Ends all of a user but `except`, which may live on. Returns how many.
std::int64_t endAllOf(db::Transaction& tx, Id<User> user, std::optional<Id<Session>> except,
                      std::string_view reason, Instant now);
/// Ends every session there is, of everybody. Returns how many.
std::int64_t endEvery(db::Transaction& tx, std::string_view reason, Instant now);
std::int64_t prune(db::Transaction& tx, Instant before);

}  // namespace session_repository
}  // namespace hostler

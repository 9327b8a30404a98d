#pragma once

#include "core/db/database.h"
#include "core/http/page.h"
#include "modules/accounts/access_desk.h"
#include "modules/accounts/user.h"

#include <vector>

namespace hostler {

/// Somebody asked to join an account.
struct Invitation {
  Id<Invitation> id;
  Id<Tenant> tenant;
  Id<Account> account;
  std::string email, name;
  AccessGiven access;  ///< what they get once they come
  Id<User> invitedBy;
  Instant createdAt, expiresAt;
  std::optional<Instant> acceptedAt;
};

/// SQL of an account's users and of invitations: one function for each statement.
namespace team_repository {

/// Root first, then in the order in which they came.
std::vector<User> users(db::Reader& reader, const Scope& scope);
void saveUser(db::Transaction& tx, Id<User> id, const std::string& name, UserStatus status,
              Instant now);

void insertInvitation(db::Transaction& tx, const Invitation& invitation,
                      const std::string& tokenHash);
/// Those that are neither accepted nor too old.
std::vector<Invitation> openInvitations(db::Reader& reader, const Scope& scope, Instant now,
                                        const http::ListOrder& order, int limit);
std::int64_t countOpen(db::Reader& reader, const Scope& scope, Instant now);
/// One that can still be accepted.
std::optional<Invitation> findOpen(db::Reader& reader, Id<Tenant> tenant,
                                   const std::string& tokenHash, Instant now);
/// False when somebody was quicker.
bool markAccepted(db::Transaction& tx, Id<Invitation> id, Instant now);
bool removeInvitation(db::Transaction& tx, const Scope& scope, Id<Invitation> id);
void endOthers(db::Transaction& tx, Id<Account> account, const std::string& email, Instant now);

}  // namespace team_repository
}  // namespace hostler

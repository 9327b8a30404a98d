#pragma once

#include "core/db/database.h"
#include "core/secrets/vault.h"
#include "modules/accounts/user.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A user with the hash of the password, for comparing it.
struct UserWithHash {
  User user;
  std::string passwordHash;
};

/// SQL of users: one function for each statement.
namespace user_repository {

extern const SealedColumn kTotp, kTotpPending;

struct NewUser {
  User user;
  std::string passwordHash;
  bool claimsEmail = false;  ///< the address is proved: it becomes the one to sign in with
};
/// Throws db::UniqueViolation for an address, root user name or user name that is taken.
void insert(db::Transaction& tx, const NewUser& fresh, Instant now);

std::optional<User> find(db::Reader& reader, Id<Tenant> tenant, Id<User> id);
std::optional<User> lock(db::Transaction& tx, Id<Tenant> tenant, Id<User> id);
/// Who signs in with this address: whoever proved it is theirs, else the oldest who says so.
std::optional<UserWithHash> findByEmail(db::Reader& reader, Id<Tenant> tenant,
                                        const std::string& email);
/// Who signs in with an account's number or alias and a user name.
std::optional<UserWithHash> findByName(db::Reader& reader, Id<Tenant> tenant,
                                       const std::string& account, const std::string& username);
std::optional<UserWithHash> findWithHash(db::Reader& reader, Id<User> id);
/// Whether somebody has proved that the address is theirs.
bool isEmailTaken(db::Reader& reader, Id<Tenant> tenant, const std::string& email);
bool isRootUsernameTaken(db::Reader& reader, Id<Tenant> tenant, const std::string& username);
/// Users of an account with this address.
std::vector<User> inAccountByEmail(db::Reader& reader, Id<Tenant> tenant,
                                   const std::string& account, const std::string& email);

void saveLock(db::Transaction& tx, Id<User> id, const FailureLock& lock);
void markSignedIn(db::Transaction& tx, Id<User> id, Instant now);
void savePassword(db::Transaction& tx, Id<User> id, const std::string& hash, Instant now);
/// The same password under another cost: only if it has not been changed meanwhile.
void upgradeHash(db::Transaction& tx, Id<User> id, const std::string& from, const std::string& to);

/// A new address, not proved; nobody signs in by the old one any more.
void saveEmail(db::Transaction& tx, Id<User> id, const std::string& email, Instant now);
/// Proves the address that the user has. False when somebody else proved it first.
bool claimEmail(db::Transaction& tx, Id<User> id, const std::string& email, Instant now);
void savePhone(db::Transaction& tx, Id<User> id, const std::string& phone, Instant now);
void saveName(db::Transaction& tx, Id<User> id, const std::string& name, Instant now);
void saveLanguage(db::Transaction& tx, Id<User> id, const std::string& language, Instant now);

void savePendingTotp(db::Transaction& tx, Id<User> id, const db::Blob& sealed);
std::optional<db::Blob> pendingTotp(db::Reader& reader, Id<User> id);
std::optional<db::Blob> totp(db::Reader& reader, Id<User> id);
void startTotp(db::Transaction& tx, Id<User> id, const db::Blob& sealed, std::int64_t step,
               Instant now);
void endTotp(db::Transaction& tx, Id<User> id, Instant now);
/// Uses up a step; false when it, or a later one, was used before.
bool useTotpStep(db::Transaction& tx, Id<User> id, std::int64_t step);

/// Staff who are not removed, in the order of their ids.
std::vector<User> staff(db::Reader& reader, Id<Tenant> tenant, std::string_view orderAndLimit,
                        std::int64_t after, int limit);
/// Locks the owners of a tenant and counts those who can act.
std::int64_t countActiveOwners(db::Transaction& tx, Id<Tenant> tenant);
/// Staff who have the role and are not removed.
int countWithRole(db::Reader& reader, Id<Tenant> tenant, const std::string& role);
/// The same, as it is now whatever the transaction saw before; who has it keeps it meanwhile.
int lockWithRole(db::Transaction& tx, Id<Tenant> tenant, const std::string& role);
void saveStaff(db::Transaction& tx, Id<User> id, const std::string& name, const std::string& role,
               UserStatus status, Instant now);
/// Takes a user out for good and frees the address.
void remove(db::Transaction& tx, Id<User> id, Instant now);

}  // namespace user_repository
}  // namespace hostler

#pragma once

#include "core/secrets/vault.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/address_rule.h"
#include "modules/accounts/message_sender.h"

#include <optional>
#include <string>

namespace hostler {

enum class RegistrationState { Pending = 1, Verified, Completed };
template <>
inline constexpr std::array kEnumNames<RegistrationState>{
    std::string_view{"pending"}, std::string_view{"verified"}, std::string_view{"completed"}};

/// What somebody said of themselves on the second page of the sign-up, checked and in normal form.
struct RegistrationProfile {
  std::string firstName, lastName;
  std::optional<std::string> company, gstin, panLast4;
  PostalAddress address;

  std::string json() const;
  static RegistrationProfile ofJson(const std::string& text);
};

/// A sign-up that is under way.
struct Registration {
  Id<Registration> id;
  Id<Tenant> tenant;
  RegistrationState state = RegistrationState::Pending;
  bool taken =
      false;  ///< the address has an account already: no code was sent, and none will ever fit
  std::string username, email, phone, passwordHash;
  MessageChannel channel = MessageChannel::Email;
  std::string language = "en";
  std::optional<RegistrationProfile> profile;
  std::optional<db::Blob> sealedPan;
  Instant expiresAt, createdAt;
};

/// SQL of sign-ups: one function for each statement. A sign-up is found by the hash of the text
/// that its owner holds.
namespace registration_repository {

extern const SealedColumn kPan;

void insert(db::Transaction& tx, const Registration& registration, const std::string& handleHash);
std::optional<Registration> find(db::Reader& reader, Id<Tenant> tenant,
                                 const std::string& handleHash, Instant now);
std::optional<Registration> lock(db::Transaction& tx, Id<Tenant> tenant,
                                 const std::string& handleHash, Instant now);
/// The newest that waits for its code, by address.
std::optional<Registration> pendingByEmail(db::Reader& reader, Id<Tenant> tenant,
                                           const std::string& email, Instant now);
void saveState(db::Transaction& tx, Id<Registration> id, RegistrationState state);
void saveProfile(db::Transaction& tx, Id<Registration> id, const RegistrationProfile& profile,
                 const std::optional<db::Blob>& pan);
void complete(db::Transaction& tx, Id<Registration> id, Id<Account> account);
std::int64_t prune(db::Transaction& tx, Instant now);

}  // namespace registration_repository
}  // namespace hostler

#pragma once

// Every message of this module in one place: which template, to whom, with what. The names and
// models are what the templates can rely on.

#include "core/http/rate_limits.h"
#include "core/secrets/random.h"
#include "core/secrets/vault.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/message_sender.h"
#include "modules/accounts/user.h"

namespace hostler {

/// Where a code goes.
struct Destination {
  MessageChannel channel = MessageChannel::Email;
  std::string address;  ///< e-mail, or E.164
};
/// As it is shown: "a•••@example.com", "•••••••••3210".
std::string maskedDestination(const Destination& destination);

class Notices {
 public:
  Notices(MessageSender& sender, Tenants& tenants, http::RateLimits& limits, Vault& vault,
          Random& random)
      : sender_{sender}, tenants_{tenants}, limits_{limits}, vault_{vault}, random_{random} {}

  bool canSend(Id<Tenant> tenant, MessageChannel channel) {
    return sender_.canSend(tenant, channel);
  }
  /// Counts one unasked-for message to an address; false when it has had its share for the hour,
  /// and then nothing may be sent. Not inside a transaction.
  bool mayReach(Id<Tenant> tenant, const Destination& destination);

  /// Sign-up.
  void registrationCode(db::Transaction& tx, const Scope& scope, const Destination& to,
                        const std::string& language, const Secret& code);
  void alreadyRegistered(db::Transaction& tx, const Scope& scope, const std::string& email,
                         const std::string& language);
  void welcome(db::Transaction& tx, const User& user, const Account& account);
  void verifyEmail(db::Transaction& tx, const User& user, const Secret& token);

  /// Recovery.
  void resetPassword(db::Transaction& tx, const User& user, const Secret& token);
  void forgottenUsername(db::Transaction& tx, const User& user, const std::string& accountNumber);

  /// What an owner must learn of.
  void signInLocked(db::Transaction& tx, const User& user, Instant until, const Origin& origin);
  void refreshTokenReused(db::Transaction& tx, const User& user, const Origin& origin);
  void passwordChanged(db::Transaction& tx, const User& user, const Origin& origin);
  void emailChanged(db::Transaction& tx, const User& before, const std::string& newEmail,
                    const Origin& origin);
  void secondFactor(db::Transaction& tx, const User& user, bool enabled, const Origin& origin);
  void stepUpCode(db::Transaction& tx, const User& user, const Destination& to, const Secret& code);

  /// Staff.
  void staffInvitation(db::Transaction& tx, const User& user, const Secret& token);
  void accountSuspended(db::Transaction& tx, const User& user, const std::string& reason);
  void accountActivated(db::Transaction& tx, const User& user);

 private:
  OutgoingMessage toUser(const User& user, std::string templateName, Json model);
  OutgoingMessage message(Id<Tenant> tenant, std::string templateName, const Destination& to,
                          const std::string& language, Json model);
  std::string page(Id<Tenant> tenant, std::string_view path);

  MessageSender& sender_;
  Tenants& tenants_;
  http::RateLimits& limits_;
  Vault& vault_;
  Random& random_;
};

}  // namespace hostler

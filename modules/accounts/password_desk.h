#pragma once

#include "modules/accounts/desk_parts.h"
#include "modules/accounts/sign_in.h"

namespace hostler {

/// Forgotten and changed passwords, and the proof of e-mail addresses.
class PasswordDesk {
 public:
  explicit PasswordDesk(DeskParts& parts) : parts_{parts} {}

  /// Mails a link where somebody fits; the caller is never told whether (security rule A16).
  void forgotPassword(Id<Tenant> tenant, const SignInNames& names, const Origin& origin);
  void forgotUsername(Id<Tenant> tenant, const std::string& account, const std::string& email,
                      const Origin& origin);
  /// Sets a password with the token of a reset or invitation mail; ends all sessions, signs nobody
  /// in (security rule A14). Throws DomainError 401 for a dead token, ValidationError for a
  /// password that may not be used.
  void reset(Id<Tenant> tenant, const std::string& token, const Secret& password,
             const Origin& origin);
  /// Ends every other session. Throws DomainError 401 for a wrong current password.
  void change(const Actor& actor, const Secret& current, const Secret& next);
  /// Throws DomainError 401 for a dead token, 409 when somebody else has proved the address.
  void verifyEmail(Id<Tenant> tenant, const std::string& token, const Origin& origin);

 private:
  void settle(db::Transaction& tx, const User& user, const std::string& hash,
              std::optional<Id<Session>> spared, const std::string& how, const Actor& by);

  DeskParts& parts_;
};

}  // namespace hostler

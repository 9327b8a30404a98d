#pragma once

#include "modules/accounts/desk_parts.h"
#include "modules/accounts/session_desk.h"
#include "modules/accounts/user.h"

#include <vector>

namespace hostler {

/// What somebody shows as a factor.
struct ShownFactor {
  std::optional<std::string> code, recoveryCode;
  std::optional<Secret> password;
};

/// Second factors: setting up, ending, and showing one.
class SecondFactor {
 public:
  explicit SecondFactor(DeskParts& parts) : parts_{parts} {}

  struct Setup {
    std::string secret, url, qrSvg;
  };
  /// A new authenticator secret, which counts for nothing until confirm(). Throws 409 when there is
  /// one in force.
  Setup begin(const Actor& actor);
  /// Starts it with a right code; answers the recovery codes. Ends all other sessions. Throws 401.
  std::vector<std::string> confirm(const Actor& actor, const std::string& code);
  /// Ends it, with a code of it and the password. Throws 401.
  void end(const Actor& actor, const std::string& code, const Secret& password);

  /// Whether a code fits the user's authenticator; uses its step up. Inside a transaction that
  /// commits.
  bool acceptTotp(db::Transaction& tx, const User& user, const std::string& code);
  bool acceptRecoveryCode(db::Transaction& tx, const User& user, const std::string& code);

  /// Makes the session fresh: with a code of the authenticator, with one that was sent or, where no
  /// factor is set, with the password. The fifth wrong answer in a row ends the session. Throws
  /// 401.
  void stepUp(const Actor& actor, const ShownFactor& shown);
  /// Sends a code to who has no authenticator. Throws 409 to who has, 429 when too many were sent.
  void sendCode(const Actor& actor, MessageChannel channel);

 private:
  User ownUser(db::Reader& reader, const Actor& actor);
  bool passwordFits(const Actor& actor, const Secret& password);
  [[noreturn]] void fail(const Actor& actor, DomainError refusal);
  void endOthers(db::Transaction& tx, const Actor& actor, std::string_view reason);

  DeskParts& parts_;
};

}  // namespace hostler

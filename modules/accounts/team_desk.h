#pragma once

#include "modules/accounts/team_repository.h"

namespace hostler {

/// The users of an account beside its root user. Nobody touches the root user here.
class TeamDesk {
 public:
  static constexpr std::chrono::hours kInvitationLife{7 * 24};
  static constexpr std::size_t kMostUsers = 500;
  static constexpr std::int64_t kMostInvitations = 50;   ///< of an account that are open
  static constexpr std::int64_t kInvitationsADay = 100;  ///< that an account has mailed

  TeamDesk(DeskParts& parts, AccessDesk& access) : parts_{parts}, access_{access} {}

  struct NewUser {
    std::string username, name, email;
    Secret password;
    AccessGiven access;
  };
  /// Throws ValidationError, DomainError 409 `username_taken`, 403 for rights beyond one's own.
  User add(const Actor& actor, const NewUser& fresh);
  std::vector<User> list(const Scope& scope);
  User get(db::Reader& reader, const Scope& scope, Id<User> id);

  struct UserEdit {
    std::optional<std::string> name;
    std::optional<bool> active;
    AccessGiven access;
  };
  /// Throws DomainError 403 for the root user and for one's own rights.
  User change(const Actor& actor, Id<User> id, const UserEdit& edit);
  /// Ends their sessions and keys.
  void remove(const Actor& actor, Id<User> id);

  /// Mails a link; an older one to the same address ends. Throws 409 `too_many` for users or open
  /// invitations, 429 `rate_limited`.
  Invitation invite(const Actor& actor, const std::string& email, const std::string& name,
                    const AccessGiven& access);
  std::vector<Invitation> invitations(const Scope& scope, const http::ListOrder& order, int limit);
  void withdraw(const Actor& actor, Id<Invitation> id);
  /// Makes the user that the invitation speaks of. Throws DomainError 401 for a dead token, 409
  /// `username_taken` and `too_many`.
  User accept(Id<Tenant> tenant, const std::string& token, const std::string& username,
              const Secret& password, const Origin& origin);

 private:
  User insert(db::Transaction& tx, const Scope& scope, const NewUser& fresh,
              const std::string& hash, bool proved);
  User lockMember(db::Transaction& tx, const Actor& actor, Id<User> id);
  void requireRoom(db::Reader& reader, const Scope& scope);

  DeskParts& parts_;
  AccessDesk& access_;
};

}  // namespace hostler

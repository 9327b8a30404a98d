#pragma once

#include "core/http/page.h"
#include "modules/accounts/desk_parts.h"
#include "modules/accounts/user.h"

#include <vector>

namespace hostler {

/// Who is staff of a tenant, and what the roles may.
class StaffDesk {
 public:
  explicit StaffDesk(DeskParts& parts) : parts_{parts} {}

  /// See AccountsModule::createOwner.
  Id<User> createOwner(const std::string& email, const Secret& password);

  /// Mails a link to choose a password. Throws DomainError 409 `email_taken`, 403 for a role above
  /// one's own.
  User invite(const Actor& actor, const std::string& email, const std::string& name,
              const std::string& role);
  std::vector<User> list(Id<Tenant> tenant, const http::ListOrder& order, int limit);
  User get(db::Reader& reader, Id<Tenant> tenant, Id<User> id);

  struct StaffEdit {
    std::optional<std::string> name, role;
    std::optional<bool> active;
  };
  /// Ends the sessions of whoever's role or state changes. Throws 403 for one's own role or one
  /// above it, 409 for the last owner.
  User change(const Actor& actor, Id<User> id, const StaffEdit& edit);
  void remove(const Actor& actor, Id<User> id);

  struct Role {
    std::string name;
    std::vector<std::string> actions;
    int members = 0;  ///< staff who have it
  };
  /// The shipped ones, most powerful first, then the tenant's own.
  std::vector<Role> roles(Id<Tenant> tenant);
  /// Throws NotFound.
  Role role(Id<Tenant> tenant, const std::string& name);
  /// Throws DomainError 409 `role_exists`, 403 for actions beyond one's own, ValidationError as
  /// changeRole does.
  Role addRole(const Actor& actor, const std::string& name,
               const std::vector<std::string>& actions);
  /// Throws NotFound, DomainError 409 for a shipped role (`shipped_role`) and for one that somebody
  /// has (`role_in_use`), 403 for a role beyond one's own.
  void removeRole(const Actor& actor, const std::string& name);
  /// Throws NotFound, DomainError 409 for the owner's role, 403 for a role above one's own or for
  /// actions beyond one's own, ValidationError for what is no pattern
  /// of an action.
  Role changeRole(const Actor& actor, const std::string& name,
                  const std::vector<std::string>& actions);

 private:
  User lockStaff(db::Transaction& tx, Id<Tenant> tenant, Id<User> id);
  void insert(db::Transaction& tx, const User& user, const std::string& hash, bool proved);
  void requireRank(db::Reader& reader, const Actor& actor, const std::string& role);
  void requireWithinOwn(db::Reader& reader, const Actor& actor,
                        const std::vector<std::string>& actions);
  Role read(db::Reader& reader, Id<Tenant> tenant, const std::string& name);
  void requireAnotherOwner(db::Transaction& tx, const User& user);

  DeskParts& parts_;
};

}  // namespace hostler

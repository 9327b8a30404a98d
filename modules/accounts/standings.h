#pragma once

#include "modules/accounts/caller_authority.h"
#include "modules/accounts/staff_roles.h"

#include <optional>

namespace hostler {

/// What somebody may do now, asked while they are not there: for what goes on in their name. What
/// takes a fresh factor or an address that they call from is not among it.
class Standings {
 public:
  Standings(ClientAuthorities& clients, StaffRoles& roles) : clients_{clients}, roles_{roles} {}

  /// Nobody for who was removed or switched off, and for the users of an account that is closed.
  std::optional<Actor> of(db::Reader& reader, Id<Tenant> tenant, Id<User> user);

 private:
  ClientAuthorities& clients_;
  StaffRoles& roles_;
};

}  // namespace hostler

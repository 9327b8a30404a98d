#pragma once

// Who is behind the id of a user, as other modules may show them.

#include "core/db/database.h"
#include "modules/entities/entities.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

struct Person {
  Id<User> id;
  std::optional<Id<Account>> account;  ///< staff have none
  std::string name, email;
  bool isStaff = false;
  bool isActive = false;
};

/// Those of them that the tenant has.
std::map<Id<User>, Person> peopleOf(db::Reader& reader, Id<Tenant> tenant,
                                    const std::vector<Id<User>>& ids);
std::optional<Person> personOf(db::Reader& reader, Id<Tenant> tenant, Id<User> id);

}  // namespace hostler

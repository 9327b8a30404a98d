#pragma once

#include "modules/services/services.h"

#include <set>
#include <vector>

/// SQL of many services that are renewed together, in few round trips.
namespace hostler::renewal_repository {

/// Those of them with a change of plan that is still open; what is found is locked.
std::set<Id<Service>> withOpenChange(db::Transaction& tx, const std::vector<Id<Service>>& ids);

/// Writes how far each is invoiced now and what is left of its discount.
void moveOn(db::Transaction& tx, const std::vector<Service>& services, Instant now);

}  // namespace hostler::renewal_repository

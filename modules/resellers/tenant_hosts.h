#pragma once

#include "modules/resellers/resellers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::tenant_hosts {

/// By host: whose brand each is. Of one tenant, or of all.
std::vector<std::pair<std::string, Id<Tenant>>> list(db::Reader& reader,
                                                     std::optional<Id<Tenant>> tenant);
/// Whose a host is; nothing for one that nobody claims.
std::optional<Id<Tenant>> ownerOf(db::Reader& reader, const std::string& host);
/// Nobody's from now on. What was known of it is forgotten with the next change of its tenant.
void remove(db::Transaction& tx, const std::string& host);

}  // namespace hostler::tenant_hosts

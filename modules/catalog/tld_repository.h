#pragma once

#include "core/db/database.h"
#include "core/time/instant.h"
#include "modules/catalog/tld.h"

namespace hostler::tld_repository {

/// All of a tenant's, in the order of their positions and names; `forSale` leaves out those that
/// are not active.
std::vector<Tld> all(db::Reader& reader, Id<Tenant> tenant, bool forSale);
std::optional<Tld> find(db::Reader& reader, Id<Tenant> tenant, Id<Tld> id);
std::optional<Tld> findByName(db::Reader& reader, Id<Tenant> tenant, const std::string& name);
std::optional<Tld> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Tld> id);

/// With its prices and fees. Both throw db::UniqueViolation when the name is taken.
void insert(db::Transaction& tx, Id<Tenant> tenant, const Tld& tld, Instant now);
void save(db::Transaction& tx, Id<Tenant> tenant, const Tld& tld, Instant now);
void remove(db::Transaction& tx, Id<Tenant> tenant, Id<Tld> id);

/// The shops that sell any domains.
std::vector<Id<Tenant>> sellers(db::Reader& reader);

}  // namespace hostler::tld_repository

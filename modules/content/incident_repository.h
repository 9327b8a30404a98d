#pragma once

#include "core/db/database.h"
#include "modules/content/incident.h"

namespace hostler::incident_repository {

/// Newest first by when they begin; those that are not over, and of the others what began after
/// `since`.
std::vector<Incident> since(db::Reader& reader, Id<Tenant> tenant, Instant since, int limit);
std::optional<Incident> find(db::Reader& reader, Id<Tenant> tenant, Id<Incident> id);
std::optional<Incident> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Incident> id);
void insert(db::Transaction& tx, Id<Tenant> tenant, const Incident& incident);
/// All but its updates.
void save(db::Transaction& tx, const Incident& incident);
/// The next of the incident's updates. The incident is locked.
void addUpdate(db::Transaction& tx, const Incident& incident, const IncidentUpdate& update);
bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<Incident> id);

}  // namespace hostler::incident_repository

#include "modules/content/incident_repository.h"

#include "core/db/id_lists.h"
#include "core/json/json.h"

#include <algorithm>
#include <map>

namespace hostler::incident_repository {
namespace {

constexpr auto kSelectSince = R"sql(
  SELECT * FROM incidents
   WHERE tenant_id = ? AND (starts_at >= ? OR state NOT IN ('resolved', 'completed'))
   ORDER BY starts_at DESC, id DESC LIMIT ?)sql";
constexpr auto kSelectOne = "SELECT * FROM incidents WHERE tenant_id = ? AND id = ?";
constexpr auto kLock = "SELECT * FROM incidents WHERE tenant_id = ? AND id = ? {for_update}";
constexpr auto kSelectUpdates =
    "SELECT incident_id, number, state, body, created_at FROM incident_updates "
    "WHERE incident_id IN ({ids})";
constexpr auto kInsert = R"sql(
  INSERT INTO incidents (kind, title, impact, state, components, starts_at, ends_at, created_at, tenant_id, id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kUpdate = R"sql(
  UPDATE incidents SET kind = ?, title = ?, impact = ?, state = ?, components = ?, starts_at = ?, ends_at = ?
   WHERE id = ?)sql";
constexpr auto kInsertUpdate = R"sql(
  INSERT INTO incident_updates (incident_id, number, state, body, created_at) VALUES (?, ?, ?, ?, ?))sql";
constexpr auto kDelete = "DELETE FROM incidents WHERE tenant_id = ? AND id = ?";
constexpr auto kDeleteUpdates = "DELETE FROM incident_updates WHERE incident_id = ?";

Incident incidentOf(const db::Row& row) {
  Incident incident;
  incident.id = row.id<Incident>("id");
  incident.kind = row.get<IncidentKind>("kind");
  incident.title = row.text("title");
  incident.impact = row.get<IncidentImpact>("impact");
  incident.state = row.get<IncidentState>("state");
  incident.components = Json::parse(row.text("components")).get<std::vector<std::string>>();
  incident.startsAt = row.instant("starts_at");
  incident.endsAt = row.get<std::optional<Instant>>("ends_at");
  incident.createdAt = row.instant("created_at");
  return incident;
}

std::vector<Incident> withUpdates(db::Reader& reader, std::vector<Incident> incidents) {
  std::vector<Id<Incident>> ids;
  for (const auto& incident : incidents) ids.push_back(incident.id);
  std::map<Id<Incident>, std::map<int, IncidentUpdate, std::greater<>>> updates;
  for (const auto& rows : db::askByIds(reader, kSelectUpdates, db::numbersOf(ids))) {
    for (const auto& row : rows)
      updates[row.id<Incident>("incident_id")][row.get<int>("number")] = {
          row.get<IncidentState>("state"), row.text("body"), row.instant("created_at")};
  }
  for (auto& incident : incidents) {
    for (auto& [number, update] : updates[incident.id])
      incident.updates.push_back(std::move(update));
  }
  return incidents;
}

std::optional<Incident> only(db::Reader& reader, std::optional<Incident> incident) {
  if (!incident) return std::nullopt;
  return std::move(withUpdates(reader, {std::move(*incident)}).front());
}

}  // namespace

std::vector<Incident> since(db::Reader& reader, Id<Tenant> tenant, Instant since, int limit) {
  return withUpdates(reader, reader.query(kSelectSince, tenant, since, limit).map(incidentOf));
}

std::optional<Incident> find(db::Reader& reader, Id<Tenant> tenant, Id<Incident> id) {
  return only(reader, reader.query(kSelectOne, tenant, id).first(incidentOf));
}

std::optional<Incident> lock(db::Transaction& tx, Id<Tenant> tenant, Id<Incident> id) {
  return only(tx, tx.query(kLock, tenant, id).first(incidentOf));
}

void insert(db::Transaction& tx, Id<Tenant> tenant, const Incident& incident) {
  tx.execute(kInsert, incident.kind, incident.title, incident.impact, incident.state,
             dump(Json(incident.components)), incident.startsAt, incident.endsAt,
             incident.createdAt, tenant, incident.id);
}

void save(db::Transaction& tx, const Incident& incident) {
  tx.execute(kUpdate, incident.kind, incident.title, incident.impact, incident.state,
             dump(Json(incident.components)), incident.startsAt, incident.endsAt, incident.id);
}

void addUpdate(db::Transaction& tx, const Incident& incident, const IncidentUpdate& update) {
  tx.execute(kInsertUpdate, incident.id, incident.updates.size() + 1, update.state, update.body,
             update.at);
}

bool remove(db::Transaction& tx, Id<Tenant> tenant, Id<Incident> id) {
  if (tx.execute(kDelete, tenant, id) == 0) return false;
  tx.execute(kDeleteUpdates, id);
  return true;
}

}  // namespace hostler::incident_repository

#include "modules/automation/hook_repository.h"

#include "core/json/json.h"

namespace hostler::hook_repository {
namespace {

struct HookRow;  // names the ids of rows

constexpr auto kSelectAll = R"sql(
  SELECT tenant_id, name, '' AS source, events, enabled, revision, failures, last_failure, last_failed_at, created_at, updated_at
    FROM hooks ORDER BY name)sql";
const std::string kSelect = R"sql(
  SELECT tenant_id, name, source, events, enabled, revision, failures, last_failure, last_failed_at, created_at, updated_at
    FROM hooks WHERE tenant_id = ?)sql";
constexpr auto kUpdate = R"sql(
  UPDATE hooks SET source = ?, events = ?, enabled = ?, revision = revision + 1, failures = 0, last_failure = NULL,
         last_failed_at = NULL, updated_at = ?
   WHERE tenant_id = ? AND name = ?)sql";
// The revision of a new hook is its time, so that one that was removed and made again is another.
constexpr auto kInsert = R"sql(
  INSERT INTO hooks (id, tenant_id, name, source, events, enabled, revision, failures, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?))sql";
constexpr auto kDelete = "DELETE FROM hooks WHERE tenant_id = ? AND name = ?";
constexpr auto kCountFailure = R"sql(
  UPDATE hooks SET failures = failures + 1, last_failure = ?, last_failed_at = ? WHERE tenant_id = ? AND name = ?)sql";
constexpr auto kForgetFailures = "UPDATE hooks SET failures = 0 WHERE tenant_id = ? AND name = ? AND failures > 0";
constexpr auto kDisable =
    "UPDATE hooks SET enabled = 0, revision = revision + 1, updated_at = ? WHERE tenant_id = ? AND name = ? AND enabled = 1";

StoredHook hookOf(const db::Row& row) {
  StoredHook hook;
  hook.name = row.text("name");
  hook.source = row.text("source");
  hook.events = Json::parse(row.text("events")).get<std::vector<std::string>>();
  hook.enabled = row.flag("enabled");
  hook.revision = row.integer("revision");
  hook.failures = row.get<int>("failures");
  hook.lastFailure = row.get<std::optional<std::string>>("last_failure");
  hook.lastFailedAt = row.get<std::optional<Instant>>("last_failed_at");
  hook.createdAt = row.instant("created_at");
  hook.updatedAt = row.instant("updated_at");
  return hook;
}

}  // namespace

std::map<Id<Tenant>, std::vector<StoredHook>> all(db::Reader& reader) {
  std::map<Id<Tenant>, std::vector<StoredHook>> hooks;
  for (const auto& row : reader.query(kSelectAll)) hooks[row.id<Tenant>("tenant_id")].push_back(hookOf(row));
  return hooks;
}

std::vector<StoredHook> list(db::Reader& reader, Id<Tenant> tenant) {
  return reader.query(kSelect + " ORDER BY name", tenant).map(hookOf);
}

std::optional<StoredHook> find(db::Reader& reader, Id<Tenant> tenant, const std::string& name) {
  return reader.query(kSelect + " AND name = ?", tenant, name).first(hookOf);
}

bool save(db::Transaction& tx, Id<Tenant> tenant, const StoredHook& hook, IdMint& ids, Instant now) {
  const auto events = dump(Json(hook.events));
  if (tx.execute(kUpdate, hook.source, events, hook.enabled, now, tenant, hook.name) > 0) return true;
  tx.execute(kInsert, ids.next<HookRow>(), tenant, hook.name, hook.source, events, hook.enabled, now.unixMicros(), now, now);
  return false;
}

bool remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& name) { return tx.execute(kDelete, tenant, name) == 1; }

int failed(db::Transaction& tx, Id<Tenant> tenant, const std::string& name, const std::string& why, Instant now) {
  tx.execute(kCountFailure, why, now, tenant, name);
  const auto hook = find(tx, tenant, name);
  return hook ? hook->failures : 0;
}

void worked(db::Transaction& tx, Id<Tenant> tenant, const std::string& name) { tx.execute(kForgetFailures, tenant, name); }

void disable(db::Transaction& tx, Id<Tenant> tenant, const std::string& name, Instant now) { tx.execute(kDisable, now, tenant, name); }

}  // namespace hostler::hook_repository

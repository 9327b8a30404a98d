#include "modules/automation/hook_versions.h"

namespace hostler::hook_versions {
namespace {

struct VersionRow;  // names the ids of rows

constexpr auto kSelectLast = R"sql(
  SELECT number, source, saved_by, saved_at FROM hook_versions WHERE tenant_id = ? AND name = ?
   ORDER BY number DESC LIMIT 1 {for_update})sql";
constexpr auto kInsert = R"sql(
  INSERT INTO hook_versions (id, tenant_id, name, number, source, saved_by, saved_at)
  VALUES (?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kForget =
    "DELETE FROM hook_versions WHERE tenant_id = ? AND name = ? AND number <= ?";
constexpr auto kSelectAll = R"sql(
  SELECT number, '' AS source, saved_by, saved_at FROM hook_versions
   WHERE tenant_id = ? AND name = ? ORDER BY number DESC)sql";
constexpr auto kSelectOne = R"sql(
  SELECT number, source, saved_by, saved_at FROM hook_versions
   WHERE tenant_id = ? AND name = ? AND number = ?)sql";

HookVersion versionOf(const db::Row& row) {
  return {row.get<int>("number"), row.text("source"), row.get<std::optional<Id<User>>>("saved_by"),
          row.instant("saved_at")};
}

}  // namespace

std::optional<HookVersion> lockNewest(db::Transaction& tx, Id<Tenant> tenant,
                                      const std::string& name) {
  return tx.query(kSelectLast, tenant, name).first(versionOf);
}

void add(db::Transaction& tx, Id<Tenant> tenant, const std::string& name,
         const HookVersion& version, IdMint& ids) {
  const auto last = lockNewest(tx, tenant, name);
  const int number = last ? last->number + 1 : 1;
  tx.execute(kInsert, ids.next<VersionRow>(), tenant, name, number, version.source, version.savedBy,
             version.savedAt);
  tx.execute(kForget, tenant, name, number - kKept);
}

std::vector<HookVersion> list(db::Reader& reader, Id<Tenant> tenant, const std::string& name) {
  return reader.query(kSelectAll, tenant, name).map(versionOf);
}

std::optional<HookVersion> find(db::Reader& reader, Id<Tenant> tenant, const std::string& name,
                                int number) {
  return reader.query(kSelectOne, tenant, name, number).first(versionOf);
}

}  // namespace hostler::hook_versions

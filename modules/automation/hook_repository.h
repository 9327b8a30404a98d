#pragma once

#include "core/db/database.h"
#include "core/nodes/id_mint.h"
#include "modules/entities/entities.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// A tenant's own script that listens to events.
struct StoredHook {
  std::string name;
  std::string source;                ///< empty where it was not asked for
  std::vector<std::string> events;   ///< what it listens to
  bool enabled = true;
  std::int64_t revision = 0;         ///< grows with every change of source or switch
  int failures = 0;                  ///< in a row
  std::optional<std::string> lastFailure;
  std::optional<Instant> lastFailedAt;
  Instant createdAt, updatedAt;

  /// What the script hosts know it by.
  std::string script() const { return "hooks/" + name + ".lua"; }
};

namespace hook_repository {

/// Of all tenants, without sources.
std::map<Id<Tenant>, std::vector<StoredHook>> all(db::Reader& reader);
std::vector<StoredHook> list(db::Reader& reader, Id<Tenant> tenant);
std::optional<StoredHook> find(db::Reader& reader, Id<Tenant> tenant, const std::string& name);
/// Writes source, events and switch, and forgets failures; false: it was not there, and was made.
bool save(db::Transaction& tx, Id<Tenant> tenant, const StoredHook& hook, IdMint& ids, Instant now);
bool remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& name);

/// Counts a failure; returns how many in a row there are now (0: the hook is gone).
int failed(db::Transaction& tx, Id<Tenant> tenant, const std::string& name, const std::string& why, Instant now);
void worked(db::Transaction& tx, Id<Tenant> tenant, const std::string& name);
void disable(db::Transaction& tx, Id<Tenant> tenant, const std::string& name, Instant now);

}  // namespace hook_repository
}  // namespace hostler

#pragma once

#include "core/db/database.h"
#include "core/nodes/id_mint.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What a hook's source was from a moment on.
struct HookVersion {
  int number = 0;      ///< 1, 2, 3 … of one name
  std::string source;  ///< empty in lists
  std::optional<Id<User>> savedBy;
  Instant savedAt;
};

namespace hook_versions {

inline constexpr int kKept = 100;  ///< of one hook

/// The next one; the oldest beyond kKept are forgotten.
void add(db::Transaction& tx, Id<Tenant> tenant, const std::string& name,
         const HookVersion& version, IdMint& ids);
/// The latest, locked until the transaction ends.
std::optional<HookVersion> lockNewest(db::Transaction& tx, Id<Tenant> tenant,
                                      const std::string& name);
/// The latest first, without sources.
std::vector<HookVersion> list(db::Reader& reader, Id<Tenant> tenant, const std::string& name);
std::optional<HookVersion> find(db::Reader& reader, Id<Tenant> tenant, const std::string& name,
                                int number);

}  // namespace hook_versions
}  // namespace hostler

#pragma once

#include "core/audit/actor.h"
#include "core/db/database.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What staff may do: each role has a list of actions, as shipped or as the tenant has changed it,
/// and a tenant may have roles of its own. Thread-safe.
class StaffRoles {
 public:
  static bool isShipped(std::string_view role);
  /// The shipped roles, most powerful first.
  static const std::vector<std::string>& names();
  static const std::vector<std::string>& shipped(std::string_view role);

  /// The authority of a role. `actions` is the tenant's own list as JSON, where it has one. An
  /// owner's is always everything, so that no tenant can lock itself out.
  std::shared_ptr<const Authority> authority(std::string_view role,
                                             const std::optional<std::string>& actions);

  /// Nothing for a role that there is not.
  std::vector<std::string> actionsOf(db::Reader& reader, Id<Tenant> tenant,
                                     const std::string& role);

  /// The tenant's own roles, by name.
  std::vector<std::string> own(db::Reader& reader, Id<Tenant> tenant);
  bool exists(db::Reader& reader, Id<Tenant> tenant, const std::string& role);
  /// Whether there is such a role, which then stays as long as the transaction lasts: for whoever
  /// gives it to somebody, or takes it away.
  bool hold(db::Transaction& tx, Id<Tenant> tenant, const std::string& role);
  /// False where the tenant has a list by this name.
  bool add(db::Transaction& tx, Id<Tenant> tenant, const std::string& role,
           const std::vector<std::string>& actions, Instant now);
  void save(db::Transaction& tx, Id<Tenant> tenant, const std::string& role,
            const std::vector<std::string>& actions, Instant now);
  void remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& role);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Authority>> made_;  // by the list's JSON
};

}  // namespace hostler

#pragma once

#include "core/lua/script_hosts.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"
#include "modules/automation/hook_repository.h"
#include "modules/automation/rule_choice_repository.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace hostler {

/// Which scripts tenants have, and that the script hosts have them too. What another process
/// changed is seen within two seconds. Thread-safe.
class ScriptShelf {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    child::Nursery& nursery;
    lua::ScriptHostSettings hosts;
    const lua::ScriptFunctions& functions;
    const lua::ScriptEvents& events;
    /// Called once before the first script is loaded: fills the events, which are all known by
    /// then.
    std::function<void()> beforeFirst;
  };
  explicit ScriptShelf(Parts parts);

  /// A tenant's scripts as the database has them.
  struct Known {
    std::set<std::string> events;  ///< that its enabled hooks listen to
    std::map<std::string, RuleChoice> choices;
    std::string stamp;  ///< differs when a script does
  };
  /// Never talks to a script host, so it may be called inside a transaction.
  Known known(Id<Tenant> tenant);
  /// Whether an enabled hook of the tenant listens to the event; asked for every event there is.
  bool listens(const std::string& event, Id<Tenant> tenant);

  /// The script hosts, with the shipped rules and this tenant's scripts loaded as they are now. Not
  /// inside a transaction.
  lua::ScriptHosts& hostsFor(Id<Tenant> tenant);
  /// The same, with what is shipped alone. Throws std::runtime_error when a shipped rule does not
  /// load; the next call tries again.
  lua::ScriptHosts& hosts();

  /// Looks into the database again once `tx` is committed.
  void forget(db::Transaction& tx);

 private:
  struct Everything {
    std::map<Id<Tenant>, Known> tenants;
    Monotonic readAt;
  };
  std::shared_ptr<const Everything> everything();
  void loadShipped();
  std::vector<lua::Script> scriptsOf(Id<Tenant> tenant);

  Parts parts_;
  lua::ScriptHosts hosts_;
  Log log_{"modules.automation"};
  std::once_flag ready_, shipped_;
  std::mutex knownMutex_;
  std::shared_ptr<const Everything> everything_;
  std::mutex loadMutex_;
  std::map<Id<Tenant>, std::string> loaded_;  // stamps
};

/// What the script hosts know a tenant's own version of a rule by.
std::string ownRuleScript(const std::string& rule);

}  // namespace hostler

#pragma once

#include "core/audit/actor.h"
#include "core/http/access.h"
#include "core/lua/script_functions.h"
#include "core/nodes/id_mint.h"
#include "core/time/clock.h"
#include "modules/automation/script_acts.h"

#include <functional>
#include <string>
#include <vector>

namespace hostler {

/// Something that a hook may have done in its shop: `hostler.actions.<name>(…)`. What it is done to
/// is its first parameter.
struct ScriptAction {
  std::string name;     ///< "suspend_service"
  std::string summary;  ///< a sentence for the author
  std::vector<lua::ScriptParameter> parameters;
  Json result = nullptr;  ///< JSON Schema of what it returns; null: nothing
  /// The right that staff need for the same, and so to store a script that does it.
  http::Permission permission;
  bool wantsFreshFactor = false;  ///< as the route of staff does
  /// Asks other hooks whether it may happen; before the transaction, and not in a dry run.
  std::function<void(const Actor&, const Json& arguments)> ask = {};
  /// Does it, by the module that it belongs to.
  std::function<Json(db::Transaction&, const Actor&, const Json& arguments)> run;
  Json sample = nullptr;  ///< what a dry run answers where it would be refused
};

/// The actions that there are. Each is done once for an event, however often its hook is run, and
/// so often at most in one run and on one thing; in a dry run it is done and undone again.
class ScriptActions {
 public:
  /// Of one run, of all actions together.
  static constexpr int kOfOneRun = 20;
  /// The same by one script on one thing in 24 hours, on whatever events: hooks that answer one
  /// another would else go on for ever.
  static constexpr int kOnOneThingADay = 20;

  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
  };
  /// Throws std::logic_error for a name that is there twice.
  ScriptActions(Parts parts, std::vector<ScriptAction> actions);

  /// As hostler.actions.<name>; this must outlive them.
  void addTo(lua::ScriptFunctions& functions) const;
  /// Whether a member of staff may store a script with these needs. Throws ValidationError on
  /// `source` for an action that does not exist, DomainError 403 `forbidden` for one whose
  /// right the actor has not, and `step_up_required` where that is wanted.
  void mustBeAllowed(const Actor& actor, const std::vector<std::string>& needs) const;

 private:
  Json perform(const ScriptAction& action, const lua::ScriptCall& call) const;
  lua::Rehearsed rehearse(const ScriptAction& action, const lua::ScriptCall& call) const;
  const ScriptAction* find(const std::string& name) const;

  Parts parts_;
  std::vector<ScriptAction> actions_;
};

/// The engine, acting for a hook: what the audit log and the steps of services name.
Actor actorOf(const lua::ScriptCall& call);

}  // namespace hostler

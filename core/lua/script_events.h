#pragma once

#include "core/json/json.h"
#include "core/lua/script.h"

#include <map>
#include <string>
#include <vector>

namespace hostler::lua {

/// An event that scripts may hook.
struct ScriptEvent {
  std::string name;  ///< "invoice.paid", "before.checkout"
  std::string summary = {};
  Json payload = Json::object();  ///< JSON Schema of what the hook is given
  Json amendment = nullptr;       ///< of what a before hook may amend; null: it may only refuse
  /// What other products call it ("InvoicePaid"): a script that hooks such a name is told ours.
  std::vector<std::string> alsoKnownAs = {};
  /// For a before.* hook that does not say itself. Closed is the safe one wherever money moves.
  WhenFailing whenFailing = WhenFailing::Closed;
};

/// Every event that the engine has, filled while it is put together.
class ScriptEvents {
 public:
  /// Throws std::logic_error for a name that is taken.
  void add(ScriptEvent event);
  const ScriptEvent* find(const std::string& name) const;
  const std::map<std::string, ScriptEvent>& all() const { return events_; }
  std::vector<std::string> names() const;
  /// "; did you mean …?" for a name that no event has, by what else events are known as or by its
  /// spelling.
  std::string suggestionFor(const std::string& wrong) const;

 private:
  std::map<std::string, ScriptEvent> events_;
};

}  // namespace hostler::lua

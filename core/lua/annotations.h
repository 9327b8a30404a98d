#pragma once

#include "core/lua/row_batch.h"
#include "core/lua/script_events.h"
#include "core/lua/script_functions.h"

#include <span>
#include <string>
#include <vector>

namespace hostler::lua {

/// What a rule can select, as far as its author has to know it.
struct RuleSelector {
  std::string name;  ///< "services.with_overdue_invoice"
  std::string summary;
  std::vector<Column> columns;       ///< of the rows that decide is given
  std::vector<std::string> actions;  ///< what decide may answer
};

/// The text of a LuaLS definition file (`---@meta`): everything that a script finds here, typed
/// from the same descriptions that the engine checks calls by. `hostler hook types` prints it, and
/// the admin's editor completes from it. Of JSON Schema it knows type, enum, const, properties,
/// required, items, additionalProperties, anyOf, oneOf, description and $ref; a reference becomes
/// the class of its last word, which `definitions` (by that word) describes.
std::string luaAnnotations(const ScriptFunctions& functions, const ScriptEvents& events,
                           std::span<const RuleSelector> selectors = {},
                           const Json& definitions = Json::object());

}  // namespace hostler::lua

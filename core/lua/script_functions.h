#pragma once

#include "core/json/json.h"
#include "core/lua/script_context.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace hostler::lua {

/// One argument of a hostler.* function, in the order in which scripts give them.
struct ScriptParameter {
  std::string name;
  Json schema;  ///< JSON Schema; `type` and `enum` are checked for every call, the rest is for the
                ///< reader
  std::string summary = {};
  bool isRequired = true;
};

/// What one run has asked for so far, for handlers that bound or number it: under names of their
/// own, empty when the run begins.
using RunTally = std::map<std::string, int>;

/// A call as its handler sees it.
struct ScriptCall {
  const ScriptContext& context;
  const std::string& script;              ///< the calling script's name
  const std::vector<std::string>& needs;  ///< what its header declares
  const Json& arguments;  ///< an object by parameter name; absent ones are not in it
  std::size_t hook = 0;   ///< which of the script's hooks runs, counted from 0
  std::chrono::milliseconds timeLeft{0};  ///< of Limits::engineTime
  RunTally& tally;
};

/// What a call would have come to.
struct Rehearsed {
  Json answer = nullptr;     ///< what the script is told, so that it goes on
  std::string refusal = {};  ///< why it would be refused as things stand; empty: it would be done
};

/// Something that scripts may call as `hostler.<name>(…)`:
///
///   functions.add({.name = "client",
///                  .summary = "A client of this tenant.",
///                  .parameters = {{"id", {{"type", "string"}}, "as in event.client_id"}},
///                  .result = {{"$ref", "#/$defs/Client"}},
///                  .handler = [&](const ScriptCall& call) { return clients.get(call.context.scope,
///                  …); }});
///
/// The handler runs in the engine, on the thread that runs the script, in the middle of the call.
/// What it throws as DomainError becomes an error in the script with its code and sentence;
/// anything else is logged and the script is told that the call failed. It must come back soon: no
/// other process watches it.
struct ScriptFunction {
  std::string name;          ///< below `hostler`: "client", "kv.get"
  std::string summary = {};  ///< a sentence for the author
  std::vector<ScriptParameter> parameters = {};
  Json result = nullptr;  ///< JSON Schema of what it returns; null: nothing
  /// It changes something: not called in a dry run, and never from a rule's decide.
  bool hasEffect = false;
  /// Only for hooks that are told of what has happened: a `before.*` hook and a rule only decide.
  bool onlyTold = false;
  /// What a script has to say in a `-- needs:` to call it: a word that one begins with ("http"), or
  /// that and a further one ("actions add_credit"). Empty: any script may.
  std::string need = {};
  std::function<Json(const ScriptCall&)> handler;
  /// In the handler's place in a dry run, of a function with effect: has none. Without it the
  /// script is told nil.
  std::function<Rehearsed(const ScriptCall&)> rehearsal = {};
};

/// Everything that scripts may call. Filled while the engine is put together, and not changed once
/// scripts run.
class ScriptFunctions {
 public:
  /// Throws std::logic_error for a name that is malformed, taken, or one that every script has
  /// anyway.
  void add(ScriptFunction function);

  const ScriptFunction* find(const std::string& name) const;
  const std::map<std::string, ScriptFunction>& all() const { return functions_; }
  std::vector<std::string> names() const;

 private:
  std::map<std::string, ScriptFunction> functions_;
};

/// The arguments that a script gave in order, as an object by parameter name. Throws EngineRefused
/// in words for the script's author when they do not fit.
Json namedArguments(const ScriptFunction& function, const Json& arguments);

}  // namespace hostler::lua

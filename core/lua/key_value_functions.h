#pragma once

#include "core/base/scope.h"
#include "core/lua/script_functions.h"

#include <optional>
#include <string>

namespace hostler::lua {

/// What scripts remember from run to run. One per tenant; thread-safe.
class ScriptStore {
 public:
  virtual ~ScriptStore() = default;
  virtual std::optional<Json> get(const Scope& scope, const std::string& key) = 0;
  /// Stores the value, or forgets the key where there is none.
  virtual void set(const Scope& scope, const std::string& key,
                   const std::optional<Json>& value) = 0;
};

/// Adds hostler.kv.get(key) and hostler.kv.set(key, value). Keys are texts of 1 to 100 bytes; a
/// value is any data of up to 8 KB as JSON; nil forgets the key. The store must outlive the
/// functions.
void addKeyValueFunctions(ScriptFunctions& functions, ScriptStore& store);

}  // namespace hostler::lua

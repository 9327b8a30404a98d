#pragma once

#include "core/base/scope.h"
#include "core/lua/script.h"

#include <compare>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hostler::lua {

/// Whose a script is: a tenant's own, or everybody's (nothing).
using ScriptOwner = std::optional<Id<Tenant>>;

/// A script that has been checked, as it runs now.
struct LoadedScript {
  ScriptOwner owner;
  Script script;
  ScriptDescription description;
};

/// Names a hook for as long as its script declares it in the same place.
struct HookKey {
  ScriptOwner owner;
  std::string script;
  std::size_t index = 0;

  /// "hooks/vip_grace.lua#0".
  std::string text() const { return script + "#" + std::to_string(index); }
  friend auto operator<=>(const HookKey&, const HookKey&) = default;
};

/// A hook that is to run.
struct Hook {
  std::shared_ptr<const LoadedScript> script;
  std::size_t index = 0;

  const HookDeclaration& declaration() const { return script->description.hooks[index]; }
  HookKey key() const { return {script->owner, script->script.name, index}; }
};

/// The scripts that run now. What is handed out stays whole while a newer version takes its place.
/// Thread-safe.
class ScriptLibrary {
 public:
  void put(LoadedScript script);
  /// Drops an owner's scripts that are not among these names.
  void keepOnly(const ScriptOwner& owner, const std::set<std::string>& names);
  std::shared_ptr<const LoadedScript> find(const ScriptOwner& owner, const std::string& name) const;
  std::vector<std::shared_ptr<const LoadedScript>> all() const;

  /// The enabled hooks on an event: everybody's and this tenant's, by priority, then everybody's
  /// first, then by name and line.
  std::vector<Hook> hooksOn(const std::string& event, Id<Tenant> tenant) const;
  /// The rule of this name: the tenant's own, else everybody's; null when there is none.
  std::shared_ptr<const LoadedScript> rule(const std::string& name, Id<Tenant> tenant) const;

  void setEnabled(const HookKey& hook, bool isEnabled);
  bool isEnabled(const HookKey& hook) const;

 private:
  using Key = std::pair<ScriptOwner, std::string>;

  mutable std::mutex mutex_;
  std::map<Key, std::shared_ptr<const LoadedScript>> scripts_;
  std::set<HookKey> disabled_;
};

}  // namespace hostler::lua

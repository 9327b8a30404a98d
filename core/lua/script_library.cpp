#include "core/lua/script_library.h"

#include <algorithm>
#include <tuple>

namespace hostler::lua {

void ScriptLibrary::put(LoadedScript script) {
  const std::scoped_lock lock{mutex_};
  Key key{script.owner, script.script.name};
  scripts_[std::move(key)] = std::make_shared<const LoadedScript>(std::move(script));
}

void ScriptLibrary::keepOnly(const ScriptOwner& owner, const std::set<std::string>& names) {
  const std::scoped_lock lock{mutex_};
  std::erase_if(scripts_, [&](const auto& entry) {
    return entry.first.first == owner && !names.contains(entry.first.second);
  });
}

std::shared_ptr<const LoadedScript> ScriptLibrary::find(const ScriptOwner& owner,
                                                        const std::string& name) const {
  const std::scoped_lock lock{mutex_};
  const auto found = scripts_.find({owner, name});
  return found == scripts_.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<const LoadedScript>> ScriptLibrary::all() const {
  const std::scoped_lock lock{mutex_};
  std::vector<std::shared_ptr<const LoadedScript>> scripts;
  for (const auto& [key, script] : scripts_) scripts.push_back(script);
  return scripts;
}

std::vector<Hook> ScriptLibrary::hooksOn(const std::string& event, Id<Tenant> tenant) const {
  std::vector<Hook> hooks;
  {
    const std::scoped_lock lock{mutex_};
    for (const auto& [key, script] : scripts_) {
      if (script->owner && *script->owner != tenant) continue;
      for (std::size_t i = 0; i < script->description.hooks.size(); ++i) {
        const Hook hook{script, i};
        if (hook.declaration().event == event && !disabled_.contains(hook.key()))
          hooks.push_back(hook);
      }
    }
  }
  // Everybody's scripts and names are in order already, as the map's keys are.
  std::stable_sort(hooks.begin(), hooks.end(), [](const Hook& a, const Hook& b) {
    return a.declaration().priority < b.declaration().priority;
  });
  return hooks;
}

std::shared_ptr<const LoadedScript> ScriptLibrary::rule(const std::string& name,
                                                        Id<Tenant> tenant) const {
  const std::scoped_lock lock{mutex_};
  std::shared_ptr<const LoadedScript> rule;
  for (const auto& [key, script] : scripts_) {
    if (!script->description.rule || script->description.rule->name != name) continue;
    if (script->owner == tenant) return script;
    if (!script->owner) rule = script;
  }
  return rule;
}

void ScriptLibrary::setEnabled(const HookKey& hook, bool isEnabled) {
  const std::scoped_lock lock{mutex_};
  if (isEnabled) {
    disabled_.erase(hook);
  } else {
    disabled_.insert(hook);
  }
}

bool ScriptLibrary::isEnabled(const HookKey& hook) const {
  const std::scoped_lock lock{mutex_};
  return !disabled_.contains(hook);
}

}  // namespace hostler::lua

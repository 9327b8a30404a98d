#include "core/plugin_host/plugin_registry.h"

namespace hostler::plugin {

PluginRegistry::PluginRegistry(PluginFolder folder, HostSettings settings, child::Nursery& nursery,
                               const Clock& clock, PluginLog& log)
    : folder_{std::move(folder)},
      settings_{std::move(settings)},
      engine_{settings_, folder_, nursery, clock, log} {}

void PluginRegistry::enable(const std::string& instance, const std::string& plugin,
                            Settings settings) {
  if (!isPluginName(instance)) throw PluginRefused{"that is no name for an instance"};
  auto host = std::make_shared<PluginHost>(
      InstanceSpec{instance, folder_.find(plugin), std::move(settings)}, engine_);
  const std::lock_guard lock{mutex_};
  if (!instances_.try_emplace(instance, std::move(host)).second)
    throw PluginRefused{"an instance of that name is enabled"};
}

void PluginRegistry::reload(const std::string& instance, Monotonic deadline,
                            std::optional<Settings> settings) {
  const auto host = find(instance);
  if (!host) throw PluginRefused{"no instance of that name is enabled"};
  auto next = host->spec();
  next.plugin = folder_.find(next.plugin.manifest.name);
  if (settings) next.settings = std::move(*settings);
  if (const auto reason = host->replace(std::move(next), deadline)) throw PluginRefused{*reason};
}

void PluginRegistry::disable(const std::string& instance) {
  std::shared_ptr<PluginHost> host;
  {
    const std::lock_guard lock{mutex_};
    const auto found = instances_.find(instance);
    if (found == instances_.end()) return;
    host = std::move(found->second);
    instances_.erase(found);
  }
  host->stop();
}

std::shared_ptr<PluginHost> PluginRegistry::find(const std::string& instance) const {
  const std::lock_guard lock{mutex_};
  const auto found = instances_.find(instance);
  return found == instances_.end() ? nullptr : found->second;
}

std::vector<HostStatus> PluginRegistry::status() const {
  std::vector<std::shared_ptr<PluginHost>> hosts;
  {
    const std::lock_guard lock{mutex_};
    for (const auto& [name, host] : instances_) hosts.push_back(host);
  }
  std::vector<HostStatus> all;
  for (const auto& host : hosts) all.push_back(host->status());
  return all;
}

}  // namespace hostler::plugin

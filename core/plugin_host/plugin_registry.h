#pragma once

#include "core/plugin_host/plugin_host.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hostler::plugin {

/// The instances that the engine calls, by name. They are added, replaced and removed while calls
/// run: a call stays with what it found. Thread-safe.
class PluginRegistry {
 public:
  using Settings = std::function<Json()>;

  PluginRegistry(PluginFolder folder, HostSettings settings, child::Nursery& nursery,
                 const Clock& clock, PluginLog& log);

  /// Every plugin that is installed, and what keeps others from being one.
  PluginFolder::Contents installed() const { return folder_.scan(); }

  /// One of them. Throws PluginRefused.
  InstalledPlugin installed(const std::string& plugin) const { return folder_.find(plugin); }

  /// What lies there of a plugin, changed or not. Throws PluginRefused.
  InstalledPlugin changed(const std::string& plugin) const { return folder_.findChanged(plugin); }

  /// Makes `instance` of an installed plugin available; its child starts at the first call. Throws
  /// PluginRefused when the plugin is not acceptable, or the name is no name or taken.
  void enable(const std::string& instance, const std::string& plugin, Settings settings);
  /// Takes what is in the folder now and, where given, other settings; what runs goes on until the
  /// new one is up, and after that to its own end. Throws PluginRefused, and leaves all as it was
  /// then.
  void reload(const std::string& instance, Monotonic deadline,
              std::optional<Settings> settings = std::nullopt);
  /// New calls do not find it any more; those in progress finish. Nothing happens when there is
  /// none.
  void disable(const std::string& instance);

  /// Nothing when no such instance is enabled.
  std::shared_ptr<PluginHost> find(const std::string& instance) const;
  std::vector<HostStatus> status() const;

 private:
  const PluginFolder folder_;
  const HostSettings settings_;
  const PluginHost::Engine engine_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<PluginHost>> instances_;
};

}  // namespace hostler::plugin

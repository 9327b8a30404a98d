#include "modules/plugins/plugin_desk.h"

#include <algorithm>

namespace hostler {
namespace {

// A change that another process made is seen this late at most.
constexpr std::chrono::seconds kFresh{2};
constexpr std::chrono::seconds kStartLimit{10};

std::string kindOf(const plugin::Manifest& manifest) {
  return manifest.kind.substr(0, manifest.kind.find('/'));
}

}  // namespace

ProviderAnswer PluginDesk::call(const ProviderRequest& request) {
  refreshIfStale();
  const auto host = registry_.find(request.instance);
  if (!host) {
    return ProviderAnswer::failed(Outcome::NeedsAttention, "plugin_not_enabled",
                                  "The plugin account " + request.instance + " is not enabled.");
  }
  return host->call({request.operation, request.body, request.idempotencyKey,
                     clock_.monotonic() + request.timeout, request.target});
}

std::vector<ProviderInstance> PluginDesk::instances(const std::string& kind) {
  refreshIfStale();
  const std::lock_guard lock{mutex_};
  std::vector<ProviderInstance> found;
  for (const auto& instance : known_) {
    const auto manifest = manifests_.find(instance.plugin);
    if (manifest == manifests_.end() || kindOf(manifest->second) != kind) continue;
    const auto& about = manifest->second;
    found.push_back({instance.name,
                     instance.plugin,
                     kind,
                     about.title.empty() ? instance.name : about.title,
                     instance.enabled,
                     about.capabilities,
                     {}});
  }
  return found;
}

void PluginDesk::refreshIfStale() {
  {
    const std::lock_guard lock{mutex_};
    if (lookedAt_ && clock_.monotonic() - *lookedAt_ < kFresh) return;
    lookedAt_ = clock_.monotonic();
  }
  try {
    refresh();
  } catch (const db::DatabaseError& error) {
    // What ran goes on running; the next call looks again.
    log_.warning("plugins.not_refreshed", {{"reason", error.what()}});
  }
}

void PluginDesk::refresh() {
  auto rows = database_.read([&](db::Reader& reader) { return instances_.all(reader); });
  const auto contents = registry_.installed();
  const std::lock_guard lock{mutex_};
  manifests_.clear();
  for (const auto& installed : contents.usable)
    manifests_.emplace(installed.manifest.name, installed.manifest);
  for (const auto& instance : rows) apply(instance);
  for (auto running = revisions_.begin(); running != revisions_.end();) {
    const bool wanted = std::ranges::any_of(
        rows, [&](const PluginInstance& row) { return row.name == running->first && row.enabled; });
    if (wanted) {
      ++running;
      continue;
    }
    registry_.disable(running->first);
    running = revisions_.erase(running);
  }
  known_ = std::move(rows);
}

void PluginDesk::apply(const PluginInstance& instance) {
  if (!instance.enabled) return;
  const auto running = revisions_.find(instance.name);
  if (running != revisions_.end() && running->second == instance.revision) return;
  const plugin::PluginRegistry::Settings settings = [this, id = instance.id] {
    return database_.read([&](db::Reader& reader) { return instances_.settings(reader, id); });
  };
  try {
    if (running == revisions_.end()) {
      registry_.enable(instance.name, instance.plugin, settings);
    } else {
      registry_.reload(instance.name, clock_.monotonic() + kStartLimit, settings);
    }
    revisions_[instance.name] = instance.revision;
  } catch (const plugin::PluginRefused& refused) {
    log_.error("plugin.refused", {{"instance", instance.name}, {"reason", refused.what()}});
  }
}

std::optional<plugin::Manifest> PluginDesk::manifestOf(const std::string& name) {
  for (const auto& installed : registry_.installed().usable) {
    if (installed.manifest.name == name) return installed.manifest;
  }
  return std::nullopt;
}

}  // namespace hostler

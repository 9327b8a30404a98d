#include "modules/plugins/plugin_desk.h"

#include "modules/plugins/checkout_origins.h"

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
    const auto reach = reach_.find(instance.name);
    const bool limited = reach != reach_.end();
    found.push_back({instance.name, instance.plugin, kind,
                     about.title.empty() ? instance.name : about.title, instance.enabled,
                     about.capabilities,
                     limited ? reach->second.currencies : std::vector<std::string>{},
                     limited ? reach->second.tenant : std::nullopt, instance.revision});
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
  std::map<std::string, plugin::Manifest> manifests;
  for (const auto& row : rows) {
    if (manifests.contains(row.plugin)) continue;
    if (auto manifest = manifestOf(row.plugin)) manifests.emplace(row.plugin, std::move(*manifest));
  }
  const std::lock_guard lock{mutex_};
  manifests_ = std::move(manifests);
  for (const auto& instance : rows) apply(instance);
  learnReach(rows);
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

void PluginDesk::learnReach(const std::vector<PluginInstance>& rows) {
  for (const auto& instance : rows) {
    const auto manifest = manifests_.find(instance.plugin);
    if (manifest == manifests_.end()) continue;
    const auto kind = kindOf(manifest->second);
    if (kind != "gateway" && kind != "captcha") continue;
    const auto& schema = manifest->second.settings.json();
    const auto properties =
        schema.is_object() ? schema.value("properties", Json::object()) : Json::object();
    const bool limits =
        kind == "gateway" && (properties.contains("currencies") || properties.contains("tenant"));
    if (!limits && manifest->second.checkout.script.empty()) continue;
    auto& reach = reach_[instance.name];
    if (reach.revision == instance.revision) continue;
    const auto settings = database_.read(
        [&](db::Reader& reader) { return instances_.settings(reader, instance.id); });
    reach = {
        kind, instance.revision, {}, std::nullopt, checkoutOriginsOf(manifest->second, settings)};
    if (kind != "gateway") continue;
    for (const auto& currency : settings.value("currencies", Json::array()))
      if (currency.is_string()) reach.currencies.push_back(currency);
    if (properties.contains("tenant")) reach.tenant = settings.value("tenant", std::string{});
  }
}

plugin::Manifest::Checkout PluginDesk::originsOf(std::string_view kind) {
  refreshIfStale();
  const std::lock_guard lock{mutex_};
  plugin::Manifest::Checkout all;
  for (const auto& instance : known_) {
    const auto reach = reach_.find(instance.name);
    if (instance.enabled && reach != reach_.end() && reach->second.kind == kind)
      join(all, reach->second.origins);
  }
  return all;
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
  try {
    return registry_.installed(name).manifest;
  } catch (const plugin::PluginRefused&) {
    return std::nullopt;
  }
}

}  // namespace hostler

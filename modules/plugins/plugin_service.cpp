#include "modules/plugins/plugin_service.h"

#include "core/plugin_host/destination.h"
#include "modules/plugins/plugin_origins.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::string_view kMask = "***";

// The member at a path such as "proxy.password"; nothing when the document has none.
Json* memberAt(Json& document, const std::string& path) {
  Json* at = &document;
  std::size_t start = 0;
  while (start <= path.size()) {
    const auto dot = std::min(path.find('.', start), path.size());
    const auto found = at->is_object() ? at->find(path.substr(start, dot - start)) : at->end();
    if (!at->is_object() || found == at->end()) return nullptr;
    at = &*found;
    start = dot + 1;
  }
  return at;
}

void throwUnder(const std::string& prefix, const std::vector<FieldError>& problems) {
  if (problems.empty()) return;
  FieldErrors errors;
  for (const auto& problem : problems)
    errors.add(prefix.empty() ? problem.field : FieldErrors::under(prefix, problem.field),
               problem.code, problem.message);
  errors.throwIfAny();
}

}  // namespace

plugin::FormatPolicy PluginService::policy() const {
  plugin::FormatPolicy policy;
  policy.plainHttpToLoopback = !parts_.production;
  return policy;
}

plugin::Manifest PluginService::manifest(const std::string& name) {
  auto found = parts_.desk.manifestOf(name);
  if (!found) throw NotFound{};
  return std::move(*found);
}

PluginInstance PluginService::add(const Actor& actor, const std::string& name,
                                  const std::string& instanceName) {
  if (!parts_.desk.manifestOf(name))
    throw ValidationError{"plugin", "not_installed", "must be an installed plugin"};
  if (!plugin::isPluginName(instanceName))
    throw ValidationError{"name", "malformed",
                          "must be lower-case letters, digits, dashes and underscores"};
  return parts_.database.transaction([&](db::Transaction& tx) {
    const PluginInstance instance{parts_.ids.next<PluginInstance>(), instanceName, name, false, 1};
    try {
      parts_.instances.insert(tx, instance, Json::object(), parts_.clock.now());
    } catch (const db::UniqueViolation&) {
      throw DomainError{"name_taken", 409, "Another account has this name."};
    }
    parts_.audit.record(tx, actor, {"plugin.added", instanceName, nullptr, {{"plugin", name}}});
    return instance;
  });
}

PluginInstance PluginService::findOrMake(db::Transaction& tx, const std::string& name) {
  if (auto known = parts_.instances.find(tx, name)) return std::move(*known);
  manifest(name);
  const PluginInstance instance{parts_.ids.next<PluginInstance>(), name, name, false, 1};
  if (!parts_.instances.find(tx, name))
    parts_.instances.insert(tx, instance, Json::object(), parts_.clock.now());
  return instance;
}

PluginInstance PluginService::saveSettings(const Actor& actor, const std::string& name,
                                           const Json& settings) {
  auto instance = parts_.database.transaction([&](db::Transaction& tx) {
    auto found = findOrMake(tx, name);
    const auto schema = manifest(found.plugin).settings;
    Json wanted = settings;
    auto current = parts_.instances.settings(tx, found.id);
    std::vector<FieldError> stale;
    for (const auto& path : schema.secretFields()) {
      auto* sent = memberAt(wanted, path);
      const auto* kept = memberAt(current, path);
      if (sent == nullptr || *sent != kMask) continue;
      if (kept == nullptr)
        throw ValidationError{path, "masked", "must be the secret itself: none is kept yet"};
      *sent = *kept;
      stale.push_back(
          {path, "required_anew", "must be given anew where the provider's address changes"});
    }
    throwUnder("", schema.validate(wanted, policy()));
    if (plugin::leadsElsewhere(current, schema.withDefaults(wanted))) throwUnder("", stale);
    parts_.instances.saveSettings(tx, found.id, schema.withDefaults(wanted), parts_.clock.now());
    parts_.audit.record(tx, actor, "plugin.settings_changed", name);
    return parts_.instances.find(tx, name).value();
  });
  parts_.desk.refresh();
  return instance;
}

PluginInstance PluginService::setEnabled(const Actor& actor, const std::string& name,
                                         bool enabled) {
  auto instance = parts_.database.transaction([&](db::Transaction& tx) {
    const auto found = findOrMake(tx, name);
    if (enabled)
      throwUnder("settings",
                 manifest(found.plugin)
                     .settings.validate(parts_.instances.settings(tx, found.id), policy()));
    // Whoever enables it takes it on as it lies there; from then on a change shows.
    if (enabled && parts_.production && !plugin_origins::recorded(tx, found.plugin))
      recordOrigin(tx, found.plugin);
    parts_.instances.setEnabled(tx, found.id, enabled, parts_.clock.now());
    parts_.audit.record(tx, actor, enabled ? "plugin.enabled" : "plugin.disabled", name);
    return parts_.instances.find(tx, name).value();
  });
  parts_.desk.refresh();
  return instance;
}

void PluginService::recordOrigin(db::Transaction& tx, const std::string& name) {
  try {
    plugin_origins::record(tx, name, parts_.desk.registry().changed(name).origin(),
                           parts_.clock.now());
  } catch (const plugin::PluginRefused& refused) {
    throw DomainError{"plugin_refused", 409, refused.what()};
  }
}

void PluginService::accept(const Actor& actor, const std::string& name) {
  parts_.database.transaction([&](db::Transaction& tx) {
    recordOrigin(tx, name);
    parts_.audit.record(tx, actor, "plugin.accepted", name);
  });
  parts_.desk.refresh();
}

void PluginService::reload(const Actor& actor, const std::string& name) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto found = parts_.instances.find(tx, name);
    if (!found || !found->enabled) throw NotFound{};
    parts_.audit.record(tx, actor, "plugin.reloaded", name);
  });
  try {
    parts_.desk.registry().reload(name, parts_.clock.monotonic() + std::chrono::seconds{10});
  } catch (const plugin::PluginRefused& refused) {
    throw DomainError{"plugin_refused", 409, refused.what()};
  }
}

Json PluginService::test(const std::string& name) {
  const auto instance =
      parts_.database.read([&](db::Reader& reader) { return parts_.instances.find(reader, name); });
  if (!instance || !instance->enabled)
    throw DomainError{"plugin_not_enabled", 409, "Enable it first."};
  const auto about = manifest(instance->plugin);
  const auto& kind = about.kind;
  const bool provisions = kind.starts_with("provisioner/");
  const bool hasServers = !about.serverSettings.json().value("properties", Json::object()).empty();
  if (provisions && hasServers && parts_.servers) return testServers(name);
  const Json request =
      provisions ? Json{{"server_settings", Json::object()}, {"product_settings", Json::object()}}
                 : Json::object();
  const auto answer = parts_.desk.call({name, kind + ".test_connection", request});
  const bool works = answer.outcome == Outcome::Succeeded;
  return {{"works", works},
          {"outcome", plugin::outcomeWord(answer.outcome)},
          {"code", answer.code},
          {"message", answer.message},
          {"report", works ? answer.reply : Json(nullptr)}};
}

// How to reach its provider stands in the settings of its servers.
Json PluginService::testServers(const std::string& instance) {
  const auto trials = parts_.servers(instance);
  Json servers = Json::array();
  std::string failed;
  for (const auto& trial : trials) {
    servers.push_back({{"id", trial.id},
                       {"name", trial.name},
                       {"works", trial.works},
                       {"code", trial.code},
                       {"message", trial.message}});
    if (!trial.works) failed += (failed.empty() ? "" : ", ") + trial.name;
  }
  const bool works = failed.empty() && !trials.empty();
  const std::string code = trials.empty() ? "no_servers" : works ? "" : "servers_failed";
  const std::string message = trials.empty() ? "No server is configured for it yet."
                              : works        ? ""
                                             : "These servers do not work: " + failed + ".";
  return {{"works", works},
          {"outcome", plugin::outcomeWord(works ? Outcome::Succeeded : Outcome::NeedsAttention)},
          {"code", code},
          {"message", message},
          {"report", nullptr},
          {"servers", servers}};
}

Json PluginService::shownSettings(db::Reader& reader, const PluginInstance& instance) {
  auto settings = parts_.instances.settings(reader, instance.id);
  const auto found = parts_.desk.manifestOf(instance.plugin);
  if (!found) return Json::object();
  for (const auto& path : found->settings.secretFields()) {
    if (auto* secret = memberAt(settings, path)) *secret = kMask;
  }
  return settings;
}

Provisioning PluginService::checkProvisioning(const Json& provisioning, FieldErrors& errors) {
  Provisioning result;
  const bool fits = provisioning.is_object() && provisioning.contains("plugin") &&
                    provisioning["plugin"].is_string();
  if (!fits) {
    errors.add("provisioning.plugin", "required", "is required: the configured provisioner");
    return result;
  }
  for (const auto& [name, value] : provisioning.items()) {
    if (name != "plugin" && name != "server_group" && name != "settings")
      errors.add(FieldErrors::under("provisioning", name), "unknown_field",
                 "is not part of provisioning");
  }
  result.plugin = provisioning["plugin"];
  if (provisioning.contains("server_group")) {
    if (provisioning["server_group"].is_string()) {
      result.serverGroup = provisioning["server_group"].get<std::string>();
    } else if (!provisioning["server_group"].is_null()) {
      errors.add("provisioning.server_group", "wrong_type", "must be a text");
    }
  }
  result.settings = provisioning.value("settings", Json::object());
  const auto instance = parts_.database.read(
      [&](db::Reader& reader) { return parts_.instances.find(reader, result.plugin); });
  const auto found = parts_.desk.manifestOf(instance ? instance->plugin : result.plugin);
  if (!found || !found->kind.starts_with("provisioner/")) {
    errors.add("provisioning.plugin", "not_installed", "must be an installed provisioner");
    return result;
  }
  for (const auto& problem : found->productSettings.validate(result.settings, policy())) {
    errors.add(FieldErrors::under("provisioning.settings", problem.field), problem.code,
               problem.message);
  }
  result.settings = found->productSettings.withDefaults(result.settings);
  return result;
}

std::pair<Json, Json> PluginService::checkServerSettings(const std::string& name,
                                                         const Json& settings) {
  const auto instance =
      parts_.database.read([&](db::Reader& reader) { return parts_.instances.find(reader, name); });
  const auto found = parts_.desk.manifestOf(instance ? instance->plugin : name);
  if (!found || !found->kind.starts_with("provisioner/"))
    throw ValidationError{"plugin", "not_installed", "must be an installed provisioner"};
  throwUnder("settings", found->serverSettings.validate(settings, policy()));
  auto shown = found->serverSettings.withDefaults(settings);
  Json secrets = Json::object();
  for (const auto& path : found->serverSettings.secretFields()) {
    if (const auto member = shown.find(path); member != shown.end()) {
      secrets[path] = *member;
      shown.erase(path);
    }
  }
  return {shown, secrets};
}

}  // namespace hostler

#include "modules/plugins/plugin_instances.h"

namespace hostler {
namespace {

constexpr auto kSelectAll =
    "SELECT id, name, plugin, enabled, revision FROM plugin_instances ORDER BY name";
constexpr auto kSelectOne =
    "SELECT id, name, plugin, enabled, revision FROM plugin_instances WHERE name = ?";
constexpr auto kSelectSettings =
    "SELECT settings FROM plugin_instances WHERE id = ? AND settings IS NOT NULL";
constexpr auto kInsert = R"sql(
  INSERT INTO plugin_instances (id, name, plugin, enabled, settings, revision, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, 1, ?, ?))sql";
constexpr auto kSaveSettings =
    "UPDATE plugin_instances SET settings = ?, revision = revision + 1, updated_at = ? WHERE id = "
    "?";
constexpr auto kSetEnabled =
    "UPDATE plugin_instances SET enabled = ?, revision = revision + 1, updated_at = ? WHERE id = ?";

PluginInstance instanceOf(const db::Row& row) {
  return {row.id<PluginInstance>("id"), row.text("name"), row.text("plugin"), row.flag("enabled"),
          row.integer("revision")};
}

}  // namespace

const SealedColumn PluginInstances::kSettings{"plugin_instances", "id", "settings"};

std::vector<PluginInstance> PluginInstances::all(db::Reader& reader) {
  return reader.query(kSelectAll).map(instanceOf);
}

std::optional<PluginInstance> PluginInstances::find(db::Reader& reader, const std::string& name) {
  return reader.query(kSelectOne, name).first(instanceOf);
}

Json PluginInstances::settings(db::Reader& reader, Id<PluginInstance> id) {
  const auto sealed = reader.query(kSelectSettings, id).first([](const db::Row& row) {
    return row.blob("settings");
  });
  return sealed ? Json::parse(vault_.open(kSettings, id.value(), *sealed).reveal())
                : Json::object();
}

void PluginInstances::insert(db::Transaction& tx, const PluginInstance& instance,
                             const Json& settings, Instant now) {
  tx.execute(kInsert, instance.id, instance.name, instance.plugin, instance.enabled,
             vault_.seal(kSettings, instance.id.value(), Secret{dump(settings)}), now, now);
}

void PluginInstances::saveSettings(db::Transaction& tx, Id<PluginInstance> id, const Json& settings,
                                   Instant now) {
  tx.execute(kSaveSettings, vault_.seal(kSettings, id.value(), Secret{dump(settings)}), now, id);
}

void PluginInstances::setEnabled(db::Transaction& tx, Id<PluginInstance> id, bool enabled,
                                 Instant now) {
  tx.execute(kSetEnabled, enabled, now, id);
}

}  // namespace hostler

#pragma once

#include "core/audit/audit_log.h"
#include "core/nodes/id_mint.h"
#include "modules/catalog/product_service.h"
#include "modules/plugins/plugin_desk.h"

#include <functional>

namespace hostler {

/// What one server of a provisioner answered.
struct ServerTrial {
  std::string id, name;
  bool works = false;
  std::string code, message;
};
/// Asks every server that is configured for a provisioner whether it works. Waits for them.
using ServerTrials = std::function<std::vector<ServerTrial>(const std::string& instance)>;

/// What the platform's staff do with plugins.
class PluginService {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    PluginInstances& instances;
    PluginDesk& desk;
    AuditLog& audit;
    bool production = true;
    ServerTrials servers = {};  ///< of provisioners; without it their servers are not asked
  };
  explicit PluginService(Parts parts) : parts_{std::move(parts)} {}

  /// A further account of an installed plugin, disabled and without settings. The first account of
  /// a plugin, named like it, is made when its settings are first saved. Throws 409 when the name
  /// is taken.
  PluginInstance add(const Actor& actor, const std::string& plugin, const std::string& name);
  /// Replaces the settings; a secret that comes as "***" stays as it is, unless the provider's
  /// address changes. Throws ValidationError by the plugin's schema, or for such a secret.
  PluginInstance saveSettings(const Actor& actor, const std::string& name, const Json& settings);
  PluginInstance setEnabled(const Actor& actor, const std::string& name, bool enabled);
  /// Records what lies in the folder as this plugin, so that production loads it. Throws 409
  /// `plugin_refused` for what is no plugin.
  void accept(const Actor& actor, const std::string& plugin);
  /// Restarts it with what is installed now.
  void reload(const Actor& actor, const std::string& name);
  /// Asks the provider whether these settings work; answers in words. A provisioner that has
  /// servers is asked at each of them, and works where all of them do.
  Json test(const std::string& name);

  /// The settings with secrets masked.
  Json shownSettings(db::Reader& reader, const PluginInstance& instance);
  plugin::FormatPolicy policy() const;

  /// Judges a product's provisioning by its plugin's product_settings.
  Provisioning checkProvisioning(const Json& provisioning, FieldErrors& errors);
  /// Judges a server's settings, and takes them apart: what may be shown, and what is secret.
  std::pair<Json, Json> checkServerSettings(const std::string& instance, const Json& settings);

 private:
  Json testServers(const std::string& instance);
  void recordOrigin(db::Transaction& tx, const std::string& plugin);
  PluginInstance findOrMake(db::Transaction& tx, const std::string& name);
  plugin::Manifest manifest(const std::string& plugin);

  Parts parts_;
};

}  // namespace hostler

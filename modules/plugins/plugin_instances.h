#pragma once

#include "core/db/database.h"
#include "core/json/json.h"
#include "core/secrets/vault.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

struct PluginInstance;
template <>
inline constexpr std::string_view kIdPrefix<PluginInstance> = "plg";

/// A configured account of a plugin.
struct PluginInstance {
  Id<PluginInstance> id;
  std::string name;    ///< "razorpay_2": in webhook paths and on servers
  std::string plugin;  ///< "razorpay"
  bool enabled = false;
  std::int64_t revision = 0;
};

/// SQL of plugin instances. Settings are sealed as a whole.
class PluginInstances {
 public:
  explicit PluginInstances(Vault& vault) : vault_{vault} {}
  static const SealedColumn kSettings;

  std::vector<PluginInstance> all(db::Reader& reader);
  std::optional<PluginInstance> find(db::Reader& reader, const std::string& name);
  /// The settings in clear; an empty object where none were set.
  Json settings(db::Reader& reader, Id<PluginInstance> id);
  /// Throws db::UniqueViolation when the name is taken.
  void insert(db::Transaction& tx, const PluginInstance& instance, const Json& settings,
              Instant now);
  void saveSettings(db::Transaction& tx, Id<PluginInstance> id, const Json& settings, Instant now);
  void setEnabled(db::Transaction& tx, Id<PluginInstance> id, bool enabled, Instant now);

 private:
  Vault& vault_;
};

}  // namespace hostler

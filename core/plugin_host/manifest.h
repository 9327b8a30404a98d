#pragma once

#include "core/plugin_host/settings_schema.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::plugin {

/// A plugin.json that cannot be used; `faults()` names everything that is wrong with it.
class ManifestError : public std::runtime_error {
 public:
  explicit ManifestError(std::vector<std::string> faults);
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  std::vector<std::string> faults_;
};

/// What a plugin says of itself in plugin.json: all that the engine knows of it without running it.
struct Manifest {
  std::string kind;     ///< "registrar/1"
  std::string name;     ///< "acme": its folder's name too
  std::string version;  ///< "1.2.0"
  std::string sdk;      ///< "1.0": of the border that it was built against
  std::string title, description, homepage, license, author;
  std::vector<std::string> capabilities;
  /// That it calls: host names, or "{settings.base_url}" for the host of that setting.
  std::vector<std::string> hosts;
  /// Origins that it needs in people's browsers, by the kind of use: a gateway's payment page
  /// (plugin.json's `checkout`), or what a captcha shows (`widget`).
  struct Checkout {
    std::vector<std::string> script, frame, connect;
  };
  Checkout checkout;
  SettingsSchema settings;         ///< the plugin's own account
  SettingsSchema serverSettings;   ///< of one server or cloud account: they travel with each call
  SettingsSchema productSettings;  ///< what a product says

  /// Throws ManifestError.
  static Manifest parse(std::string_view text);
  /// Reads a file of at most 256 KB. Throws ManifestError.
  static Manifest load(const std::filesystem::path& file);
};

/// Whether a text may name a plugin or an instance of one: lower case, digits, `_` and `-`; so
/// never a path.
bool isPluginName(std::string_view text);

}  // namespace hostler::plugin

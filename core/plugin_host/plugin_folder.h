#pragma once

#include "core/plugin_host/known_files.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace hostler::plugin {

/// A plugin that must not or cannot be loaded; `what()` is the reason, for people.
struct PluginRefused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A plugin as it lies in its folder: plugin.json and, named after it, the library.
struct InstalledPlugin {
  Manifest manifest;
  std::filesystem::path folder;
  std::filesystem::path binary;

  using Hash = std::function<std::string(const std::filesystem::path&)>;

  /// What a signature covers, as sha256sum prints it: one line for each of the two files.
  std::string sums() const;
  /// The same with the files' hashes taken from `hash`.
  std::string sums(const Hash& hash) const;
  /// The hash of sums(): what is recorded of a plugin that was taken on. Throws
  /// std::runtime_error where a file cannot be read.
  std::string origin() const;
};

/// What makes a plugin acceptable.
struct Trust {
  enum class Signature { Valid = 1, Missing, Invalid };

  /// In production nobody but root may be able to write what is loaded, and no root folder may be
  /// a link: whoever took over the engine could else have it load what they like.
  bool production = true;
  /// Accept what has neither a signature nor a recorded hash. Sandbox, or where the operator says
  /// so.
  bool allowUnsigned = false;
  /// The hash of sums() that was recorded when the plugin was installed: a plugin that differs is
  /// refused.
  std::function<std::optional<std::string>(const std::string& name)> recordedHash = {};
  /// Checks a signature over sums(). None: nothing is signed.
  std::function<Signature(const InstalledPlugin& plugin, const std::string& sums)> signature = {};
  /// Root folders that come with the program, such as the one beside it: whoever can write there
  /// can write the program, so these may be the engine's own user's, and links.
  std::vector<std::filesystem::path> ofTheProgram = {};
  ::uid_t engineUser = ::geteuid();  ///< as whom the engine runs
};

/// The folder of installed plugins: `<root>/<name>` or `<root>/<kind>/<name>`, each with a
/// plugin.json and a `<name>.so`. There may be several roots: of two plugins of one name the one in
/// the earlier root counts. Nothing else is ever loaded: a name that is asked for is looked for at
/// these two places alone, and only once isPluginName() says that it can be no path. Thread-safe.
class PluginFolder {
 public:
  struct Unusable {
    std::string folder;  ///< below the root
    std::string reason;
  };
  struct Contents {
    std::vector<InstalledPlugin> usable;  ///< by name
    std::vector<Unusable> unusable;
  };

  PluginFolder(const std::filesystem::path& root, Trust trust)
      : PluginFolder{std::vector{root}, std::move(trust)} {}
  PluginFolder(const std::vector<std::filesystem::path>& roots, Trust trust);

  Contents scan() const;
  /// Throws PluginRefused, with the reason that scan() has for it.
  InstalledPlugin find(const std::string& name) const;
  /// The same, whatever hash was recorded for it: for whoever is about to accept what lies there.
  InstalledPlugin findChanged(const std::string& name) const;
  /// Checks once more what lies there now, before each start: rights, file, signature and the hash
  /// of every byte, whatever was known of them. Throws PluginRefused.
  void verify(const InstalledPlugin& plugin) const;

 private:
  struct Candidate {
    std::filesystem::path root, folder;
  };

  std::vector<Candidate> candidates() const;
  const std::filesystem::path& rootOf(const std::filesystem::path& folder) const;
  InstalledPlugin read(const std::filesystem::path& folder) const;
  void checkRights(const std::filesystem::path& root, const std::filesystem::path& path) const;
  void check(const InstalledPlugin& plugin, const InstalledPlugin::Hash& hash) const;
  void checkOrigin(const InstalledPlugin& plugin, const InstalledPlugin::Hash& hash) const;

  std::vector<std::filesystem::path> roots_;
  Trust trust_;
  std::shared_ptr<KnownFiles> known_;
};

}  // namespace hostler::plugin

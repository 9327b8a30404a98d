#include "core/plugin_host/plugin_folder.h"

#include "core/plugin_host/library_file.h"

#include <algorithm>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace hostler::plugin {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> foldersIn(const fs::path& parent) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{parent, error}) {
    if (entry.is_directory(error)) folders.push_back(entry.path());
  }
  std::ranges::sort(folders);
  return folders;
}

bool isPlugin(const fs::path& folder) {
  return fs::exists(fs::symlink_status(folder / "plugin.json"));
}

std::vector<fs::path> pluginsIn(const fs::path& root) {
  std::vector<fs::path> found;
  for (const auto& folder : foldersIn(root)) {
    if (isPlugin(folder)) {
      found.push_back(folder);
      continue;
    }
    for (const auto& below : foldersIn(folder)) {
      if (isPlugin(below)) found.push_back(below);
    }
  }
  return found;
}

// The first of that name, as pluginsIn() has them; without a look at any other.
std::optional<fs::path> pluginIn(const fs::path& root, const std::string& name) {
  for (const auto& folder : foldersIn(root)) {
    if (isPlugin(folder)) {
      if (folder.filename() == name) return folder;
    } else if (isPlugin(folder / name)) {
      return folder / name;
    }
  }
  return std::nullopt;
}

const std::string kNotTakenOn = "it is not signed, and nobody has taken it on: ";

// However it is written.
fs::path placeOf(const fs::path& root) {
  return fs::absolute(root / "").lexically_normal().parent_path();
}

std::string giveToRoot(const fs::path& root) {
  return "in production plugins belong to root: `chown -R root " + root.string() + "`";
}

std::string takeOn(const InstalledPlugin& plugin) {
  return "`hostler plugin accept " + plugin.manifest.name + "` takes it on as it lies there";
}

}  // namespace

std::string InstalledPlugin::sums() const {
  return sums(sha256OfFile);
}

std::string InstalledPlugin::sums(const Hash& hash) const {
  const auto json = folder / "plugin.json";
  return hash(json) + "  plugin.json\n" + hash(binary) + "  " + binary.filename().string() + "\n";
}

std::string InstalledPlugin::origin() const {
  return sha256OfText(sums());
}

PluginFolder::PluginFolder(const std::vector<fs::path>& roots, Trust trust)
    : trust_{std::move(trust)}, known_{std::make_shared<KnownFiles>()} {
  for (auto& root : trust_.ofTheProgram) root = placeOf(root);
  for (const auto& root : roots) {
    auto place = placeOf(root);
    if (std::ranges::find(roots_, place) == roots_.end()) roots_.push_back(std::move(place));
  }
}

std::vector<PluginFolder::Candidate> PluginFolder::candidates() const {
  std::vector<Candidate> all;
  for (const auto& root : roots_) {
    for (auto& folder : pluginsIn(root)) all.push_back({root, std::move(folder)});
  }
  return all;
}

const fs::path& PluginFolder::rootOf(const fs::path& folder) const {
  const auto holds = [&](const fs::path& root) {
    const auto below = folder.lexically_relative(root);
    return !below.empty() && *below.begin() != ".." && below != ".";
  };
  const auto root = std::ranges::find_if(roots_, holds);
  if (root == roots_.end()) throw PluginRefused{"it lies in no folder of installed plugins"};
  return *root;
}

void PluginFolder::checkRights(const fs::path& root, const fs::path& path) const {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0)
    throw PluginRefused{"there is no " + path.filename().string()};
  const bool mayBeTheEngines =
      std::ranges::find(trust_.ofTheProgram, root) != trust_.ofTheProgram.end();
  // A link could be turned elsewhere after it was looked at. The root itself may be one where it is
  // the operator's.
  if (S_ISLNK(status.st_mode)) {
    if (path != root) throw PluginRefused{path.filename().string() + " is a link"};
    if (trust_.production && !mayBeTheEngines) {
      throw PluginRefused{root.string() +
                          " is a link: lay a folder there that belongs to root, or name the one "
                          "that it leads to in plugins.folder"};
    }
  }
  if (!trust_.production) return;
  if (::stat(path.c_str(), &status) != 0)
    throw PluginRefused{"there is no " + path.filename().string()};
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    throw PluginRefused{path.filename().string() + " can be written by others than its owner"};
  }
  if (status.st_uid == 0) return;
  if (status.st_uid != trust_.engineUser) {
    throw PluginRefused{path.filename().string() + " belongs to another user than root; " +
                        giveToRoot(root)};
  }
  if (!mayBeTheEngines) {
    throw PluginRefused{path.filename().string() +
                        " belongs to the user that the engine runs as, which could change what it "
                        "loads; " +
                        giveToRoot(root)};
  }
}

InstalledPlugin PluginFolder::read(const fs::path& folder) const {
  InstalledPlugin plugin;
  plugin.folder = folder;
  checkRights(rootOf(folder), folder / "plugin.json");
  try {
    plugin.manifest = known_->manifest(folder / "plugin.json");
  } catch (const ManifestError& error) {
    throw PluginRefused{error.what()};
  }
  if (plugin.manifest.name != folder.filename()) {
    throw PluginRefused{"its plugin.json names \"" + plugin.manifest.name + "\", its folder is \"" +
                        folder.filename().string() + "\""};
  }
  plugin.binary = folder / (plugin.manifest.name + ".so");
  check(plugin, [this](const fs::path& file) { return known_->sha256(file); });
  return plugin;
}

void PluginFolder::verify(const InstalledPlugin& plugin) const {
  check(plugin, sha256OfFile);
}

void PluginFolder::check(const InstalledPlugin& plugin, const InstalledPlugin::Hash& hash) const {
  const auto& root = rootOf(plugin.folder);
  for (auto path = plugin.folder; path != root && path.has_relative_path();
       path = path.parent_path())
    checkRights(root, path);
  for (const auto& path : {root, plugin.folder / "plugin.json", plugin.binary})
    checkRights(root, path);
  if (const auto fault = libraryFault(plugin.binary)) {
    throw PluginRefused{plugin.binary.filename().string() + ": " + *fault};
  }
  checkOrigin(plugin, hash);
}

void PluginFolder::checkOrigin(const InstalledPlugin& plugin,
                               const InstalledPlugin::Hash& hash) const {
  const auto recorded =
      trust_.recordedHash ? trust_.recordedHash(plugin.manifest.name) : std::nullopt;
  if (!recorded && !trust_.signature) {
    if (trust_.allowUnsigned) return;
    throw PluginRefused{kNotTakenOn + takeOn(plugin)};
  }
  std::string sums;
  try {
    sums = plugin.sums(hash);
  } catch (const std::runtime_error& error) {
    throw PluginRefused{error.what()};
  }
  if (recorded && *recorded != sha256OfText(sums)) {
    throw PluginRefused{
        "it is not what was installed: its hash differs from the recorded one; after an upgrade, " +
        takeOn(plugin)};
  }
  const auto signature =
      trust_.signature ? trust_.signature(plugin, sums) : Trust::Signature::Missing;
  if (signature == Trust::Signature::Invalid) throw PluginRefused{"its signature is not valid"};
  if (signature == Trust::Signature::Missing && !recorded && !trust_.allowUnsigned) {
    throw PluginRefused{kNotTakenOn + takeOn(plugin)};
  }
}

PluginFolder::Contents PluginFolder::scan() const {
  Contents contents;
  std::map<std::string, InstalledPlugin> byName;
  for (const auto& [root, folder] : candidates()) {
    const auto place = folder.lexically_relative(root).string();
    try {
      auto plugin = read(folder);
      const auto name = plugin.manifest.name;
      const auto [other, added] = byName.try_emplace(name, std::move(plugin));
      if (!added) {
        const auto& first = other->second.folder;
        const auto taken =
            rootOf(first) == root ? first.lexically_relative(root).string() : first.string();
        contents.unusable.push_back({place, "its name is taken by " + taken});
      }
    } catch (const PluginRefused& refused) {
      contents.unusable.push_back({place, refused.what()});
    }
  }
  for (auto& [name, plugin] : byName) contents.usable.push_back(std::move(plugin));
  return contents;
}

InstalledPlugin PluginFolder::find(const std::string& name) const {
  if (!isPluginName(name)) throw PluginRefused{"that is no name of a plugin"};
  for (const auto& root : roots_) {
    if (const auto folder = pluginIn(root, name)) return read(*folder);
  }
  throw PluginRefused{"no plugin of that name is installed"};
}

InstalledPlugin PluginFolder::findChanged(const std::string& name) const {
  auto trust = trust_;
  trust.recordedHash = {};
  trust.allowUnsigned = true;
  return PluginFolder{roots_, std::move(trust)}.find(name);
}

}  // namespace hostler::plugin

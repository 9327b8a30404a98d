#pragma once

#include "core/plugin_host/package.h"

#include <filesystem>
#include <optional>
#include <string>

namespace hostler::plugin {

/// DATA_DIR/plugins, where packages are installed, for whoever changes it: one at a time, held by a
/// lock on `.lock` in it as long as this lives. New and former versions lie in `.incoming` and
/// `.previous`, so deep that PluginFolder looks at neither.
class PluginStore {
 public:
  /// Makes the folder (0755) where it is missing. Throws PackageError when it cannot, when it is a
  /// link or, for root, not root's alone, or when somebody else changes it at this moment.
  explicit PluginStore(std::filesystem::path root);
  ~PluginStore();
  PluginStore(const PluginStore&) = delete;
  PluginStore& operator=(const PluginStore&) = delete;

  /// Where a plugin of that name lies, whole or not: ROOT/NAME or ROOT/KIND/NAME.
  std::optional<std::filesystem::path> find(const std::string& name) const;
  /// Puts a package there, whole or not at all, in the place of what has its name; what was there
  /// is kept in ROOT/.previous/NAME until the next one comes, or remove(). Answers its folder.
  /// Throws PackageError, and leaves all as it was then.
  std::filesystem::path place(const Package& package);
  /// Undoes the place() of a moment ago: what was there before is there again.
  void takeBack(const std::string& name);
  /// Takes a plugin away, and what was kept of it. Throws PackageError where there is none.
  void remove(const std::string& name);

 private:
  std::filesystem::path newFolder();
  std::filesystem::path previous(const std::string& name) const {
    return root_ / ".previous" / name / name;
  }

  const std::filesystem::path root_;
  int lock_ = -1;
};

}  // namespace hostler::plugin

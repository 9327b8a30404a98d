#include "core/plugin_host/plugin_store.h"

#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hostler::plugin {
namespace {

namespace fs = std::filesystem;

PackageError failure(const std::string& what, const fs::path& path) {
  return PackageError{"cannot " + what + " " + path.string() + ": " + std::strerror(errno)};
}

// With a mode that does not depend on the umask: the loader refuses what others can write.
void makeFolder(const fs::path& folder) {
  if (fs::is_directory(fs::symlink_status(folder))) return;
  if (::mkdir(folder.c_str(), 0755) != 0 || ::chmod(folder.c_str(), 0755) != 0)
    throw failure("make", folder);
}

void moveTo(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw failure("rename to", to);
}

void syncFolder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

// Both names are always there; where the file system cannot do that, the old one is away for a
// moment.
void exchange(const fs::path& one, const fs::path& other) {
  if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0) return;
  if (errno != EINVAL && errno != ENOSYS) throw failure("replace", other);
  const fs::path aside = one.string() + ".aside";
  moveTo(other, aside);
  try {
    moveTo(one, other);
  } catch (const PackageError&) {
    moveTo(aside, other);
    throw;
  }
  moveTo(aside, one);
}

// Root would follow what somebody else put there.
void demandRoots(const fs::path& folder) {
  struct stat status {};
  if (::geteuid() != 0) return;
  if (::lstat(folder.c_str(), &status) != 0) throw failure("look at", folder);
  if (status.st_uid == 0 && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0) return;
  throw PackageError{"others than root can write in " + folder.string() + ": `chown -R root " +
                     folder.string() + " && chmod -R go-w " + folder.string() + "`"};
}

std::string kindWord(const Manifest& manifest) {
  return manifest.kind.substr(0, manifest.kind.find('/'));
}

}  // namespace

PluginStore::PluginStore(fs::path root) : root_{std::move(root)} {
  std::error_code error;
  fs::create_directories(root_.parent_path(), error);
  if (fs::is_symlink(fs::symlink_status(root_))) {
    throw PackageError{root_.string() +
                       " is a link: packages are installed into a folder of that name"};
  }
  makeFolder(root_);
  demandRoots(root_);
  lock_ = ::open((root_ / ".lock").c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (lock_ < 0) throw failure("write in", root_);
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw PackageError{"another command installs or removes a plugin just now; try again then"};
  }
  // Of a command that was killed.
  fs::remove_all(root_ / ".incoming", error);
}

PluginStore::~PluginStore() {
  std::error_code ignored;
  fs::remove_all(root_ / ".incoming", ignored);
  ::close(lock_);
}

std::optional<fs::path> PluginStore::find(const std::string& name) const {
  if (!isPluginName(name)) throw PackageError{"\"" + name + "\" is no name of a plugin"};
  const auto lies = [](const fs::path& folder) { return fs::exists(fs::symlink_status(folder)); };
  if (lies(root_ / name / "plugin.json")) return root_ / name;
  for (const auto& kind : fs::directory_iterator{root_}) {
    if (kind.path().filename().string().starts_with('.')) continue;
    if (kind.is_directory() && lies(kind.path() / name)) return kind.path() / name;
  }
  return std::nullopt;
}

fs::path PluginStore::newFolder() {
  makeFolder(root_ / ".incoming");
  auto name = (root_ / ".incoming" / "install-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw failure("make", name);
  return name;
}

fs::path PluginStore::place(const Package& package) {
  const auto& name = package.manifest().name;
  const auto there = find(name);
  const auto target = there.value_or(root_ / kindWord(package.manifest()) / name);
  const auto fresh = package.layInto(newFolder());
  syncFolder(fresh);
  fs::remove_all(root_ / ".previous" / name);
  if (there) {
    makeFolder(root_ / ".previous");
    makeFolder(previous(name).parent_path());
    exchange(fresh, target);
    try {
      moveTo(fresh, previous(name));
    } catch (const PackageError&) {
      exchange(fresh, target);
      throw;
    }
  } else {
    makeFolder(target.parent_path());
    moveTo(fresh, target);
  }
  syncFolder(target.parent_path());
  return target;
}

void PluginStore::takeBack(const std::string& name) {
  const auto there = find(name);
  if (!there) return;
  const auto gone = newFolder() / name;
  if (fs::exists(fs::symlink_status(previous(name)))) {
    exchange(previous(name), *there);
    moveTo(previous(name), gone);
    fs::remove_all(previous(name).parent_path());
  } else {
    moveTo(*there, gone);
  }
  syncFolder(there->parent_path());
}

void PluginStore::remove(const std::string& name) {
  const auto there = find(name);
  if (!there) throw PackageError{"no plugin of that name is installed in " + root_.string()};
  moveTo(*there, newFolder() / name);
  syncFolder(there->parent_path());
  fs::remove_all(root_ / ".previous" / name);
}

}  // namespace hostler::plugin

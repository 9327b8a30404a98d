#pragma once

#include "core/plugin_host/manifest.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace hostler::plugin {

/// What was read of plugins' files, kept for as long as a file is the very same: its inode, size
/// and times of change to the nanosecond, of which the last cannot be set by anybody but the
/// system. A folder is looked at every few seconds, and a plugin.json takes milliseconds to read.
/// Thread-safe.
class KnownFiles {
 public:
  /// A file that changed less than `settled` ago is not kept: it may change again within one tick
  /// of the file system's clock, and look the same.
  explicit KnownFiles(std::chrono::nanoseconds settled = std::chrono::milliseconds{100})
      : settled_{settled} {}

  /// What Manifest::load makes of a file. Throws ManifestError, each time anew.
  Manifest manifest(const std::filesystem::path& file);
  /// What sha256OfFile makes of it. Throws std::runtime_error when it cannot be read.
  std::string sha256(const std::filesystem::path& file);

 private:
  struct Identity {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t modified = 0, changed = 0;  ///< nanoseconds; `changed` is the inode's
    bool operator==(const Identity&) const = default;
  };
  template <typename Value>
  struct Kept {
    Identity identity;
    Value value;
  };
  template <typename Value>
  using Shelf = std::map<std::filesystem::path, Kept<Value>>;

  static Identity identityOf(const std::filesystem::path& file);
  template <typename Value, typename Read>
  Value remembered(Shelf<Value>& shelf, const std::filesystem::path& file, const Read& read);

  const std::chrono::nanoseconds settled_;
  std::mutex mutex_;
  Shelf<Manifest> manifests_;
  Shelf<std::string> sums_;
};

}  // namespace hostler::plugin

#pragma once

#include "core/plugin_host/manifest.h"
#include "core/plugin_host/tar_file.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::plugin {

/// What a package may hold at most. They bound the memory that reading one takes.
struct PackageLimits {
  std::size_t packedBytes = std::size_t{64} << 20;  ///< of the package's file
  std::size_t bytes = std::size_t{192} << 20;       ///< of all its files, unpacked
  std::size_t ratio = 100;                          ///< of both, beyond the first MiB
  std::size_t files = 64;
};

/// A plugin as it travels from its author to an installation: one folder, called after the plugin,
/// with plugin.json, the library and what else the author lays beside them (a licence, a README),
/// as a tar file (POSIX ustar) compressed by Zstandard (RFC 8878). By custom NAME-VERSION.hpk.
class Package {
 public:
  /// Of a plugin's folder: all of its files, sorted by name. Throws PackageError for a folder
  /// within it, a link, a file whose name a package may not hold, and what read() would refuse.
  static Package ofFolder(const std::filesystem::path& folder, const PackageLimits& limits = {});
  /// Of bytes that may come from anybody. Throws PackageError for whatever bytes() never makes:
  /// names that lead elsewhere, links, a second folder, one that is not called after its plugin,
  /// too much of anything, a plugin.json that cannot be used.
  static Package read(std::string_view bytes, const PackageLimits& limits = {});

  const Manifest& manifest() const { return manifest_; }
  /// "acme/plugin.json" and so on, sorted.
  const std::vector<PackedFile>& files() const { return files_; }
  /// The same files give the same bytes, with the same libzstd.
  std::string bytes() const;
  /// "acme-1.2.0.hpk"
  std::string fileName() const;
  /// Writes `parent`/NAME, which must not be there, and answers it: folder 0755, files 0644,
  /// whatever the umask; on the disk when it returns. Throws PackageError; then a part of it may
  /// have been written.
  std::filesystem::path layInto(const std::filesystem::path& parent) const;

 private:
  Package(std::vector<PackedFile> files);

  Manifest manifest_;
  std::vector<PackedFile> files_;
};

/// The bytes of a package's file. Throws PackageError where it is no plain file, cannot be read or
/// is larger than a package may be.
std::string packageBytes(const std::filesystem::path& file, const PackageLimits& limits = {});

}  // namespace hostler::plugin

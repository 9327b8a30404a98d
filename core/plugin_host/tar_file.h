#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::plugin {

/// A plugin's package, or a key or signature of one, that cannot be used or made; `what()` is the
/// reason, for people.
struct PackageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A file of a package.
struct PackedFile {
  std::string path;  ///< "acme/plugin.json"
  std::string content;
};

/// The files as a tar file (POSIX.1-2001, "ustar interchange format"), in their order, with modes
/// 0644, no owner and no time: the same files give the same bytes. Throws PackageError for a path
/// of more than 100 bytes and a file of 8 GiB and more.
std::string tarOf(const std::vector<PackedFile>& files);

/// The files in a tar file, which may come from anybody. Nothing but plain files and folders may be
/// in it, `mostFiles` at most: links, devices and the extended headers of other writers are refused
/// by name. The paths are as they stand there: whoever writes files of these names checks them.
/// Throws PackageError.
std::vector<PackedFile> filesInTar(std::string_view tar, std::size_t mostFiles);

}  // namespace hostler::plugin

#include "core/backup/new_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace hostler::backup {
namespace {

[[noreturn]] void cannot(const std::string& what, const std::string& file) {
  throw BackupError{"cannot " + what + " " + file + ": " + std::strerror(errno)};
}

BackupError isThere(const std::filesystem::path& path) {
  return BackupError{path.string() + " is there already; --force replaces it"};
}

std::filesystem::path folderOf(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

}  // namespace

NewFile::NewFile(std::filesystem::path path, bool replace)
    : path_{std::move(path)}, replace_{replace}, partial_{path_.string() + ".partial.XXXXXX"} {
  if (!replace_ && std::filesystem::exists(std::filesystem::symlink_status(path_)))
    throw isThere(path_);
  descriptor_ = ::mkostemp(partial_.data(), O_CLOEXEC);  // with mode 0600
  if (descriptor_ < 0) cannot("make", path_.string());
}

NewFile::~NewFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(partial_.c_str());
}

void NewFile::write(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) cannot("write", path_.string());
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void NewFile::finish() {
  if (::fsync(descriptor_) != 0) cannot("write", path_.string());
  const auto flags = replace_ ? 0U : static_cast<unsigned>(RENAME_NOREPLACE);
  if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, path_.c_str(), flags) != 0) {
    if (errno == EEXIST) throw isThere(path_);
    cannot("make", path_.string());
  }
  ::close(descriptor_);
  descriptor_ = -1;
  syncFolder(folderOf(path_));
}

void syncFolder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) cannot("open", folder.string());
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!synced) cannot("sync", folder.string());
}

OldFile::OldFile(const std::filesystem::path& path)
    : name_{path.string()}, descriptor_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {
  if (descriptor_ < 0) cannot("read", name_);
}

OldFile::~OldFile() {
  ::close(descriptor_);
}

std::size_t OldFile::read(char* to, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const auto got = ::read(descriptor_, to + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) cannot("read", name_);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace hostler::backup

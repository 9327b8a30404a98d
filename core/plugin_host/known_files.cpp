#include "core/plugin_host/known_files.h"

#include "core/plugin_host/library_file.h"

#include <sys/stat.h>

namespace hostler::plugin {
namespace {

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::int64_t systemTime() {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  return nanoseconds(now);
}

}  // namespace

KnownFiles::Identity KnownFiles::identityOf(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
          nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

template <typename Value, typename Read>
Value KnownFiles::remembered(Shelf<Value>& shelf, const std::filesystem::path& file,
                             const Read& read) {
  const auto identity = identityOf(file);
  {
    const std::lock_guard lock{mutex_};
    const auto known = shelf.find(file);
    if (known != shelf.end() && known->second.identity == identity) return known->second.value;
  }
  const bool settled = systemTime() - identity.changed >= settled_.count();
  auto value = read(file);
  const std::lock_guard lock{mutex_};
  // What changed while it was read is read again next time.
  if (settled && identity != Identity{} && identity == identityOf(file))
    shelf.insert_or_assign(file, Kept<Value>{identity, value});
  return value;
}

Manifest KnownFiles::manifest(const std::filesystem::path& file) {
  return remembered(manifests_, file, Manifest::load);
}

std::string KnownFiles::sha256(const std::filesystem::path& file) {
  return remembered(sums_, file, sha256OfFile);
}

}  // namespace hostler::plugin

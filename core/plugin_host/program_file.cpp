#include "core/plugin_host/program_file.h"

#include <fstream>
#include <sstream>
#include <utility>

namespace hostler::plugin {
namespace {

std::optional<struct stat> lookedUp(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return status;
}

bool carries(const std::filesystem::path& path, std::string_view mark) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.view().find(mark) != std::string_view::npos;
}

}  // namespace

ProgramFile::ProgramFile(std::filesystem::path path, std::string_view mark)
    : path_{std::move(path)}, was_{lookedUp(path_)} {
  if (was_ && !carries(path_, mark)) was_.reset();
}

bool ProgramFile::isThere() const {
  const auto is = lookedUp(path_);
  return was_ && is && is->st_dev == was_->st_dev && is->st_ino == was_->st_ino &&
         is->st_size == was_->st_size && is->st_mtim.tv_sec == was_->st_mtim.tv_sec &&
         is->st_mtim.tv_nsec == was_->st_mtim.tv_nsec;
}

}  // namespace hostler::plugin

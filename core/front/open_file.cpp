#include "core/front/open_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace hostler::front {

OpenFile OpenFile::open(const std::string& path, std::uint64_t size) {
  OpenFile file;
  // Not to wait for the other end, should the path name a pipe.
  file.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat facts {};
  const bool isWhole = file && ::fstat(file.descriptor_, &facts) == 0 && S_ISREG(facts.st_mode) &&
                       static_cast<std::uint64_t>(facts.st_size) >= size;
  return isWhole ? std::move(file) : OpenFile{};
}

OpenFile::OpenFile(OpenFile&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t OpenFile::read(std::uint64_t offset, std::span<char> to) const {
  ssize_t count = 0;
  do {
    count = ::pread(descriptor_, to.data(), to.size(), static_cast<off_t>(offset));
  } while (count < 0 && errno == EINTR);
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

}  // namespace hostler::front

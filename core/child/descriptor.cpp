#include "core/child/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace hostler::child {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = std::exchange(other.number_, -1);
  }
  return *this;
}

void Descriptor::close() noexcept {
  // After EINTR the number is gone on Linux all the same, so nothing is retried.
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

Pipe Pipe::open() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw std::system_error{errno, std::generic_category(), "pipe2"};
  return {Descriptor{ends[0]}, Descriptor{ends[1]}};
}

}  // namespace hostler::child

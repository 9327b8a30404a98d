#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <sys/types.h>

namespace hostler::bench {

class Child;

/// nginx with two workers that serves files of given sizes, named by their size, from a folder of
/// its own.
class Nginx {
 public:
  explicit Nginx(std::initializer_list<std::size_t> sizes);
  ~Nginx();

  std::uint16_t port() const { return port_; }
  pid_t pid() const;

 private:
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<Child> child_;
};

}  // namespace hostler::bench

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace hostler::bench {

class Child;

/// A Redis of its own that waits for the disk at each write, as our database does at each commit.
class Redis {
 public:
  Redis();
  ~Redis();
  std::uint16_t port() const { return port_; }

 private:
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<Child> child_;
};

}  // namespace hostler::bench

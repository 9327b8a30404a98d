#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

namespace hostler::bench {

class Child;

/// BullMQ on a Redis of its own that waits for the disk at each write, as our database does at each
/// commit.
class BullMq {
 public:
  BullMq();
  ~BullMq();

  struct Figures {
    double addedPerSecond = 0;  ///< in bulk
    double donePerSecond = 0;   ///< with 50 at once
    double startP50Ms = 0, startP99Ms = 0;
  };
  Figures measure(int jobs);

 private:
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<Child> redis_;
};

}  // namespace hostler::bench

#pragma once

#include "tests/bench/front/redis.h"

namespace hostler::bench {

/// BullMQ on a Redis that waits for the disk.
class BullMq {
 public:
  struct Figures {
    double addedPerSecond = 0;  ///< in bulk
    double donePerSecond = 0;   ///< with 50 at once
    double startP50Ms = 0, startP99Ms = 0;
  };
  Figures measure(int jobs);

 private:
  Redis redis_;
};

}  // namespace hostler::bench

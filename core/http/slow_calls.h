#pragma once

#include "core/problem/problem.h"

#include <mutex>
#include <string>
#include <unordered_map>

namespace hostler::http {

/// Counts the slow calls that are under way, all together and by caller. Thread-safe.
class SlowCalls {
 public:
  SlowCalls(int atOnce, int perCaller) : atOnce_{atOnce}, perCaller_{perCaller} {}

  /// One call's place, for as long as it lives. Throws 503 `busy` with Retry-After where there is
  /// none.
  class Place {
   public:
    Place(SlowCalls& calls, std::string caller);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

   private:
    SlowCalls& calls_;
    std::string caller_;
  };

 private:
  const int atOnce_, perCaller_;
  std::mutex mutex_;
  int running_ = 0;
  std::unordered_map<std::string, int> callers_;
};

}  // namespace hostler::http

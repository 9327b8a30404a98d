#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace hostler::bench {

/// One run of wrk against one server.
struct WrkResult {
  double requestsPerSecond = 0;
  double p50Ms = 0, p99Ms = 0;
  double processorMicros = 0;  ///< the server's, for each request
  long failures = 0;           ///< answers beyond 399 and socket errors
};

WrkResult runWrk(const std::string& url, pid_t server, int connections, int seconds);

/// The run in the middle, by requests per second.
WrkResult median(std::vector<WrkResult> runs);

}  // namespace hostler::bench

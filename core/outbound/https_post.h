#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace hostler {

/// What came of a POST to somebody else's server.
struct PostOutcome {
  int status = 0;        ///< 0: no answer
  std::string response;  ///< the beginning of its body
  std::string error;     ///< why there is none, in a few words
  std::chrono::milliseconds took{0};
  bool isDelivered() const { return status >= 200 && status < 300; }
};

struct PostRequest {
  std::string url, body;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// Posts to addresses that people give: https alone, to public addresses alone, resolved once and
/// connected to as resolved, without redirects, within 10 s and with an answer of at most 64 kB
/// (security rule I10). Waits; thread-safe.
PostOutcome postToPublic(const PostRequest& request);

}  // namespace hostler

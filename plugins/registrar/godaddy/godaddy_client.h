#pragma once

#include "endpoints.h"
#include "request_limiter.h"
#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::godaddy {

using Query = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Endpoint endpoint;
  std::vector<std::string> parts = {};  ///< in place of the braces in the endpoint's path, in order
  Query query = {};
  std::optional<sdk::Json> body = {};
};

/// Speaks HTTP and JSON to one account; the only file that knows either. A definite "no" is
/// Permanent, and so is "there is none" (kNotFound). Thread-safe.
class GodaddyClient {
 public:
  GodaddyClient(const Settings& settings, sdk::Redactor& redactor, RequestLimiter::Now now);

  /// The answer's JSON; null where the answer was empty. Fractions arrive as text.
  sdk::Reply<sdk::Json> send(const sdk::Call& call, const Request& request) const;

 private:
  sdk::HttpRequest toHttp(const sdk::Call& call, const Request& request) const;

  std::string baseUrl_;
  std::vector<std::pair<std::string, std::string>> headers_;
  bool configured_ = false, testSystem_ = false;
  mutable RequestLimiter limiter_;
  sdk::HttpClient http_;
};

}  // namespace hostler::godaddy

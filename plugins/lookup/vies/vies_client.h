#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>

namespace hostler::vies {

/// Speaks HTTP with VIES; the only file that does. There are no credentials. Thread-safe.
class ViesClient {
 public:
  explicit ViesClient(const Settings& settings);

  /// What VIES answered, an error of its own included: it says those with any status (see
  /// refusalIn).
  sdk::Reply<sdk::Json> post(const sdk::Call& call, const std::string& path,
                             const sdk::Json& body) const;
  sdk::Reply<sdk::Json> get(const sdk::Call& call, const std::string& path) const;

 private:
  sdk::Reply<sdk::Json> ask(const sdk::Call& call, sdk::HttpRequest request) const;

  std::string baseUrl_;
  sdk::HttpClient http_;
};

}  // namespace hostler::vies

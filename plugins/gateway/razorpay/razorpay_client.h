#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>
#include <utility>
#include <vector>

namespace hostler::razorpay {

using Query = std::vector<std::pair<std::string, std::string>>;

/// Speaks HTTP and JSON to one account; the only file that knows either. A definite "no" is
/// Permanent.
class RazorpayClient {
 public:
  RazorpayClient(const Settings& settings, sdk::Redactor& redactor);

  sdk::Reply<sdk::Json> get(const sdk::Call& call, const std::string& path,
                            const Query& query = {}) const;
  sdk::Reply<sdk::Json> post(const sdk::Call& call, const std::string& path, const sdk::Json& body,
                             sdk::Effect effect, const std::string& idempotencyKey = {}) const;
  /// Without a final slash or version: "https://api.razorpay.com".
  const std::string& baseUrl() const { return baseUrl_; }

  sdk::Reply<sdk::Json> remove(const sdk::Call& call, const std::string& path) const;

 private:
  sdk::Reply<sdk::Json> send(const sdk::Call& call, sdk::HttpRequest request) const;

  std::string baseUrl_;
  sdk::Secret authorization_;
  bool configured_ = false;
  sdk::HttpClient http_;
};

}  // namespace hostler::razorpay

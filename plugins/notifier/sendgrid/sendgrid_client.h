#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>

namespace hostler::sendgrid {

/// Speaks HTTP and JSON to one account; the only file that knows either.
class SendGridClient {
 public:
  explicit SendGridClient(const Settings& settings);

  sdk::Reply<sdk::Json> get(const sdk::Call& call, const std::string& path) const;
  /// Hands one mail over. The reply is SendGrid's id of it, empty where it gives none.
  sdk::Reply<std::string> send(const sdk::Call& call, const sdk::Json& mail) const;

 private:
  sdk::Reply<sdk::HttpResponse> exchange(const sdk::Call& call, sdk::HttpRequest request) const;

  std::string baseUrl_;
  sdk::Secret authorization_;
  bool configured_ = false;
  sdk::HttpClient http_;
};

}  // namespace hostler::sendgrid

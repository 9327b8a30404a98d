#pragma once

#include "callback_signature.h"
#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>

namespace hostler::twilio {

/// Speaks HTTP to one account; the only file that does. Paths lie below
/// /2010-04-01/Accounts/SID.
class TwilioClient {
 public:
  TwilioClient(const Settings& settings, sdk::Redactor& redactor);

  sdk::Reply<sdk::Json> get(const sdk::Call& call, const std::string& path) const;
  sdk::Reply<sdk::Json> post(const sdk::Call& call, const std::string& path,
                             const Fields& form) const;

 private:
  sdk::Reply<sdk::Json> exchange(const sdk::Call& call, sdk::HttpRequest request,
                                 int success) const;

  std::string accountUrl_;
  sdk::Secret authorization_;
  bool configured_ = false;
  sdk::HttpClient http_;
};

}  // namespace hostler::twilio

#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>

namespace hostler::twilio {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  std::string accountSid;
  sdk::Secret authToken, previousAuthToken;
  std::string messagingServiceSid, from, statusCallback;
  std::string baseUrl = "https://api.twilio.com";

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("account_sid", &Settings::accountSid),
                      optionalField("auth_token", &Settings::authToken),
                      optionalField("previous_auth_token", &Settings::previousAuthToken),
                      optionalField("messaging_service_sid", &Settings::messagingServiceSid),
                      optionalField("from", &Settings::from),
                      optionalField("status_callback", &Settings::statusCallback),
                      optionalField("base_url", &Settings::baseUrl)};
  }

  bool hasKeys() const { return !accountSid.empty() && !authToken.empty(); }
  bool hasSender() const { return !messagingServiceSid.empty() || !from.empty(); }
};

}  // namespace hostler::twilio

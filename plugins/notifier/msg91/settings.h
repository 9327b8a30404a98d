#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>
#include <vector>

namespace hostler::msg91 {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  sdk::Secret authKey, webhookToken, previousWebhookToken;
  std::vector<std::string> templates, otpTemplates;
  std::string baseUrl = "https://control.msg91.com";

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{optionalField("auth_key", &Settings::authKey),
                      field("templates", &Settings::templates),
                      field("otp_templates", &Settings::otpTemplates),
                      optionalField("webhook_token", &Settings::webhookToken),
                      optionalField("previous_webhook_token", &Settings::previousWebhookToken),
                      optionalField("base_url", &Settings::baseUrl)};
  }
};

}  // namespace hostler::msg91

#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>

namespace hostler::razorpay {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  std::string keyId, baseUrl = "https://api.razorpay.com";
  sdk::Secret keySecret, webhookSecret, previousWebhookSecret;

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("key_id", &Settings::keyId),
                      optionalField("key_secret", &Settings::keySecret),
                      optionalField("webhook_secret", &Settings::webhookSecret),
                      optionalField("previous_webhook_secret", &Settings::previousWebhookSecret),
                      optionalField("base_url", &Settings::baseUrl)};
  }

  bool hasKeys() const { return !keyId.empty() && !keySecret.empty(); }
  bool isLive() const { return keyId.starts_with("rzp_live_"); }
};

}  // namespace hostler::razorpay

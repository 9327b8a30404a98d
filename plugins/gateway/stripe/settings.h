#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>

namespace hostler::stripe {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  std::string publishableKey, baseUrl = "https://api.stripe.com";
  sdk::Secret secretKey, webhookSecret, previousWebhookSecret;

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("publishable_key", &Settings::publishableKey),
                      optionalField("secret_key", &Settings::secretKey),
                      optionalField("webhook_secret", &Settings::webhookSecret),
                      optionalField("previous_webhook_secret", &Settings::previousWebhookSecret),
                      optionalField("base_url", &Settings::baseUrl)};
  }

  bool hasKeys() const { return !publishableKey.empty() && !secretKey.empty(); }
  bool isLive() const {
    return secretKey.reveal().starts_with("sk_live_") || secretKey.reveal().starts_with("rk_live_");
  }
  /// Both keys are of one mode.
  bool keysAgree() const { return publishableKey.starts_with("pk_live_") == isLive(); }
};

}  // namespace hostler::stripe

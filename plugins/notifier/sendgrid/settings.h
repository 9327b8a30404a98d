#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>

namespace hostler::sendgrid {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  sdk::Secret apiKey;
  std::string from, fromName;
  std::string webhookPublicKey, previousWebhookPublicKey;  ///< base 64 of a DER public key
  std::string baseUrl = "https://api.sendgrid.com";

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{
        optionalField("api_key", &Settings::apiKey),
        optionalField("from", &Settings::from),
        optionalField("from_name", &Settings::fromName),
        optionalField("webhook_public_key", &Settings::webhookPublicKey),
        optionalField("previous_webhook_public_key", &Settings::previousWebhookPublicKey),
        optionalField("base_url", &Settings::baseUrl)};
  }

  bool isConfigured() const { return !apiKey.empty() && !from.empty(); }
};

}  // namespace hostler::sendgrid

#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>
#include <tuple>

namespace sample {

/// The account at the gateway: what plugin.json asks for.
struct Settings {
  std::string baseUrl = "https://api.sample.example";
  hostler::sdk::Secret apiKey, webhookSecret;

  static constexpr auto members() {
    using hostler::sdk::optionalField;
    return std::tuple{optionalField("base_url", &Settings::baseUrl),
                      optionalField("api_key", &Settings::apiKey),
                      optionalField("webhook_secret", &Settings::webhookSecret)};
  }
};

}  // namespace sample

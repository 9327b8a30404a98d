#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>
#include <tuple>

namespace sample {

/// How the provider is reached: what plugin.json asks for.
struct Settings {
  std::string baseUrl = "https://api.sample.example";
  hostler::sdk::Secret apiKey;

  static constexpr auto members() {
    using hostler::sdk::optionalField;
    return std::tuple{optionalField("base_url", &Settings::baseUrl),
                      optionalField("api_key", &Settings::apiKey)};
  }
};

}  // namespace sample

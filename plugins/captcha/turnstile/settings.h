#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <string>

namespace hostler::turnstile {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  std::string siteKey;
  sdk::Secret secret;
  std::string baseUrl = "https://challenges.cloudflare.com/turnstile/v0";

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("site_key", &Settings::siteKey),
                      optionalField("secret", &Settings::secret),
                      optionalField("base_url", &Settings::baseUrl)};
  }
};

}  // namespace hostler::turnstile

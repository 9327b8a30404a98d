#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <string>

namespace hostler::recaptcha {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  std::string siteKey;
  sdk::Secret secret;
  std::string version = "v2";    ///< "v3": nothing is shown, and a score is judged
  std::int64_t leastScore = 50;  ///< of v3, hundredths
  std::string baseUrl = "https://www.google.com/recaptcha";

  bool isScored() const { return version == "v3"; }
  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("site_key", &Settings::siteKey),
                      optionalField("secret", &Settings::secret),
                      optionalField("version", &Settings::version),
                      optionalField("least_score", &Settings::leastScore),
                      optionalField("base_url", &Settings::baseUrl)};
  }
};

}  // namespace hostler::recaptcha

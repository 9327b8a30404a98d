#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <string>

namespace hostler::godaddy {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  std::string key, baseUrl = "https://api.godaddy.com";
  sdk::Secret secret;
  std::string shopperId, customerId, market = "en-US";
  std::string redemptionFee;  ///< a decimal in the account's currency, beside the renewal
  std::int64_t requestsPerMinute = 60;

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("key", &Settings::key),
                      optionalField("secret", &Settings::secret),
                      optionalField("shopper_id", &Settings::shopperId),
                      optionalField("customer_id", &Settings::customerId),
                      optionalField("market", &Settings::market),
                      optionalField("redemption_fee", &Settings::redemptionFee),
                      optionalField("requests_per_minute", &Settings::requestsPerMinute),
                      optionalField("base_url", &Settings::baseUrl)};
  }

  bool hasKeys() const { return !key.empty() && !secret.empty(); }
  /// GoDaddy's own test system, whose domains are not real.
  bool isTestSystem() const { return baseUrl.find("api.ote-godaddy.com") != std::string::npos; }
};

}  // namespace hostler::godaddy

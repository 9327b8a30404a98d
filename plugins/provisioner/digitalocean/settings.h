#pragma once

#include <hostler/call.hpp>
#include <hostler/provisioner_types.hpp>

#include <string>

namespace hostler::digitalocean {

/// plugin.json's server_settings.
struct ServerSettings {
  sdk::Secret token;
  std::string region = "blr1";
  std::string baseUrl = "https://api.digitalocean.com";

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{field("token", &ServerSettings::token),
                      optionalField("region", &ServerSettings::region),
                      optionalField("base_url", &ServerSettings::baseUrl)};
  }
};

/// plugin.json's product_settings.
struct ProductSettings {
  std::string size, image, region;
  bool backups = false, ipv6 = true, monitoring = true, growDisk = false;

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{field("size", &ProductSettings::size),
                      optionalField("image", &ProductSettings::image),
                      optionalField("region", &ProductSettings::region),
                      optionalField("backups", &ProductSettings::backups),
                      optionalField("ipv6", &ProductSettings::ipv6),
                      optionalField("monitoring", &ProductSettings::monitoring),
                      optionalField("grow_disk", &ProductSettings::growDisk)};
  }
};

/// One account at the provider, ready to be called: what every function here takes as an argument.
struct CloudAccount {
  std::string baseUrl;  ///< without a final slash
  std::string region;   ///< where nobody names another
  sdk::Secret authorization;
};

/// Read and check the settings of a call. Throw ProviderFailure (Permanent "bad_settings").
CloudAccount cloudOf(const sdk::Call& call, const sdk::OnServer& request);
ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request);

/// Words that may stand in a path or a body: slugs, and ids as the provider gives them.
bool isSlug(std::string_view text);
bool isId(std::string_view text);

}  // namespace hostler::digitalocean

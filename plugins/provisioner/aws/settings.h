#pragma once

#include <hostler/call.hpp>
#include <hostler/provisioner_types.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::aws {

/// plugin.json's server_settings.
struct ServerSettings {
  std::string accessKeyId;
  sdk::Secret secretAccessKey, sessionToken;
  std::string region, zone, baseUrl;

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{field("access_key_id", &ServerSettings::accessKeyId),
                      field("secret_access_key", &ServerSettings::secretAccessKey),
                      optionalField("session_token", &ServerSettings::sessionToken),
                      field("region", &ServerSettings::region),
                      optionalField("zone", &ServerSettings::zone),
                      optionalField("base_url", &ServerSettings::baseUrl)};
  }
};

/// plugin.json's product_settings.
struct ProductSettings {
  std::string size, image, zone, subnet;
  std::vector<std::string> securityGroups;
  std::int64_t diskGb = 0;  ///< 0: as large as the image wants it
  std::string diskType = "gp3";
  bool publicAddress = true, staticAddress = false, monitoring = false;
  std::string cpuCredits;

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{field("size", &ProductSettings::size),
                      optionalField("image", &ProductSettings::image),
                      optionalField("zone", &ProductSettings::zone),
                      optionalField("subnet", &ProductSettings::subnet),
                      optionalField("security_groups", &ProductSettings::securityGroups),
                      optionalField("disk_gb", &ProductSettings::diskGb),
                      optionalField("disk_type", &ProductSettings::diskType),
                      optionalField("public_address", &ProductSettings::publicAddress),
                      optionalField("static_address", &ProductSettings::staticAddress),
                      optionalField("monitoring", &ProductSettings::monitoring),
                      optionalField("cpu_credits", &ProductSettings::cpuCredits)};
  }
};

/// Who calls. It comes with each call and is kept nowhere: neither environment nor files nor a
/// metadata service are ever asked.
struct Credentials {
  std::string keyId;
  sdk::Secret secret, sessionToken;
};

/// One cloud account in one region, ready to be called: what every function here takes.
struct Cloud {
  std::string region;
  std::string zone;     ///< where nobody names another; empty: the provider chooses
  std::string baseUrl;  ///< without a final slash; empty: Amazon's own
  Credentials credentials;
};

/// Read and check the settings of a call. Throw ProviderFailure (Permanent "bad_settings").
Cloud cloudOf(const sdk::Call& call, const sdk::OnServer& request);
ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request);

/// Whether this is an id as EC2 gives them ("i-0a1b2c3d4e5f67890", with the prefix "i-").
bool isId(std::string_view text, std::string_view prefix);
bool isInstanceType(std::string_view text);  ///< "t3.micro", "u-6tb1.metal"
bool isZone(std::string_view text);          ///< "ap-south-1a"

}  // namespace hostler::aws

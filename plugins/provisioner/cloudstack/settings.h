#pragma once

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/provisioner_types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::cloudstack {

/// plugin.json's server_settings.
struct ServerSettings {
  std::string baseUrl;
  sdk::Secret apiKey, secretKey;
  std::string zone, network, project;
  std::string networkOffering, diskOffering, objectStore;
  std::string caCertificate, pinnedPublicKey;

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{field("base_url", &ServerSettings::baseUrl),
                      field("api_key", &ServerSettings::apiKey),
                      field("secret_key", &ServerSettings::secretKey),
                      optionalField("zone", &ServerSettings::zone),
                      optionalField("network", &ServerSettings::network),
                      optionalField("project", &ServerSettings::project),
                      optionalField("network_offering", &ServerSettings::networkOffering),
                      optionalField("disk_offering", &ServerSettings::diskOffering),
                      optionalField("object_store", &ServerSettings::objectStore),
                      optionalField("ca_certificate", &ServerSettings::caCertificate),
                      optionalField("pinned_public_key", &ServerSettings::pinnedPublicKey)};
  }
};

/// plugin.json's product_settings.
struct ProductSettings {
  std::string size, image, zone, network;
  std::optional<std::int64_t> rootDiskGb, cpuNumber, cpuSpeedMhz, memoryMb;

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{field("size", &ProductSettings::size),
                      optionalField("image", &ProductSettings::image),
                      optionalField("zone", &ProductSettings::zone),
                      optionalField("network", &ProductSettings::network),
                      optionalField("root_disk_gb", &ProductSettings::rootDiskGb),
                      optionalField("cpu_number", &ProductSettings::cpuNumber),
                      optionalField("cpu_speed_mhz", &ProductSettings::cpuSpeedMhz),
                      optionalField("memory_mb", &ProductSettings::memoryMb)};
  }
};

/// One account of one cloud, ready to be called: what every function here takes as an argument.
struct Cloud {
  std::string baseUrl;
  sdk::Secret apiKey, secretKey;
  std::string project;        ///< empty: the account itself
  std::string zone, network;  ///< where nobody names another
  std::string networkOffering, diskOffering, objectStore;
  sdk::TlsTrust trust;
};

/// Read and check the settings of a call. Throw ProviderFailure (Permanent "bad_settings").
Cloud cloudOf(const sdk::Call& call, const sdk::OnServer& request);
ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request);

/// A setting that only some verbs need. Throws ProviderFailure (Permanent "bad_settings").
const std::string& needed(const std::string& setting, const char* name);

/// An id of the cloud's (a UUID) or a name of ours: small letters, digits and hyphens.
bool isId(std::string_view text);
/// Throws ProviderFailure (Permanent "bad_request") unless the text is an id.
const std::string& idOf(const std::string& text, const char* name);

}  // namespace hostler::cloudstack

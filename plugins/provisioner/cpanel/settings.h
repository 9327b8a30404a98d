#pragma once

#include <hostler/call.hpp>
#include <hostler/http_client.hpp>
#include <hostler/provisioner_types.hpp>

#include <optional>
#include <string>

namespace hostler::cpanel {

/// plugin.json's server_settings.
struct ServerSettings {
  std::string host, baseUrl;
  std::int64_t port = 2087;
  std::string username;
  sdk::Secret token;
  std::string caCertificate, pinnedPublicKey;

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{optionalField("host", &ServerSettings::host),
                      optionalField("base_url", &ServerSettings::baseUrl),
                      optionalField("port", &ServerSettings::port),
                      field("username", &ServerSettings::username),
                      field("token", &ServerSettings::token),
                      optionalField("ca_certificate", &ServerSettings::caCertificate),
                      optionalField("pinned_public_key", &ServerSettings::pinnedPublicKey)};
  }
};

/// plugin.json's product_settings.
struct ProductSettings {
  std::string plan, language;
  bool dedicatedIp = false, shell = false;
  std::int64_t diskMb = 0, bandwidthMb = 0;  ///< in place of the package's; 0: the package's

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{field("plan", &ProductSettings::plan),
                      optionalField("language", &ProductSettings::language),
                      optionalField("dedicated_ip", &ProductSettings::dedicatedIp),
                      optionalField("shell", &ProductSettings::shell),
                      optionalField("disk_mb", &ProductSettings::diskMb),
                      optionalField("bandwidth_mb", &ProductSettings::bandwidthMb)};
  }
};

/// One server, ready to be called: what every function here takes as an argument.
struct Server {
  std::string baseUrl;  ///< without a final slash
  std::string username;
  sdk::Secret authorization;  ///< "whm USER:TOKEN"
  sdk::TlsTrust trust;
};

/// Reads and checks the settings of a call. Throws ProviderFailure (Permanent "bad_settings").
Server serverOf(const sdk::Call& call, const sdk::OnServer& request);
ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request);

}  // namespace hostler::cpanel

#pragma once

#include <hostler/call.hpp>
#include <hostler/fields.hpp>
#include <hostler/http_client.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace hostler::powerdns {

/// plugin.json's settings. Any may be missing: the plugin then says so instead of working.
struct Settings {
  std::string baseUrl, serverId = "localhost";
  sdk::Secret apiKey;
  std::vector<std::string> nameservers;
  std::string hostmaster, kind = "Native";
  std::int64_t minimumTtl = 60;
  std::string caCertificate, pinnedPublicKey;

  static constexpr auto members() {
    using sdk::field, sdk::optionalField;
    return std::tuple{optionalField("base_url", &Settings::baseUrl),
                      optionalField("server_id", &Settings::serverId),
                      optionalField("api_key", &Settings::apiKey),
                      field("nameservers", &Settings::nameservers),
                      optionalField("hostmaster", &Settings::hostmaster),
                      optionalField("kind", &Settings::kind),
                      optionalField("minimum_ttl", &Settings::minimumTtl),
                      optionalField("ca_certificate", &Settings::caCertificate),
                      optionalField("pinned_public_key", &Settings::pinnedPublicKey)};
  }

  bool isConfigured() const { return !baseUrl.empty() && !apiKey.empty(); }
  sdk::TlsTrust trust() const { return {caCertificate, pinnedPublicKey}; }
};

/// The SOA record of a new zone, its serial left to the server: "ns1.host.example.
/// hostmaster.acme.example. 0 10800 3600 604800 3600". `nameserver` and `zone` have no final dot.
std::string startOfAuthority(const Settings& settings, const std::string& nameserver,
                             const std::string& zone);

}  // namespace hostler::powerdns

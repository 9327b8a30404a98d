#pragma once

#include <hostler/fields.hpp>
#include <hostler/secret.hpp>

#include <cstdint>
#include <string>

namespace hostler::smtp {

enum class Security {
  StartTls = 1,  ///< plain at first; nothing is said before TLS is up (RFC 3207)
  Tls,           ///< TLS from the first byte (RFC 8314)
  None           ///< only to this machine itself
};

/// plugin.json's settings. Host or sender may be missing: the plugin then says so instead of
/// working.
struct Settings {
  std::string host;
  std::int64_t port = 587;
  Security security = Security::StartTls;
  std::string username;
  sdk::Secret password;
  std::string from, fromName, helloName, caCertificate;

  static constexpr auto members();
};

}  // namespace hostler::smtp

template <>
struct hostler::sdk::Words<hostler::smtp::Security> {
  static constexpr std::pair<smtp::Security, std::string_view> kAll[] = {
      {smtp::Security::StartTls, "starttls"},
      {smtp::Security::Tls, "tls"},
      {smtp::Security::None, "none"}};
};

constexpr auto hostler::smtp::Settings::members() {
  using sdk::optionalField;
  return std::tuple{optionalField("host", &Settings::host),
                    optionalField("port", &Settings::port),
                    optionalField("security", &Settings::security),
                    optionalField("username", &Settings::username),
                    optionalField("password", &Settings::password),
                    optionalField("from", &Settings::from),
                    optionalField("from_name", &Settings::fromName),
                    optionalField("hello_name", &Settings::helloName),
                    optionalField("ca_certificate", &Settings::caCertificate)};
}

#include "settings.h"

#include "names.h"

namespace hostler::cpanel {
namespace {

[[noreturn]] void badSetting(std::string why) {
  throw sdk::ProviderFailure{sdk::permanent("bad_settings", std::move(why))};
}

std::string baseUrlOf(const ServerSettings& settings) {
  if (settings.baseUrl.empty()) {
    if (!isHostName(settings.host)) badSetting("server_settings.host is not a host name");
    if (settings.port < 1 || settings.port > 65535)
      badSetting("server_settings.port is not a port");
    return "https://" + settings.host + ":" + std::to_string(settings.port);
  }
  auto url = settings.baseUrl;
  while (url.ends_with('/')) url.pop_back();
  if (!sdk::isAllowedUrl(url)) badSetting("server_settings.base_url must be an https address");
  return url;
}

}  // namespace

Server serverOf(const sdk::Call& call, const sdk::OnServer& request) {
  const auto settings =
      sdk::readSettings<ServerSettings>(call, request.serverSettings, "server_settings");
  if (!isUserName(settings.username)) badSetting("server_settings.username is not a user name");
  const auto& token = settings.token.reveal();
  if (token.empty() ||
      token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") !=
          std::string::npos) {
    badSetting("server_settings.token is not an API token");
  }
  return {baseUrlOf(settings),
          settings.username,
          sdk::Secret{"whm " + settings.username + ":" + token},
          {settings.caCertificate, settings.pinnedPublicKey}};
}

ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request) {
  auto settings =
      sdk::readSettings<ProductSettings>(call, request.productSettings, "product_settings");
  if (!isPackageName(settings.plan)) badSetting("product_settings.plan is not a package name");
  if (settings.diskMb < 0 || settings.bandwidthMb < 0)
    badSetting("product_settings.disk_mb and bandwidth_mb must not be negative");
  return settings;
}

}  // namespace hostler::cpanel

#include "settings.h"

#include <hostler/http_client.hpp>

#include <algorithm>

namespace hostler::digitalocean {
namespace {

[[noreturn]] void badSetting(std::string why) {
  throw sdk::ProviderFailure{sdk::permanent("bad_settings", std::move(why))};
}

bool isLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool consistsOf(std::string_view text, std::string_view others) {
  return !text.empty() && text.size() <= 128 && isLetterOrDigit(text.front()) &&
         std::ranges::all_of(text, [&](char c) {
           return isLetterOrDigit(c) || others.find(c) != std::string_view::npos;
         });
}

}  // namespace

bool isSlug(std::string_view text) {
  return consistsOf(text, "._-");
}

bool isId(std::string_view text) {
  return consistsOf(text, "-");
}

CloudAccount cloudOf(const sdk::Call& call, const sdk::OnServer& request) {
  const auto settings =
      sdk::readSettings<ServerSettings>(call, request.serverSettings, "server_settings");
  if (!consistsOf(settings.token.reveal(), "_-"))
    badSetting("server_settings.token is not an API token");
  if (!isSlug(settings.region)) badSetting("server_settings.region is not a region");
  auto url = settings.baseUrl;
  while (url.ends_with('/')) url.pop_back();
  if (!sdk::isAllowedUrl(url)) badSetting("server_settings.base_url must be an https address");
  return {url, settings.region, sdk::Secret{"Bearer " + settings.token.reveal()}};
}

ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request) {
  auto settings =
      sdk::readSettings<ProductSettings>(call, request.productSettings, "product_settings");
  if (!isSlug(settings.size)) badSetting("product_settings.size is not a size");
  if (!settings.image.empty() && !isSlug(settings.image))
    badSetting("product_settings.image is not an image");
  if (!settings.region.empty() && !isSlug(settings.region))
    badSetting("product_settings.region is not a region");
  return settings;
}

}  // namespace hostler::digitalocean

#include "settings.h"

#include <hostler/http_client.hpp>

#include <algorithm>

namespace hostler::aws {
namespace {

[[noreturn]] void badSetting(std::string why) {
  throw sdk::ProviderFailure{sdk::permanent("bad_settings", std::move(why))};
}

bool isLower(char c) {
  return c >= 'a' && c <= 'z';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isPlain(char c) {
  return isLower(c) || isDigit(c) || c == '-';
}

// It becomes part of a host name.
bool isRegion(std::string_view text) {
  return text.size() >= 4 && text.size() <= 32 && isLower(text.front()) && isDigit(text.back()) &&
         std::ranges::all_of(text, isPlain);
}

bool isKeyId(std::string_view text) {
  return text.size() >= 8 && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
           return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z') || c == '_';
         });
}

bool isPrintable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

bool isId(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  const auto digits = text.substr(prefix.size());
  return digits.size() >= 8 && digits.size() <= 32 &&
         std::ranges::all_of(digits, [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
}

bool isInstanceType(std::string_view text) {
  const auto dot = text.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < text.size() && text.size() <= 32 &&
         text.find('.', dot + 1) == std::string_view::npos && isLower(text.front()) &&
         std::ranges::all_of(text, [](char c) { return isPlain(c) || c == '.'; });
}

bool isZone(std::string_view text) {
  return text.size() >= 5 && text.size() <= 40 && isLower(text.front()) && isLower(text.back()) &&
         std::ranges::all_of(text, isPlain);
}

Cloud cloudOf(const sdk::Call& call, const sdk::OnServer& request) {
  auto settings =
      sdk::readSettings<ServerSettings>(call, request.serverSettings, "server_settings");
  if (!isKeyId(settings.accessKeyId)) badSetting("server_settings.access_key_id is not a key id");
  if (settings.secretAccessKey.reveal().size() < 16 ||
      !isPrintable(settings.secretAccessKey.reveal()))
    badSetting("server_settings.secret_access_key is not a secret key");
  if (!isPrintable(settings.sessionToken.reveal()))
    badSetting("server_settings.session_token is not a token");
  if (!isRegion(settings.region)) badSetting("server_settings.region is not a region");
  if (!settings.zone.empty() && !settings.zone.starts_with(settings.region))
    badSetting("server_settings.zone is not one of the region");
  while (settings.baseUrl.ends_with('/')) settings.baseUrl.pop_back();
  if (!settings.baseUrl.empty() && !sdk::isAllowedUrl(settings.baseUrl + "/"))
    badSetting("server_settings.base_url must be an https address");
  if (settings.baseUrl.find_first_of("?#") != std::string::npos)
    badSetting("server_settings.base_url is more than an address");
  return {settings.region,
          settings.zone,
          settings.baseUrl,
          {settings.accessKeyId, settings.secretAccessKey, settings.sessionToken}};
}

ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request) {
  auto product =
      sdk::readSettings<ProductSettings>(call, request.productSettings, "product_settings");
  if (!isInstanceType(product.size)) badSetting("product_settings.size is not an instance type");
  if (!product.image.empty() && !isId(product.image, "ami-"))
    badSetting("product_settings.image is not the id of an image");
  if (!product.zone.empty() && !isZone(product.zone))
    badSetting("product_settings.zone is not an availability zone");
  if (!product.subnet.empty() && !isId(product.subnet, "subnet-"))
    badSetting("product_settings.subnet is not the id of a subnet");
  for (const auto& group : product.securityGroups) {
    if (!isId(group, "sg-"))
      badSetting("product_settings.security_groups holds something that is no id");
  }
  if (product.diskGb < 0 || product.diskGb > 65'536)
    badSetting("product_settings.disk_gb is not a size");
  if (product.diskType != "gp3" && product.diskType != "gp2")
    badSetting("product_settings.disk_type is neither gp3 nor gp2");
  if (!product.cpuCredits.empty() && product.cpuCredits != "standard" &&
      product.cpuCredits != "unlimited")
    badSetting("product_settings.cpu_credits is neither standard nor unlimited");
  return product;
}

}  // namespace hostler::aws

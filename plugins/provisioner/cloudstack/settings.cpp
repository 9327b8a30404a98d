#include "settings.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

[[noreturn]] void badSetting(std::string why) {
  throw sdk::ProviderFailure{sdk::permanent("bad_settings", std::move(why))};
}

void checkId(const std::string& value, const char* name) {
  if (!value.empty() && !isId(value)) badSetting(std::string{name} + " is not an id of the cloud");
}

// Keys are letters, digits, hyphens and underscores. What else stands there was pasted wrong.
void checkKey(const sdk::Secret& key, const char* name) {
  const auto& text = key.reveal();
  const bool fits = !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_';
  });
  if (!fits) badSetting(std::string{name} + " is not a key");
}

void checkAmount(std::optional<std::int64_t> amount, const char* name) {
  if (amount && (*amount < 1 || *amount > 1'000'000'000))
    badSetting(std::string{name} + " is out of range");
}

}  // namespace

bool isId(std::string_view text) {
  return !text.empty() && text.size() <= 100 && text.front() != '-' &&
         std::ranges::all_of(text, [](unsigned char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-';
         });
}

const std::string& idOf(const std::string& text, const char* name) {
  if (!isId(text)) {
    throw sdk::ProviderFailure{
        sdk::permanent("bad_request", std::string{name} + " is not an id of the cloud")};
  }
  return text;
}

const std::string& needed(const std::string& setting, const char* name) {
  if (setting.empty()) badSetting(std::string{name} + ": is required for this");
  return setting;
}

Cloud cloudOf(const sdk::Call& call, const sdk::OnServer& request) {
  auto settings =
      sdk::readSettings<ServerSettings>(call, request.serverSettings, "server_settings");
  while (settings.baseUrl.ends_with('/')) settings.baseUrl.pop_back();
  if (!sdk::isAllowedUrl(settings.baseUrl))
    badSetting("server_settings.base_url must be an https address");
  checkKey(settings.apiKey, "server_settings.api_key");
  checkKey(settings.secretKey, "server_settings.secret_key");
  checkId(settings.zone, "server_settings.zone");
  checkId(settings.network, "server_settings.network");
  checkId(settings.project, "server_settings.project");
  checkId(settings.networkOffering, "server_settings.network_offering");
  checkId(settings.diskOffering, "server_settings.disk_offering");
  checkId(settings.objectStore, "server_settings.object_store");
  return {settings.baseUrl,
          settings.apiKey,
          settings.secretKey,
          settings.project,
          settings.zone,
          settings.network,
          settings.networkOffering,
          settings.diskOffering,
          settings.objectStore,
          {settings.caCertificate, settings.pinnedPublicKey}};
}

ProductSettings productOf(const sdk::Call& call, const sdk::OnServer& request) {
  auto settings =
      sdk::readSettings<ProductSettings>(call, request.productSettings, "product_settings");
  checkId(settings.size, "product_settings.size");
  checkId(settings.image, "product_settings.image");
  checkId(settings.zone, "product_settings.zone");
  checkId(settings.network, "product_settings.network");
  checkAmount(settings.rootDiskGb, "product_settings.root_disk_gb");
  checkAmount(settings.cpuNumber, "product_settings.cpu_number");
  checkAmount(settings.cpuSpeedMhz, "product_settings.cpu_speed_mhz");
  checkAmount(settings.memoryMb, "product_settings.memory_mb");
  return settings;
}

}  // namespace hostler::cloudstack

// What concerns the cloud account and not one droplet: connection test, sizes as packages,
// capacity, the list of droplets.
#include "catalogue_mapping.h"
#include "digitalocean_provisioner.h"

#include <algorithm>
#include <charconv>

namespace hostler::digitalocean {
namespace {

using sdk::Reply;

}  // namespace

Reply<sdk::ConnectionReport> DigitalOceanProvisioner::testConnection(
    const sdk::Call& call, const sdk::TestConnection& request) {
  const auto cloud = cloudOf(call, request);
  const auto account = client_.getItem(call, cloud, "/v2/account", "account");
  if (!account) return account.error();
  sdk::ConnectionReport report;
  report.version = "v2";
  try {
    const auto status = textOf(*account, "status");
    if (status == "locked")
      return sdk::needsAttention("access_denied", "the DigitalOcean account is locked");
    if (status != "active")
      report.warnings.push_back("the account is not in good standing: " +
                                someText(*account, "status_message"));
    report.detail = "Connected to an account with room for " +
                    std::to_string(numberOf(*account, "droplet_limit")) + " droplets.";
  } catch (const MappingError& error) {
    return misfit(error);
  }
  // What a token may do shows only by doing; this changes nothing.
  if (!client_.page(call, cloud, "/v2/droplets", "droplets", {}, 1, 1))
    report.warnings.push_back("droplets cannot be listed with this token");
  return report;
}

Reply<sdk::Packages> DigitalOceanProvisioner::packages(const sdk::Call& call,
                                                       const sdk::ListPackages& request) {
  const auto sizes = client_.all(call, cloudOf(call, request), "/v2/sizes", "sizes");
  if (!sizes) return sizes.error();
  try {
    sdk::Packages packages;
    for (const auto& size : *sizes) {
      if (!flagOf(size, "available")) continue;
      sdk::Package package;
      package.name = textOf(size, "slug");
      package.diskBytes = numberOf(size, "disk") * kGibibyte;
      package.bandwidthBytes = terabytesOf(size, "transfer");
      packages.packages.push_back(std::move(package));
    }
    return packages;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<sdk::Capacity> DigitalOceanProvisioner::capacity(const sdk::Call& call,
                                                       const sdk::ReadCapacity& request) {
  const auto cloud = cloudOf(call, request);
  const auto account = client_.getItem(call, cloud, "/v2/account", "account");
  if (!account) return account.error();
  const auto droplets = client_.page(call, cloud, "/v2/droplets", "droplets", {}, 1, 1);
  if (!droplets) return droplets.error();
  try {
    sdk::Capacity capacity;
    capacity.accounts = droplets->total;
    capacity.accountLimit = numberOf(*account, "droplet_limit");
    return capacity;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<sdk::AccountPage> DigitalOceanProvisioner::accounts(const sdk::Call& call,
                                                          const sdk::ListAccounts& request) {
  const auto cloud = cloudOf(call, request);
  int number = 1;
  const auto end = request.cursor.data() + request.cursor.size();
  if (!request.cursor.empty() &&
      (std::from_chars(request.cursor.data(), end, number).ptr != end || number < 1)) {
    return badRequest("cursor is not one of this plugin's");
  }
  const auto size = static_cast<int>(std::clamp<std::int64_t>(request.limit, 1, 200));
  const auto list = client_.page(call, cloud, "/v2/droplets", "droplets", {}, number, size);
  if (!list) return list.error();
  try {
    sdk::AccountPage page;
    for (const auto& item : list->items) page.accounts.push_back(toDroplet(item).account);
    if (list->next) page.nextCursor = std::to_string(*list->next);
    page.total = list->total;
    return page;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

}  // namespace hostler::digitalocean

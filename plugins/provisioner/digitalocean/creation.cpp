#include "digitalocean_provisioner.h"
#include "labels.h"
#include "resource_kinds.h"

#include <hostler/names.hpp>

namespace hostler::digitalocean {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr std::size_t kLargestUserData = 64 * 1024;

const std::string& firstOf(const std::string& chosen, const std::string& usual) {
  return chosen.empty() ? usual : chosen;
}

Reply<sdk::Account> made(Droplet droplet) {
  const bool isUsable = droplet.account.machine->state != sdk::MachineState::Creating;
  if (isUsable) return std::move(droplet.account);
  return sdk::Pending{std::move(droplet.account)};
}

}  // namespace

Reply<sdk::Account> DigitalOceanProvisioner::create(const sdk::Call& call,
                                                    const sdk::CreateAccount& request) {
  const auto cloud = cloudOf(call, request);
  if (!sdk::isDomainName(request.domain)) return badRequest("domain is not a host name");
  // An earlier attempt may have made it, its answer lost.
  auto ours = droplets_.byReference(call, cloud, request.reference);
  if (!ours) return ours.error();
  if (*ours) return made(std::move(**ours));
  const auto other = droplets_.byName(call, cloud, request.domain);
  if (!other) return other.error();
  if (*other) {
    return sdk::permanent("domain_exists",
                          "another droplet of this account has the name " + request.domain);
  }
  return createNew(call, cloud, request);
}

Reply<Json> DigitalOceanProvisioner::orderOf(const sdk::Call& call, const CloudAccount& cloud,
                                             const sdk::CreateAccount& request) {
  const auto product = productOf(call, request);
  const auto chosen = request.machine.value_or(sdk::MachineOrder{});
  const auto& size = firstOf(chosen.size, product.size);
  const auto& image = firstOf(chosen.image, product.image);
  const auto& region = firstOf(chosen.region, firstOf(product.region, cloud.region));
  if (!isSlug(size) || !isSlug(image) || !isSlug(region))
    return badRequest("size, image or region is missing, or is none");
  if (chosen.userData.reveal().size() > kLargestUserData)
    return badRequest("machine.user_data is larger than 64 KiB");

  Json tags = Json::array({std::string{kTag}, referenceTag(request.reference)});
  if (!request.owner.empty()) tags.push_back(ownerTag(request.owner));
  Json body{{"name", request.domain},          {"region", region},           {"size", size},
            {"image", idWord(image)},          {"backups", product.backups}, {"ipv6", product.ipv6},
            {"monitoring", product.monitoring}};
  if (!chosen.userData.empty()) body["user_data"] = chosen.userData.reveal();

  // Whatever a client names must be that client's.
  for (const auto& key : chosen.sshKeys) {
    const auto found = things_.expected(call, cloud, kSshKeys, request.owner, key);
    if (!found) return found.error();
    body["ssh_keys"].push_back(found->at("id"));
  }
  for (const auto& firewall : chosen.firewalls) {
    const auto found = things_.expected(call, cloud, kFirewalls, request.owner, firewall);
    if (!found) return found.error();
    tags.push_back(firewallTag(referenceOf(textOf(*found, "name"))));
  }
  if (!chosen.network.empty()) {
    const auto found = things_.expected(call, cloud, kNetworks, request.owner, chosen.network);
    if (!found) return found.error();
    body["vpc_uuid"] = chosen.network;
  }
  body["tags"] = std::move(tags);
  return body;
}

Reply<sdk::Account> DigitalOceanProvisioner::createNew(const sdk::Call& call,
                                                       const CloudAccount& cloud,
                                                       const sdk::CreateAccount& request) {
  const auto body = orderOf(call, cloud, request);
  if (!body) return body.error();
  const auto written = client_.write(call, cloud, "POST", "/v2/droplets", *body);
  if (!written && !isRefusal(written.error())) return written.error();
  auto after = droplets_.byReference(call, cloud, request.reference);
  if (!after) return notConfirmed(after.error().message);
  if (*after) return made(std::move(**after));
  if (!written) return written.error();
  return notConfirmed("the new droplet does not show");
}

}  // namespace hostler::digitalocean

// Private networks: isolated ones, each with a router of its own.
#include "cloudstack_provisioner.h"
#include "network_range.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

sdk::Network toNetwork(const Json& json) {
  sdk::Network network;
  const auto label = textOf(json, "name");
  describe(network, json, label);
  if (const auto name = someText(json, "displaytext"); !name.empty()) network.name = name;
  network.cidr = someText(json, "cidr");
  network.gateway = someText(json, "gateway");
  const auto state = someText(json, "state");
  if (state == "Implementing" || state == "Setup") network.state = sdk::ResourceState::Changing;
  if (state == "Shutdown" || state == "Destroy") network.state = sdk::ResourceState::Deleting;
  return network;
}

}  // namespace

Reply<sdk::Page<sdk::Network>> CloudstackProvisioner::listNetworks(
    const sdk::Call& call, const sdk::ListResources& request) {
  return things_.page<sdk::Network>(call, cloudOf(call, request), kNetworks, request, toNetwork);
}

Reply<sdk::Found<sdk::Network>> CloudstackProvisioner::getNetwork(const sdk::Call& call,
                                                                  const sdk::GetResource& request) {
  const auto entry = things_.wanted(call, cloudOf(call, request), kNetworks, request);
  sdk::Found<sdk::Network> found;
  if (entry) found.item = toNetwork(*entry);
  return found;
}

Reply<sdk::Network> CloudstackProvisioner::createNetwork(const sdk::Call& call,
                                                         const sdk::CreateNetwork& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  Params params{
      {"name", label},
      {"displaytext", request.name.empty() ? label : request.name},
      {"zoneid", zoneOf(cloud, request)},
      {"networkofferingid", needed(cloud.networkOffering, "server_settings.network_offering")}};
  if (!request.cidr.empty()) {
    const auto range = rangeOf(request.cidr);
    params.emplace_back("gateway", range.gateway);
    params.emplace_back("netmask", range.netmask);
  }
  const auto read = [&] { return things_.byLabel(call, cloud, kNetworks, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (!entry) return Step{"createNetwork", params};
    return Nothing{};
  });
  if (settled && !*settled) return notConfirmed("the new network does not show");
  return mapped(std::move(settled), [](auto entry) { return toNetwork(*entry); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteNetwork(const sdk::Call& call,
                                                         const sdk::DeleteResource& request) {
  return removeThing(call, cloudOf(call, request), kNetworks, request,
                     {"deleteNetwork", {{"id", request.id}}, kMoment});
}

Reply<sdk::Network> CloudstackProvisioner::attachNetwork(const sdk::Call& call,
                                                         const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto network =
      toNetwork(things_.existing(call, cloud, kNetworks, request.id, request.owner));
  const auto read = [&] {
    return finder_.ownersMachine(call, cloud, request.machine, request.owner);
  };
  auto settled = settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) -> Due {
    if (vm.isIn(network.id)) return Nothing{};
    if (vm.hasPendingJob) return Waiting{};
    return Step{"addNicToVirtualMachine",
                {{"virtualmachineid", vm.id()}, {"networkid", network.id}},
                kMoment};
  });
  return mapped(std::move(settled), [&](auto) { return network; });
}

Reply<sdk::Network> CloudstackProvisioner::detachNetwork(const sdk::Call& call,
                                                         const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto network =
      toNetwork(things_.existing(call, cloud, kNetworks, request.id, request.owner));
  const auto read = [&] {
    return finder_.ownersMachine(call, cloud, request.machine, request.owner);
  };
  auto settled = settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) -> Due {
    const auto nic = std::ranges::find(vm.nics, network.id, &Nic::network);
    if (nic == vm.nics.end()) return Nothing{};
    if (vm.hasPendingJob) return Waiting{};
    return Step{"removeNicFromVirtualMachine",
                {{"virtualmachineid", vm.id()}, {"nicid", nic->id}},
                kMoment};
  });
  return mapped(std::move(settled), [&](auto) { return network; });
}

}  // namespace hostler::cloudstack

// Public addresses: acquired in a network, led to a machine by static NAT.
#include "cloudstack_provisioner.h"
#include "machine_steps.h"

namespace hostler::cloudstack {
namespace {

using sdk::Reply;

constexpr const char* kAddressType = "PublicIpAddress";

Step toMachine(const PublicAddress& ip, const VirtualMachine& vm) {
  Params params{{"ipaddressid", ip.id()}, {"virtualmachineid", vm.id()}};
  const auto* nic = vm.defaultNic();
  const auto& network = vm.isIn(ip.network) ? ip.network
                        : nic == nullptr    ? ip.network
                                            : nic->network;
  params.emplace_back("networkid", network);
  return {"enableStaticNat", std::move(params)};
}

Step awayFromMachine(const PublicAddress& ip) {
  return {"disableStaticNat", {{"ipaddressid", ip.id()}}, kMoment};
}

// Wherever it led before.
Due dueToLeadTo(const PublicAddress& ip, const VirtualMachine& vm) {
  if (ip.address.machine == vm.id()) return Nothing{};
  if (ip.isSourceNat)
    return badRequest("the address " + ip.id() + " is the network's own and leads to no machine");
  if (ip.isUnderWay()) return Waiting{};
  if (ip.isStaticNat) return awayFromMachine(ip);
  return toMachine(ip, vm);
}

sdk::Address addressIn(PublicAddress ip) {
  return std::move(ip.address);
}

}  // namespace

Reply<sdk::Page<sdk::Address>> CloudstackProvisioner::listAddresses(
    const sdk::Call& call, const sdk::ListResources& request) {
  auto found = addresses_.page(call, cloudOf(call, request), request);
  sdk::Page<sdk::Address> page{{}, found.nextCursor};
  for (auto& ip : found.items) page.items.push_back(std::move(ip.address));
  return page;
}

Reply<sdk::Found<sdk::Address>> CloudstackProvisioner::getAddress(const sdk::Call& call,
                                                                  const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  auto ip = request.id.empty()
                ? addresses_.byLabel(call, cloud, labelOf(request.owner, request.reference))
                : addresses_.byId(call, cloud, request.id, request.owner);
  sdk::Found<sdk::Address> found;
  if (!ip) return found;
  found.item = std::move(ip->address);
  if (found.item->state == sdk::ResourceState::Creating) return sdk::Pending{std::move(found)};
  return found;
}

// An address is acquired first and labelled then. So that an attempt whose answer was lost in
// between is not repeated for another address, one of the same network that nobody has labelled or
// uses is taken before any is acquired.
Reply<sdk::Address> CloudstackProvisioner::createAddress(const sdk::Call& call,
                                                         const sdk::CreateAddress& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  std::optional<VirtualMachine> vm;
  if (request.machine) vm = finder_.ownersMachine(call, cloud, *request.machine, request.owner);
  auto network = request.network;
  if (!network.empty()) {
    (void)things_.existing(call, cloud, kNetworks, network, request.owner);
  } else if (vm && vm->defaultNic() != nullptr) {
    network = vm->defaultNic()->network;
  } else {
    network = needed(cloud.network, "server_settings.network");
  }

  const auto read = [&] { return addresses_.claimable(call, cloud, network, label); };
  auto settled =
      settle(call, cloud, worker_, read, [&](const std::optional<PublicAddress>& ip) -> Due {
        if (!ip) return Step{"associateIpAddress", {{"networkid", network}}, kMoment};
        if (ip->label.empty()) return tagging(kAddressType, ip->id(), kLabelTag, label);
        if (ip->isUnderWay()) return Waiting{};
        return vm ? dueToLeadTo(*ip, *vm) : Due{Nothing{}};
      });
  if (settled && !*settled) return notConfirmed("the new address does not show");
  return mapped(std::move(settled), [](auto ip) { return addressIn(std::move(*ip)); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteAddress(const sdk::Call& call,
                                                         const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto read = [&] { return addresses_.byId(call, cloud, request.id, request.owner); };
  bool existed = false;
  auto settled =
      settle(call, cloud, worker_, read, [&](const std::optional<PublicAddress>& ip) -> Due {
        if (!ip) return Nothing{};
        existed = true;
        if (ip->isUnderWay()) return Waiting{};
        if (ip->isSourceNat) return badRequest("the network's own address ends with the network");
        return Step{"disassociateIpAddress", {{"id", ip->id()}}, kMoment};
      });
  return mapped(std::move(settled), [&](auto) { return sdk::Removed{existed}; });
}

Reply<sdk::Address> CloudstackProvisioner::assignAddress(const sdk::Call& call,
                                                         const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.ownersMachine(call, cloud, request.machine, request.owner);
  const auto read = [&] { return addresses_.existing(call, cloud, request.id, request.owner); };
  auto settled = settle(call, cloud, worker_, read,
                        [&](const PublicAddress& ip) { return dueToLeadTo(ip, vm); });
  return mapped(std::move(settled), addressIn);
}

Reply<sdk::Address> CloudstackProvisioner::unassignAddress(const sdk::Call& call,
                                                           const sdk::OnResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto read = [&] { return addresses_.existing(call, cloud, request.id, request.owner); };
  auto settled = settle(call, cloud, worker_, read, [](const PublicAddress& ip) -> Due {
    if (!ip.isStaticNat) return Nothing{};
    if (ip.isUnderWay()) return Waiting{};
    return awayFromMachine(ip);
  });
  return mapped(std::move(settled), addressIn);
}

}  // namespace hostler::cloudstack

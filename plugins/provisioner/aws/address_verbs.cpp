// Elastic IP addresses.
#include "aws_provisioner.h"
#include "refusals.h"
#include "resource_mapping.h"

namespace hostler::aws {
namespace {

using sdk::Reply;

bool leadsTo(const XmlElement& address, const std::string& instance) {
  return address.textOf("instanceId") == instance;
}

}  // namespace

Reply<sdk::Page<sdk::Address>> AwsProvisioner::listAddresses(const sdk::Call& call,
                                                             const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  const auto listed = things_.page(call, cloud, kAddresses, request);
  if (!listed) return listed.error();
  sdk::Page<sdk::Address> page{{}, listed->nextCursor};
  for (const auto& item : listed->items) {
    auto address = mapped(toAddress, item, cloud.region);
    if (!address) return address.error();
    page.items.push_back(std::move(*address));
  }
  return page;
}

Reply<sdk::Found<sdk::Address>> AwsProvisioner::getAddress(const sdk::Call& call,
                                                           const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = things_.find(call, cloud, kAddresses, request);
  if (!found) return found.error();
  if (!*found) return sdk::Found<sdk::Address>{};
  auto address = mapped(toAddress, **found, cloud.region);
  if (!address) return address.error();
  return sdk::Found<sdk::Address>{std::move(*address)};
}

Reply<sdk::Address> AwsProvisioner::led(const sdk::Call& call, const Cloud& cloud,
                                        const XmlElement& address, const Instance& machine) const {
  if (leadsTo(address, machine.id)) return mapped(toAddress, address, cloud.region);
  const auto id = address.textOf("allocationId");
  const auto led = things_.change(call, cloud, kAddresses, id, "AssociateAddress",
                                  Form{}
                                      .set("AllocationId", id)
                                      .set("InstanceId", machine.id)
                                      .set("AllowReassociation", "true"),
                                  [&](const XmlElement& now) { return leadsTo(now, machine.id); });
  if (!led) return led.error();
  return mapped(toAddress, *led, cloud.region);
}

Reply<sdk::Address> AwsProvisioner::createAddress(const sdk::Call& call,
                                                  const sdk::CreateAddress& request) {
  const auto cloud = cloudOf(call, request);
  const auto labels = labelsFor(request.owner, request.reference, request.name);
  std::optional<Instance> machine;
  if (request.machine) {
    auto owned = instances_.owned(call, cloud, *request.machine, request.owner);
    if (!owned) return owned.error();
    machine = std::move(*owned);
  }
  auto found = things_.find(call, cloud, kAddresses, {request, std::string{}, request.reference});
  if (!found) return found.error();
  if (!*found) {
    auto made =
        things_.make(call, cloud, kAddresses, request.owner, request.reference, "AllocateAddress",
                     Form{}.set("Domain", "vpc").tagged(kAddresses.tagName, labels));
    if (!made) return made.error();
    *found = std::move(*made);
  }
  if (machine) return led(call, cloud, **found, *machine);
  return mapped(toAddress, **found, cloud.region);
}

Reply<sdk::Removed> AwsProvisioner::deleteAddress(const sdk::Call& call,
                                                  const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = things_.find(call, cloud, kAddresses, {request, request.id, std::string{}});
  if (!found) return found.error();
  if (!*found) return sdk::Removed{.existed = false};
  // EC2 releases no address that still leads somewhere.
  if (!(*found)->textOf("associationId").empty()) {
    const auto freed = unassignAddress(call, request);
    if (!freed) return freed.error();
  }
  return things_.erase(call, cloud, kAddresses, request.id, "ReleaseAddress");
}

Reply<sdk::Address> AwsProvisioner::assignAddress(const sdk::Call& call,
                                                  const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto item = things_.owned(call, cloud, kAddresses, request.owner, request.id);
  if (!item) return item.error();
  const auto machine = instances_.owned(call, cloud, request.machine, request.owner);
  if (!machine) return machine.error();
  return led(call, cloud, *item, *machine);
}

Reply<sdk::Address> AwsProvisioner::unassignAddress(const sdk::Call& call,
                                                    const sdk::OnResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto item = things_.owned(call, cloud, kAddresses, request.owner, request.id);
  if (!item) return item.error();
  const auto association = item->textOf("associationId");
  if (association.empty()) return mapped(toAddress, *item, cloud.region);
  const auto freed =
      things_.change(call, cloud, kAddresses, request.id, "DisassociateAddress",
                     Form{}.set("AssociationId", association),
                     [](const XmlElement& now) { return now.textOf("associationId").empty(); });
  if (!freed) return freed.error();
  return mapped(toAddress, *freed, cloud.region);
}

}  // namespace hostler::aws

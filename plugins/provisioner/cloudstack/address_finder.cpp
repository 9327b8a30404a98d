#include "address_finder.h"

#include "owned_things.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

constexpr const char* kList = "listPublicIpAddresses";
constexpr const char* kMember = "publicipaddress";

bool isReleased(const sdk::Json& json) {
  return someText(json, "state") == "Free";
}

}  // namespace

PublicAddress toPublicAddress(const sdk::Json& json) {
  PublicAddress ip;
  const auto tags = tagsOf(json);
  if (const auto label = tags.find(std::string{kLabelTag}); label != tags.end())
    ip.label = label->second;
  ip.network = someText(json, "associatednetworkid");
  ip.vpc = someText(json, "vpcid");
  ip.isSourceNat = flagOf(json, "issourcenat");
  ip.isStaticNat = flagOf(json, "isstaticnat");
  auto& address = ip.address;
  address.id = textOf(json, "id");
  address.ip = textOf(json, "ipaddress");
  address.name = address.ip;
  address.family = address.ip.find(':') == std::string::npos ? 4 : 6;
  address.reference = referenceOf(ip.label);
  address.region = someText(json, "zoneid");
  address.createdAt = timeOf(json, "allocated");
  const auto state = someText(json, "state");
  if (state == "Allocating") address.state = sdk::ResourceState::Creating;
  if (state == "Releasing") address.state = sdk::ResourceState::Deleting;
  ip.isAtWork = isAtWork(json);
  if (ip.isStaticNat) address.machine = someText(json, "virtualmachineid");
  return ip;
}

std::vector<PublicAddress> AddressFinder::listed(const sdk::Call& call, const Cloud& cloud,
                                                 Params params) const {
  params.emplace_back("listall", "true");
  std::vector<PublicAddress> found;
  for (const auto& entry : client_.all(call, cloud, kList, kMember, std::move(params))) {
    auto ip = toPublicAddress(entry);
    if (!isReleased(entry)) found.push_back(std::move(ip));
  }
  return found;
}

std::optional<PublicAddress> AddressFinder::byId(const sdk::Call& call, const Cloud& cloud,
                                                 const std::string& id,
                                                 const std::string& owner) const {
  const auto found = client_.find(call, cloud, kList, kMember, idOf(id, "id"));
  if (!found) return std::nullopt;
  auto ip = toPublicAddress(*found);
  if (isReleased(*found)) return std::nullopt;
  if (!isOwnedBy(ip.label, owner)) fail(wrongOwner("the address " + id));
  return ip;
}

PublicAddress AddressFinder::existing(const sdk::Call& call, const Cloud& cloud,
                                      const std::string& id, const std::string& owner) const {
  auto ip = byId(call, cloud, id, owner);
  if (!ip) fail(isMissing("address", id));
  return std::move(*ip);
}

std::optional<PublicAddress> AddressFinder::byLabel(const sdk::Call& call, const Cloud& cloud,
                                                    const std::string& label) const {
  const auto found =
      listed(call, cloud, {{"tags[0].key", std::string{kLabelTag}}, {"tags[0].value", label}});
  const auto ours = std::ranges::find(found, label, &PublicAddress::label);
  return ours == found.end() ? std::nullopt : std::optional{*ours};
}

std::optional<PublicAddress> AddressFinder::claimable(const sdk::Call& call, const Cloud& cloud,
                                                      const std::string& network,
                                                      const std::string& label) const {
  if (auto ours = byLabel(call, cloud, label)) return ours;
  for (const auto& ip : listed(call, cloud, {{"associatednetworkid", network}})) {
    if (ip.isUnclaimed() && !isUsed(call, cloud, ip)) return ip;
  }
  return std::nullopt;
}

bool AddressFinder::isUsed(const sdk::Call& call, const Cloud& cloud,
                           const PublicAddress& ip) const {
  return !client_
              .all(call, cloud, "listPortForwardingRules", "portforwardingrule",
                   {{"ipaddressid", ip.id()}, {"listall", "true"}})
              .empty() ||
         !client_
              .all(call, cloud, "listLoadBalancerRules", "loadbalancerrule",
                   {{"publicipid", ip.id()}, {"listall", "true"}})
              .empty();
}

std::vector<PublicAddress> AddressFinder::leadingTo(const sdk::Call& call, const Cloud& cloud,
                                                    const std::string& machine) const {
  auto found = listed(call, cloud, {{"isstaticnat", "true"}});
  std::erase_if(found, [&](const PublicAddress& ip) {
    return ip.address.machine != machine || ip.isLeaving();
  });
  return found;
}

sdk::Page<PublicAddress> AddressFinder::all(const sdk::Call& call, const Cloud& cloud,
                                            const sdk::ListResources& request) const {
  const int number = pageOf(request.cursor);
  const auto part = client_.page(call, cloud, kList, kMember, {{"listall", "true"}}, number,
                                 pageSizeOf(request.limit));
  sdk::Page<PublicAddress> result;
  for (const auto& entry : part.items) {
    if (!isReleased(entry)) result.items.push_back(toPublicAddress(entry));
  }
  if (part.hasMore) result.nextCursor = std::to_string(number + 1);
  return result;
}

sdk::Page<PublicAddress> AddressFinder::page(const sdk::Call& call, const Cloud& cloud,
                                             const sdk::ListResources& request) const {
  auto result = all(call, cloud, request);
  std::erase_if(result.items,
                [&](const PublicAddress& ip) { return !isOwnedBy(ip.label, request.owner); });
  return result;
}

}  // namespace hostler::cloudstack

// Reserved addresses have no name and no tags. One that leads to a droplet is that droplet's
// owner's; one that leads nowhere is whose tag for it exists.
#include "digitalocean_provisioner.h"
#include "labels.h"
#include "resource_mapping.h"

#include <algorithm>
#include <charconv>

namespace hostler::digitalocean {
namespace {

using sdk::Address;
using sdk::Json;
using sdk::Reply;
using Found = std::optional<Address>;

const std::string kPath = "/v2/reserved_ips";

std::string pathOf(const std::string& ip) {
  const bool isAddress = !ip.empty() && ip.size() <= 15 &&
                         ip.find_first_not_of("0123456789.") == std::string::npos &&
                         std::ranges::count(ip, '.') == 3 && ip.find("..") == std::string::npos;
  if (!isAddress) throw sdk::ProviderFailure{badRequest("id is not an address")};
  return kPath + "/" + ip;
}

bool leadsToOurs(const Json& address) {
  const auto& droplet = memberOf(address, "droplet");
  return droplet.is_object() && has(textsOf(droplet, "tags"), kTag);
}

Reply<Address> answered(Address address) {
  if (address.state == sdk::ResourceState::Ready) return address;
  return sdk::Pending{std::move(address)};
}

}  // namespace

Reply<bool> DigitalOceanProvisioner::isOwners(const sdk::Call& call, const CloudAccount& cloud,
                                              const Json& address, const std::string& owner) {
  const auto& droplet = memberOf(address, "droplet");
  if (droplet.is_object()) return has(textsOf(droplet, "tags"), ownerTag(owner));
  return tags_.exists(call, cloud, addressTag(textOf(address, "ip"), owner));
}

Reply<Found> DigitalOceanProvisioner::ownAddress(const sdk::Call& call, const CloudAccount& cloud,
                                                 const std::string& owner, const std::string& ip) {
  const auto found = client_.find(call, cloud, pathOf(ip), "reserved_ip");
  if (!found) return found.error();
  if (!*found) return Found{};
  try {
    const auto isOurs = isOwners(call, cloud, **found, owner);
    if (!isOurs) return isOurs.error();
    if (!*isOurs)
      return sdk::needsAttention("wrong_owner", "the address " + ip + " is not this owner's");
    return Found{toAddress(**found)};
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<sdk::Page<Address>> DigitalOceanProvisioner::listAddresses(
    const sdk::Call& call, const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  int number = 1;
  const auto end = request.cursor.data() + request.cursor.size();
  if (!request.cursor.empty() &&
      (std::from_chars(request.cursor.data(), end, number).ptr != end || number < 1)) {
    return badRequest("cursor is not one of this plugin's");
  }
  const auto size = static_cast<int>(std::clamp<std::int64_t>(request.limit, 1, 200));
  const auto list = client_.page(call, cloud, kPath, "reserved_ips", {}, number, size);
  if (!list) return list.error();
  try {
    sdk::Page<Address> page;
    for (const auto& item : list->items) {
      const auto isOurs = request.owner.empty() ? Reply<bool>{leadsToOurs(item)}
                                                : isOwners(call, cloud, item, request.owner);
      if (!isOurs) return isOurs.error();
      if (*isOurs) page.items.push_back(toAddress(item));
    }
    if (list->next) page.nextCursor = std::to_string(*list->next);
    return page;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

Reply<sdk::Found<Address>> DigitalOceanProvisioner::getAddress(const sdk::Call& call,
                                                               const sdk::GetResource& request) {
  if (request.id.empty())
    return badRequest("id is required: DigitalOcean's addresses carry no reference");
  auto found = ownAddress(call, cloudOf(call, request), request.owner, request.id);
  if (!found) return found.error();
  return sdk::Found<Address>{std::move(*found)};
}

// A droplet has one reserved address at most: that it has one is how a lost answer is known.
Reply<Address> DigitalOceanProvisioner::createAddress(const sdk::Call& call,
                                                      const sdk::CreateAddress& request) {
  const auto cloud = cloudOf(call, request);
  if (!request.machine) {
    return sdk::permanent("machine_required",
                          "DigitalOcean keeps nobody's name at an address that leads nowhere, so "
                          "one is made for a machine");
  }
  const auto droplet = droplets_.ownersOwn(call, cloud, *request.machine, request.owner);
  if (!droplet) return droplet.error();
  const auto look = [&]() -> Reply<Found> {
    const auto items = client_.all(call, cloud, kPath, "reserved_ips");
    if (!items) return items.error();
    try {
      for (const auto& item : *items) {
        auto address = toAddress(item);
        if (address.machine == droplet->id) return Found{std::move(address)};
      }
      return Found{};
    } catch (const MappingError& error) {
      return misfit(error);
    }
  };
  auto before = look();
  if (!before) return before.error();
  if (*before) return answered(std::move(**before));
  const auto made =
      client_.write(call, cloud, "POST", kPath, {{"droplet_id", idWord(droplet->id)}});
  if (!made && !isRefusal(made.error())) return made.error();
  auto after = look();
  if (!after) return notConfirmed(after.error().message);
  if (*after) return answered(std::move(**after));
  return made ? notConfirmed("the address does not show") : made.error();
}

Reply<sdk::Removed> DigitalOceanProvisioner::deleteAddress(const sdk::Call& call,
                                                           const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto tag = addressTag(request.id, request.owner);
  const auto before = ownAddress(call, cloud, request.owner, request.id);
  if (!before) return before.error();
  bool existed = before->has_value();
  if (existed) {
    const auto removed = client_.write(call, cloud, "DELETE", pathOf(request.id));
    if (!removed && !isRefusal(removed.error())) return removed.error();
    const auto after = client_.find(call, cloud, pathOf(request.id), "reserved_ip");
    if (!after) return notConfirmed(after.error().message);
    if (*after) return removed ? notConfirmed("it is still there") : removed.error();
  }
  // Last, so that a repetition finds it: the provider gives the same address to others some day.
  if (const auto untagged = tags_.remove(call, cloud, tag); !untagged) return untagged.error();
  return sdk::Removed{.existed = existed};
}

Reply<Address> DigitalOceanProvisioner::bringAddress(const sdk::Call& call,
                                                     const CloudAccount& cloud,
                                                     const sdk::OnResource& request, Json action,
                                                     const std::string& machine) {
  auto before = ownAddress(call, cloud, request.owner, request.id);
  if (!before) return before.error();
  if (!*before)
    return sdk::needsAttention(std::string{kNotFound}, "there is no address " + request.id);
  if ((*before)->machine == machine) return answered(std::move(**before));
  const auto begun = actions_.begin(call, cloud, {pathOf(request.id), std::move(action)});
  if (!begun) return begun.error();
  auto after = ownAddress(call, cloud, request.owner, request.id);
  if (!after || !*after) return notConfirmed("the address does not show");
  if ((*after)->machine == machine) return answered(std::move(**after));
  (*after)->state = sdk::ResourceState::Changing;
  return sdk::Pending{std::move(**after)};
}

Reply<Address> DigitalOceanProvisioner::assignAddress(const sdk::Call& call,
                                                      const sdk::OnResourceAndMachine& request) {
  const auto cloud = cloudOf(call, request);
  const auto droplet = droplets_.ownersOwn(call, cloud, request.machine, request.owner);
  if (!droplet) return droplet.error();
  auto assigned = bringAddress(
      call, cloud, request, {{"type", "assign"}, {"droplet_id", idWord(droplet->id)}}, droplet->id);
  if (!assigned || assigned.isPending()) return assigned;
  const auto tag = addressTag(request.id, request.owner);
  if (const auto untagged = tags_.remove(call, cloud, tag); !untagged) return untagged.error();
  return assigned;
}

// The tag comes first: an address that leads nowhere and has none is nobody's.
Reply<Address> DigitalOceanProvisioner::unassignAddress(const sdk::Call& call,
                                                        const sdk::OnResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto known = ownAddress(call, cloud, request.owner, request.id);
  if (!known) return known.error();
  const auto tag = addressTag(request.id, request.owner);
  if (const auto tagged = tags_.make(call, cloud, tag); !tagged) return tagged.error();
  return bringAddress(call, cloud, request, {{"type", "unassign"}}, "");
}

}  // namespace hostler::digitalocean

#include "owned_things.h"

#include <algorithm>
#include <charconv>

namespace hostler::cloudstack {

using sdk::Json;

const ThingKind kVolumes{"volume", "listVolumes", "volume", "name"};
const ThingKind kSnapshots{"snapshot", "listSnapshots", "snapshot", "name"};
const ThingKind kMachineSnapshots{"snapshot", "listVMSnapshot", "vmSnapshot",
                                  "name",     "vmsnapshotid",   "displayname"};
const ThingKind kNetworks{"network", "listNetworks", "network", "keyword"};
const ThingKind kSecurityGroups{"firewall", "listSecurityGroups", "securitygroup",
                                "securitygroupname"};
const ThingKind kTemplates{
    "image", "listTemplates", "template", "name", "id", "name", {{"templatefilter", "self"}}};
const ThingKind kIsos{"ISO", "listIsos", "iso", "name", "id", "name", {{"isofilter", "self"}}};
const ThingKind kSshKeys{"SSH key", "listSSHKeyPairs", "sshkeypair", "name"};
const ThingKind kClusters{"cluster", "listKubernetesClusters", "kubernetescluster", "name"};
const ThingKind kBuckets{"bucket", "listBuckets", "bucket", "name"};

bool isGone(const Json& thing) {
  const auto state = someText(thing, "state");
  for (const char* word : {"Destroy", "Destroyed", "Expunging", "Expunged", "Removed", "Deleted"}) {
    if (state == word) return true;
  }
  return false;
}

bool isEnding(const Json& thing) {
  const auto state = someText(thing, "state");
  return state == "Destroying" || state == "Deleting" || state == "Removing";
}

std::optional<Json> OwnedThings::byId(const sdk::Call& call, const Cloud& cloud,
                                      const ThingKind& kind, const std::string& id,
                                      const std::string& owner) const {
  auto found =
      client_.find(call, cloud, kind.list, kind.member, idOf(id, "id"), kind.fixed, kind.idParam);
  if (!found || isGone(*found)) return std::nullopt;
  if (!isOwnedBy(someText(*found, kind.label), owner))
    fail(wrongOwner(std::string{"the "} + kind.noun + " " + id));
  return found;
}

std::optional<Json> OwnedThings::byLabel(const sdk::Call& call, const Cloud& cloud,
                                         const ThingKind& kind, const std::string& label) const {
  auto params = kind.fixed;
  params.emplace_back(kind.nameParam, label);
  params.emplace_back("listall", "true");
  for (auto& entry : client_.all(call, cloud, kind.list, kind.member, std::move(params))) {
    if (someText(entry, kind.label) == label && !isGone(entry)) return std::move(entry);
  }
  return std::nullopt;
}

std::optional<Json> OwnedThings::wanted(const sdk::Call& call, const Cloud& cloud,
                                        const ThingKind& kind,
                                        const sdk::GetResource& request) const {
  if (!request.id.empty()) return byId(call, cloud, kind, request.id, request.owner);
  return byLabel(call, cloud, kind, labelOf(request.owner, request.reference));
}

Json OwnedThings::existing(const sdk::Call& call, const Cloud& cloud, const ThingKind& kind,
                           const std::string& id, const std::string& owner) const {
  auto found = byId(call, cloud, kind, id, owner);
  if (!found) fail(isMissing(kind.noun, id));
  return std::move(*found);
}

std::vector<Json> OwnedThings::labelled(const sdk::Call& call, const Cloud& cloud,
                                        const ThingKind& kind, const sdk::ListResources& request,
                                        std::optional<std::string>& nextCursor) const {
  auto params = kind.fixed;
  params.emplace_back("keyword", request.owner.empty() ? "hostler-" : labelStart(request.owner));
  params.emplace_back("listall", "true");
  const int number = pageOf(request.cursor);
  auto page = client_.page(call, cloud, kind.list, kind.member, std::move(params), number,
                           pageSizeOf(request.limit));
  std::erase_if(page.items, [&](const Json& entry) {
    return !isOwnedBy(someText(entry, kind.label), request.owner) || isGone(entry);
  });
  if (page.hasMore) nextCursor = std::to_string(number + 1);
  return std::move(page.items);
}

int pageOf(const std::string& cursor) {
  if (cursor.empty()) return 1;
  int page = 0;
  const auto end = cursor.data() + cursor.size();
  if (std::from_chars(cursor.data(), end, page).ptr != end || page < 1)
    fail(badRequest("cursor is not one of this plugin's"));
  return page;
}

int pageSizeOf(std::int64_t limit) {
  return static_cast<int>(std::clamp<std::int64_t>(limit, 1, 500));
}

void describe(sdk::Resource& resource, const Json& thing, const std::string& label) {
  resource.id = textOf(thing, "id");
  resource.reference = referenceOf(label);
  resource.name = label;
  resource.region = someText(thing, "zoneid");
  resource.createdAt = timeOf(thing, "created");
}

const std::string& zoneOf(const Cloud& cloud, const sdk::NewResource& request) {
  if (!request.region.empty()) return idOf(request.region, "region");
  return needed(cloud.zone, "server_settings.zone");
}

}  // namespace hostler::cloudstack

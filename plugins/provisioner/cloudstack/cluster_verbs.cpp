// Kubernetes clusters of the cloud's own service. One pool of nodes each.
#include "cloudstack_provisioner.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;
using sdk::ResourceState;

constexpr const char* kPool = "workers";
constexpr std::size_t kLongestName = 63;

ResourceState stateOf(const std::string& word) {
  if (word == "Created" || word == "Starting") return ResourceState::Creating;
  if (word == "Running" || word == "Stopped") return ResourceState::Ready;
  if (word == "Error") return ResourceState::Failed;
  if (word == "Destroying") return ResourceState::Deleting;
  return ResourceState::Changing;  // Scaling, Upgrading, Stopping, Alert, Recovering
}

sdk::Cluster toCluster(const Json& json) {
  sdk::Cluster cluster;
  describe(cluster, json, textOf(json, "name"));
  if (const auto name = someText(json, "description"); !name.empty()) cluster.name = name;
  cluster.state = stateOf(textOf(json, "state"));
  cluster.version = someText(json, "kubernetesversionname");
  cluster.endpoint = someText(json, "endpoint");
  cluster.highlyAvailable = someNumber(json, "controlnodes").value_or(1) > 1;
  cluster.pools = {
      {kPool, someText(json, "serviceofferingid"),
       static_cast<int>(std::clamp<std::int64_t>(numberOf(json, "size"), 0, 100'000))}};
  return cluster;
}

// "1.9" comes before "1.10".
std::vector<int> versionParts(const std::string& text) {
  std::vector<int> parts{0};
  for (const char c : text) {
    if (c >= '0' && c <= '9' && parts.back() < 100'000)
      parts.back() = parts.back() * 10 + (c - '0');
    if (c == '.') parts.push_back(0);
  }
  return parts;
}

bool isUsable(const Json& version) {
  const auto iso = someText(version, "isostate");
  return someText(version, "state") == "Enabled" && (iso.empty() || iso == "Ready");
}

}  // namespace

// By id, name or number; the newest where none is named.
std::string CloudstackProvisioner::kubernetesVersion(const sdk::Call& call, const Cloud& cloud,
                                                     const std::string& zone,
                                                     const std::string& wanted) const {
  auto versions = client_.all(call, cloud, "listKubernetesSupportedVersions",
                              "kubernetessupportedversion", {{"zoneid", zone}});
  std::erase_if(versions, [&](const Json& version) {
    const bool isNamed = wanted.empty() || textOf(version, "id") == wanted ||
                         someText(version, "name") == wanted ||
                         someText(version, "semanticversion") == wanted;
    return !isUsable(version) || !isNamed;
  });
  if (versions.empty()) fail(badRequest("the cloud has no such version of Kubernetes"));
  return textOf(
      *std::ranges::max_element(
          versions, {},
          [](const Json& version) { return versionParts(someText(version, "semanticversion")); }),
      "id");
}

Reply<sdk::Page<sdk::Cluster>> CloudstackProvisioner::listClusters(
    const sdk::Call& call, const sdk::ListResources& request) {
  return things_.page<sdk::Cluster>(call, cloudOf(call, request), kClusters, request, toCluster);
}

Reply<sdk::Found<sdk::Cluster>> CloudstackProvisioner::getCluster(const sdk::Call& call,
                                                                  const sdk::GetResource& request) {
  const auto entry = things_.wanted(call, cloudOf(call, request), kClusters, request);
  sdk::Found<sdk::Cluster> found;
  if (!entry) return found;
  found.item = toCluster(*entry);
  if (found.item->state == ResourceState::Creating) return sdk::Pending{std::move(found)};
  return found;
}

Reply<sdk::Cluster> CloudstackProvisioner::createCluster(const sdk::Call& call,
                                                         const sdk::CreateCluster& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  if (label.size() > kLongestName) return badRequest("owner and reference make too long a name");
  if (request.pools.size() != 1 || request.pools.front().count < 1)
    return badRequest("a cluster of this cloud has one pool of at least one node");
  const auto& pool = request.pools.front();
  const auto& zone = zoneOf(cloud, request);
  const auto read = [&] { return things_.byLabel(call, cloud, kClusters, label); };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& entry) -> Due {
    if (entry) {
      const auto state = toCluster(*entry).state;
      if (state == ResourceState::Failed)
        return sdk::permanent("action_failed", "the cloud could not make the cluster");
      return state == ResourceState::Creating ? Due{Waiting{}} : Due{Nothing{}};
    }
    Step step{"createKubernetesCluster",
              {{"name", label},
               {"description", request.name.empty() ? label : request.name},
               {"zoneid", zone},
               {"kubernetesversionid", kubernetesVersion(call, cloud, zone, request.version)},
               {"serviceofferingid", idOf(pool.size, "pools[0].size")},
               {"size", std::to_string(pool.count)}}};
    if (request.highlyAvailable) step.params.emplace_back("controlnodes", "3");
    if (!request.network.empty()) {
      (void)things_.existing(call, cloud, kNetworks, request.network, request.owner);
      step.params.emplace_back("networkid", request.network);
    }
    return step;
  });
  if (settled && !*settled) return notConfirmed("the new cluster does not show");
  return mapped(std::move(settled), [](auto entry) { return toCluster(*entry); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteCluster(const sdk::Call& call,
                                                         const sdk::DeleteResource& request) {
  return removeThing(call, cloudOf(call, request), kClusters, request,
                     {"deleteKubernetesCluster", {{"id", request.id}}});
}

Reply<sdk::Cluster> CloudstackProvisioner::resizeCluster(const sdk::Call& call,
                                                         const sdk::ResizeCluster& request) {
  const auto cloud = cloudOf(call, request);
  if (!request.pool.empty() && request.pool != kPool) return badRequest("there is no such pool");
  if (request.count < 1) return badRequest("a pool has at least one node");
  const auto read = [&] {
    return toCluster(things_.existing(call, cloud, kClusters, request.id, request.owner));
  };
  return settle(call, cloud, worker_, read, [&](const sdk::Cluster& cluster) -> Due {
    if (cluster.state == ResourceState::Changing || cluster.state == ResourceState::Creating)
      return Waiting{};
    if (cluster.pools.front().count == request.count) return Nothing{};
    return Step{"scaleKubernetesCluster",
                {{"id", cluster.id}, {"size", std::to_string(request.count)}}};
  });
}

Reply<sdk::ClusterAccess> CloudstackProvisioner::clusterAccess(
    const sdk::Call& call, const sdk::ReadClusterAccess& request) {
  const auto cloud = cloudOf(call, request);
  (void)things_.existing(call, cloud, kClusters, request.id, request.owner);
  const auto content =
      client_.read(call, cloud, "getKubernetesClusterConfig", {{"id", request.id}});
  const auto& config = memberOf(content, "clusterconfig");
  const auto text = config.is_object() ? someText(config, "configdata") : std::string{};
  if (text.empty()) return sdk::retryable("not_ready", "the cluster has no access file yet");
  return sdk::ClusterAccess{sdk::Secret{text}, std::nullopt};
}

}  // namespace hostler::cloudstack

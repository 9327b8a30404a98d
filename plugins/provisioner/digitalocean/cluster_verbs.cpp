#include "digitalocean_provisioner.h"
#include "resource_kinds.h"
#include "resource_mapping.h"

namespace hostler::digitalocean {
namespace {

using sdk::Cluster;
using sdk::Json;
using sdk::Reply;

bool isEnding(const Json& cluster) {
  return toCluster(cluster).state == sdk::ResourceState::Deleting;
}

const Json* poolOf(const Json& cluster, const std::string& name) {
  for (const auto& pool : listOf(cluster, "node_pools")) {
    if (textOf(pool, "name") == name) return &pool;
  }
  return nullptr;
}

}  // namespace

Reply<sdk::Page<Cluster>> DigitalOceanProvisioner::listClusters(const sdk::Call& call,
                                                                const sdk::ListResources& request) {
  return pageOf<Cluster>(things_.list(call, cloudOf(call, request), kClusters, request), toCluster);
}

Reply<sdk::Found<Cluster>> DigitalOceanProvisioner::getCluster(const sdk::Call& call,
                                                               const sdk::GetResource& request) {
  return foundOf<Cluster>(things_.find(call, cloudOf(call, request), kClusters, request),
                          toCluster);
}

Reply<Cluster> DigitalOceanProvisioner::createCluster(const sdk::Call& call,
                                                      const sdk::CreateCluster& request) {
  const auto cloud = cloudOf(call, request);
  if (request.pools.empty()) return badRequest("pools are required");
  Json body{{"region", request.region.empty() ? cloud.region : request.region},
            {"ha", request.highlyAvailable},
            {"node_pools", Json::array()}};
  for (const auto& pool : request.pools) {
    body["node_pools"].push_back({{"name", pool.name}, {"size", pool.size}, {"count", pool.count}});
  }
  if (!request.network.empty()) {
    const auto network = things_.expected(call, cloud, kNetworks, request.owner, request.network);
    if (!network) return network.error();
    body["vpc_uuid"] = request.network;
  }
  body["version"] = request.version;
  if (request.version.empty()) {
    const auto options = client_.getItem(call, cloud, "/v2/kubernetes/options", "options");
    if (!options) return options.error();
    try {
      const auto& versions = listOf(*options, "versions");
      if (versions.empty()) throw MappingError{"no version is offered"};
      body["version"] = textOf(versions.front(), "slug");  // the newest comes first
    } catch (const MappingError& error) {
      return misfit(error);
    }
  }
  return answerOf(things_.make(call, cloud, kClusters, request, std::move(body)), toCluster);
}

// With the load balancers and volumes that the cluster made for itself: they would cost on.
Reply<sdk::Removed> DigitalOceanProvisioner::deleteCluster(const sdk::Call& call,
                                                           const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kClusters, request,
                        "/destroy_with_associated_resources/dangerous", isEnding);
}

Reply<Cluster> DigitalOceanProvisioner::resizeCluster(const sdk::Call& call,
                                                      const sdk::ResizeCluster& request) {
  const auto cloud = cloudOf(call, request);
  const auto holds = [&](const Json& cluster) {
    const auto* pool = poolOf(cluster, request.pool);
    if (pool == nullptr)
      throw sdk::ProviderFailure{badRequest("the cluster has no pool " + request.pool)};
    return numberOf(*pool, "count") == request.count;
  };
  const auto write = [&](const Json& cluster) {
    const auto pool = idOf(*poolOf(cluster, request.pool));
    return client_.write(call, cloud, "PUT",
                         pathOf(kClusters, request.id) + "/node_pools/" + sdk::urlEncode(pool),
                         {{"name", request.pool}, {"count", request.count}});
  };
  return answerOf(things_.change(call, cloud, kClusters, request, holds, write), toCluster);
}

Reply<sdk::ClusterAccess> DigitalOceanProvisioner::clusterAccess(
    const sdk::Call& call, const sdk::ReadClusterAccess& request) {
  const auto cloud = cloudOf(call, request);
  const auto cluster = things_.expected(call, cloud, kClusters, request.owner, request.id);
  if (!cluster) return cluster.error();
  auto text = client_.text(call, cloud, pathOf(kClusters, request.id) + "/kubeconfig");
  if (!text) return text.error();
  call.log.redactor().hide(*text);
  if (text->find("clusters:") == std::string::npos)
    return sdk::unusableAnswer(sdk::Effect::Read, "DigitalOcean's kubeconfig is none");
  sdk::ClusterAccess access;
  access.kubeconfig = sdk::Secret{std::move(*text)};
  return access;
}

}  // namespace hostler::digitalocean

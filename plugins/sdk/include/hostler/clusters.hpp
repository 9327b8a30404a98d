#pragma once

// Kubernetes clusters that the provider runs.

#include <hostler/call.hpp>
#include <hostler/resource.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hostler::sdk {

struct NodePool {
  std::string name, size;
  int count = 1;

  static constexpr auto members() {
    return std::tuple{field("name", &NodePool::name), field("size", &NodePool::size),
                      field("count", &NodePool::count)};
  }
};

struct Cluster : Resource {
  std::string version, endpoint;
  bool highlyAvailable = false;
  std::vector<NodePool> pools;

  static constexpr auto members() {
    return std::tuple_cat(
        Resource::members(),
        std::tuple{field("version", &Cluster::version), field("endpoint", &Cluster::endpoint),
                   field("highly_available", &Cluster::highlyAvailable),
                   field("pools", &Cluster::pools)});
  }
};

struct CreateCluster : NewResource {
  std::string version;  ///< empty: the provider's newest
  std::vector<NodePool> pools;
  bool highlyAvailable = false;
  std::string network;

  static constexpr auto members() {
    return std::tuple_cat(
        NewResource::members(),
        std::tuple{optionalField("version", &CreateCluster::version),
                   field("pools", &CreateCluster::pools),
                   optionalField("highly_available", &CreateCluster::highlyAvailable),
                   optionalField("network", &CreateCluster::network)});
  }
};

struct ResizeCluster : OnResource {
  std::string pool;
  int count = 1;

  static constexpr auto members() {
    return std::tuple_cat(OnResource::members(), std::tuple{field("pool", &ResizeCluster::pool),
                                                            field("count", &ResizeCluster::count)});
  }
};

struct ReadClusterAccess : OnResource {};

struct ClusterAccess {
  Secret kubeconfig;
  std::optional<std::int64_t> expiresAt;

  static constexpr auto members() {
    return std::tuple{field("kubeconfig", &ClusterAccess::kubeconfig),
                      field("expires_at", &ClusterAccess::expiresAt)};
  }
};

/// Verbs of "provisioner/1" whose name begins with "clusters.".
class ClusterVerbs {
 public:
  virtual Reply<Page<Cluster>> listClusters(const Call&, const ListResources&) {
    return unsupported();
  }
  virtual Reply<Found<Cluster>> getCluster(const Call&, const GetResource&) {
    return unsupported();
  }
  virtual Reply<Cluster> createCluster(const Call&, const CreateCluster&) { return unsupported(); }
  virtual Reply<Removed> deleteCluster(const Call&, const DeleteResource&) { return unsupported(); }
  virtual Reply<Cluster> resizeCluster(const Call&, const ResizeCluster&) { return unsupported(); }
  virtual Reply<ClusterAccess> clusterAccess(const Call&, const ReadClusterAccess&) {
    return unsupported();
  }

  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    verbs.add("clusters.list", &Plugin::listClusters);
    verbs.add("clusters.get", &Plugin::getCluster);
    verbs.add("clusters.create", &Plugin::createCluster);
    verbs.add("clusters.delete", &Plugin::deleteCluster);
    verbs.add("clusters.resize", &Plugin::resizeCluster);
    verbs.add("clusters.access", &Plugin::clusterAccess);
  }

 protected:
  ~ClusterVerbs() = default;
};

}  // namespace hostler::sdk

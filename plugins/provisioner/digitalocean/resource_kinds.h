#pragma once

#include "owned_things.h"

namespace hostler::digitalocean {

inline const ThingKind kSshKeys{"/v2/account/keys", "ssh_keys", "ssh_key", "key"};
inline const ThingKind kVolumes{"/v2/volumes", "volumes", "volume", "volume"};
inline const ThingKind kSnapshots{"/v2/snapshots", "snapshots", "snapshot", "snapshot"};
inline const ThingKind kFirewalls{"/v2/firewalls", "firewalls", "firewall", "firewall"};
inline const ThingKind kLoadBalancers{"/v2/load_balancers", "load_balancers", "load_balancer",
                                      "load balancer"};
inline const ThingKind kNetworks{"/v2/vpcs", "vpcs", "vpc", "network"};
inline const ThingKind kClusters{"/v2/kubernetes/clusters", "kubernetes_clusters",
                                 "kubernetes_cluster", "cluster"};
inline const ThingKind kDatabases{"/v2/databases", "databases", "database", "database"};
inline const ThingKind kOwnImages{"/v2/images", "images", "image", "image", {{"private", "true"}}};

}  // namespace hostler::digitalocean

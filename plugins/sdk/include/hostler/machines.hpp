#pragma once

// All verbs of "provisioner/1" for machines and what belongs to them. Each is optional.

#include <hostler/addresses.hpp>
#include <hostler/buckets.hpp>
#include <hostler/catalogue.hpp>
#include <hostler/clusters.hpp>
#include <hostler/firewalls.hpp>
#include <hostler/isos.hpp>
#include <hostler/load_balancers.hpp>
#include <hostler/machine_verbs.hpp>
#include <hostler/managed_databases.hpp>
#include <hostler/networks.hpp>
#include <hostler/snapshots.hpp>
#include <hostler/ssh_keys.hpp>
#include <hostler/volumes.hpp>

namespace hostler::sdk {

/// What a provisioner of machines may offer beside the life of its accounts.
class Machines : public MachineVerbs,
                 public CatalogueVerbs,
                 public IsoVerbs,
                 public SshKeyVerbs,
                 public VolumeVerbs,
                 public SnapshotVerbs,
                 public AddressVerbs,
                 public FirewallVerbs,
                 public LoadBalancerVerbs,
                 public NetworkVerbs,
                 public ClusterVerbs,
                 public ManagedDatabaseVerbs,
                 public BucketVerbs {
 public:
  template <class Plugin, class Verbs>
  static void declare(Verbs& verbs) {
    MachineVerbs::declare<Plugin>(verbs);
    CatalogueVerbs::declare<Plugin>(verbs);
    IsoVerbs::declare<Plugin>(verbs);
    SshKeyVerbs::declare<Plugin>(verbs);
    VolumeVerbs::declare<Plugin>(verbs);
    SnapshotVerbs::declare<Plugin>(verbs);
    AddressVerbs::declare<Plugin>(verbs);
    FirewallVerbs::declare<Plugin>(verbs);
    LoadBalancerVerbs::declare<Plugin>(verbs);
    NetworkVerbs::declare<Plugin>(verbs);
    ClusterVerbs::declare<Plugin>(verbs);
    ManagedDatabaseVerbs::declare<Plugin>(verbs);
    BucketVerbs::declare<Plugin>(verbs);
  }

 protected:
  ~Machines() = default;
};

}  // namespace hostler::sdk

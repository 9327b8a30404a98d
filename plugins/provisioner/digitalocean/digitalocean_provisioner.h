#pragma once

#include "actions.h"
#include "droplets.h"
#include "owned_things.h"
#include "tags.h"

#include <hostler/provisioner.hpp>

#include <functional>

namespace hostler::digitalocean {

/// Droplets and what belongs to them. Keeps nothing between calls: the account comes with each.
/// Every write is judged by the state that is read after it, and not by what was said about it.
class DigitalOceanProvisioner final : public sdk::Provisioner {
 public:
  explicit DigitalOceanProvisioner(const sdk::Context&) {}

  template <class T>
  using Reply = sdk::Reply<T>;
  using Call = sdk::Call;

  // creation.cpp
  Reply<sdk::Account> create(const Call&, const sdk::CreateAccount&) override;

  Reply<sdk::Located> locate(const Call&, const sdk::LocateAccount&) override;
  Reply<sdk::Account> suspend(const Call&, const sdk::SuspendAccount&) override;
  Reply<sdk::Account> unsuspend(const Call&, const sdk::UnsuspendAccount&) override;

  // termination.cpp, resizing.cpp
  Reply<sdk::Terminated> terminate(const Call&, const sdk::TerminateAccount&) override;
  Reply<sdk::Account> changePackage(const Call&, const sdk::ChangePackage&) override;

  // backup_verbs.cpp
  Reply<sdk::Backup> backup(const Call&, const sdk::BackupAccount&) override;
  Reply<sdk::Backups> backups(const Call&, const sdk::ListBackups&) override;
  Reply<sdk::Removed> deleteBackup(const Call&, const sdk::DeleteBackup&) override;
  Reply<sdk::Restore> restore(const Call&, const sdk::RestoreBackup&) override;
  Reply<sdk::Progress> progress(const Call&, const sdk::ReadProgress&) override;

  // server_verbs.cpp
  Reply<sdk::ConnectionReport> testConnection(const Call&, const sdk::TestConnection&) override;
  Reply<sdk::Packages> packages(const Call&, const sdk::ListPackages&) override;
  Reply<sdk::Capacity> capacity(const Call&, const sdk::ReadCapacity&) override;
  Reply<sdk::AccountPage> accounts(const Call&, const sdk::ListAccounts&) override;

  // machine_verbs.cpp
  Reply<sdk::Account> startMachine(const Call&, const sdk::StartMachine&) override;
  Reply<sdk::Account> stopMachine(const Call&, const sdk::StopMachine&) override;
  Reply<sdk::Account> rebootMachine(const Call&, const sdk::RebootMachine&) override;
  Reply<sdk::Account> rebuildMachine(const Call&, const sdk::RebuildMachine&) override;
  Reply<sdk::Account> renameMachine(const Call&, const sdk::RenameMachine&) override;
  Reply<sdk::MachinePassword> resetMachinePassword(const Call&,
                                                   const sdk::ResetMachinePassword&) override;

  // metrics_verbs.cpp
  Reply<sdk::Metrics> metrics(const Call&, const sdk::ReadMetrics&) override;
  Reply<sdk::Usage> usage(const Call&, const sdk::ReadUsage&) override;

  // catalogue_verbs.cpp, image_verbs.cpp
  Reply<sdk::Page<sdk::Size>> listSizes(const Call&, const sdk::ListCatalogue&) override;
  Reply<sdk::Page<sdk::Region>> listRegions(const Call&, const sdk::ListCatalogue&) override;
  Reply<sdk::Page<sdk::Image>> listImages(const Call&, const sdk::ListCatalogue&) override;
  Reply<sdk::Page<sdk::Image>> listApps(const Call&, const sdk::ListCatalogue&) override;
  Reply<sdk::Found<sdk::Image>> getImage(const Call&, const sdk::GetResource&) override;
  Reply<sdk::Image> importImage(const Call&, const sdk::ImportImage&) override;
  Reply<sdk::Removed> deleteImage(const Call&, const sdk::DeleteResource&) override;

  // ssh_key_verbs.cpp
  Reply<sdk::Page<sdk::SshKey>> listSshKeys(const Call&, const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::SshKey>> getSshKey(const Call&, const sdk::GetResource&) override;
  Reply<sdk::SshKey> createSshKey(const Call&, const sdk::CreateSshKey&) override;
  Reply<sdk::Removed> deleteSshKey(const Call&, const sdk::DeleteResource&) override;

  // volume_verbs.cpp
  Reply<sdk::Page<sdk::Volume>> listVolumes(const Call&, const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::Volume>> getVolume(const Call&, const sdk::GetResource&) override;
  Reply<sdk::Volume> createVolume(const Call&, const sdk::CreateVolume&) override;
  Reply<sdk::Removed> deleteVolume(const Call&, const sdk::DeleteResource&) override;
  Reply<sdk::Volume> attachVolume(const Call&, const sdk::OnResourceAndMachine&) override;
  Reply<sdk::Volume> detachVolume(const Call&, const sdk::OnResource&) override;
  Reply<sdk::Volume> resizeVolume(const Call&, const sdk::ResizeVolume&) override;

  // snapshot_verbs.cpp
  Reply<sdk::Page<sdk::Snapshot>> listSnapshots(const Call&, const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::Snapshot>> getSnapshot(const Call&, const sdk::GetResource&) override;
  Reply<sdk::Snapshot> createSnapshot(const Call&, const sdk::CreateSnapshot&) override;
  Reply<sdk::Removed> deleteSnapshot(const Call&, const sdk::DeleteResource&) override;
  Reply<sdk::Snapshot> restoreSnapshot(const Call&, const sdk::RestoreSnapshot&) override;

  // address_verbs.cpp
  Reply<sdk::Page<sdk::Address>> listAddresses(const Call&, const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::Address>> getAddress(const Call&, const sdk::GetResource&) override;
  Reply<sdk::Address> createAddress(const Call&, const sdk::CreateAddress&) override;
  Reply<sdk::Removed> deleteAddress(const Call&, const sdk::DeleteResource&) override;
  Reply<sdk::Address> assignAddress(const Call&, const sdk::OnResourceAndMachine&) override;
  Reply<sdk::Address> unassignAddress(const Call&, const sdk::OnResource&) override;

  // firewall_verbs.cpp
  Reply<sdk::Page<sdk::Firewall>> listFirewalls(const Call&, const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::Firewall>> getFirewall(const Call&, const sdk::GetResource&) override;
  Reply<sdk::Firewall> createFirewall(const Call&, const sdk::CreateFirewall&) override;
  Reply<sdk::Removed> deleteFirewall(const Call&, const sdk::DeleteResource&) override;
  Reply<sdk::Firewall> setFirewallRules(const Call&, const sdk::SetFirewallRules&) override;
  Reply<sdk::Firewall> attachFirewall(const Call&, const sdk::OnResourceAndMachine&) override;
  Reply<sdk::Firewall> detachFirewall(const Call&, const sdk::OnResourceAndMachine&) override;

  // load_balancer_verbs.cpp
  Reply<sdk::Page<sdk::LoadBalancer>> listLoadBalancers(const Call&,
                                                        const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::LoadBalancer>> getLoadBalancer(const Call&,
                                                       const sdk::GetResource&) override;
  Reply<sdk::LoadBalancer> createLoadBalancer(const Call&, const sdk::CreateLoadBalancer&) override;
  Reply<sdk::Removed> deleteLoadBalancer(const Call&, const sdk::DeleteResource&) override;
  Reply<sdk::LoadBalancer> setLoadBalancerRules(const Call&,
                                                const sdk::SetLoadBalancerRules&) override;
  Reply<sdk::LoadBalancer> attachToLoadBalancer(const Call&,
                                                const sdk::OnResourceAndMachine&) override;
  Reply<sdk::LoadBalancer> detachFromLoadBalancer(const Call&,
                                                  const sdk::OnResourceAndMachine&) override;

  // network_verbs.cpp
  Reply<sdk::Page<sdk::Network>> listNetworks(const Call&, const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::Network>> getNetwork(const Call&, const sdk::GetResource&) override;
  Reply<sdk::Network> createNetwork(const Call&, const sdk::CreateNetwork&) override;
  Reply<sdk::Removed> deleteNetwork(const Call&, const sdk::DeleteResource&) override;

  // cluster_verbs.cpp
  Reply<sdk::Page<sdk::Cluster>> listClusters(const Call&, const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::Cluster>> getCluster(const Call&, const sdk::GetResource&) override;
  Reply<sdk::Cluster> createCluster(const Call&, const sdk::CreateCluster&) override;
  Reply<sdk::Removed> deleteCluster(const Call&, const sdk::DeleteResource&) override;
  Reply<sdk::Cluster> resizeCluster(const Call&, const sdk::ResizeCluster&) override;
  Reply<sdk::ClusterAccess> clusterAccess(const Call&, const sdk::ReadClusterAccess&) override;

  // database_verbs.cpp
  Reply<sdk::Page<sdk::ManagedDatabase>> listManagedDatabases(const Call&,
                                                              const sdk::ListResources&) override;
  Reply<sdk::Found<sdk::ManagedDatabase>> getManagedDatabase(const Call&,
                                                             const sdk::GetResource&) override;
  Reply<sdk::ManagedDatabase> createManagedDatabase(const Call&,
                                                    const sdk::CreateManagedDatabase&) override;
  Reply<sdk::Removed> deleteManagedDatabase(const Call&, const sdk::DeleteResource&) override;
  Reply<sdk::ManagedDatabase> resizeManagedDatabase(const Call&,
                                                    const sdk::ResizeManagedDatabase&) override;

 private:
  Reply<sdk::Terminated> ended(const Call&, const CloudAccount&, const std::string& droplet,
                               sdk::Terminated terminated);
  /// The body of a new droplet, after everything in it was found to be the owner's.
  Reply<sdk::Json> orderOf(const Call&, const CloudAccount&, const sdk::CreateAccount&);
  Reply<sdk::Account> createNew(const Call&, const CloudAccount&, const sdk::CreateAccount&);
  /// Begins an action on a droplet unless it is as wanted; the account as it is then, pending until
  /// it is so.
  Reply<sdk::Account> bring(const Call&, const CloudAccount&, const sdk::AccountRef&,
                            const char* wantedStatus, const char* action);
  /// Begins an action that leaves no state; pending while it runs.
  Reply<sdk::Account> act(const Call&, const CloudAccount&, const Droplet&, sdk::Json action,
                          std::optional<sdk::Asked> since);
  /// As act, where another step follows: always pending.
  Reply<sdk::Account> step(const Call&, const CloudAccount&, const sdk::AccountRef&,
                           sdk::Json action);
  /// Why a droplet cannot have a size; nothing when it can.
  std::optional<sdk::ProviderError> unfit(const Call&, const CloudAccount&, const Droplet&,
                                          const std::string& size);
  Reply<sdk::Account> shown(const Call&, const CloudAccount&, const sdk::AccountRef&, bool isDone);
  /// A droplet that may be used by its client now: not suspended.
  Reply<Droplet> usable(const Call&, const CloudAccount&, const sdk::AccountRef&);

  using WantedVolume = std::function<bool(const sdk::Volume&)>;
  /// Begins an action on a volume unless it is as wanted; pending until it is.
  Reply<sdk::Volume> bringVolume(const Call&, const CloudAccount&, const sdk::OnResource&,
                                 sdk::Json action, const WantedVolume& isWanted);
  Reply<sdk::Snapshot> snapshotMachine(const Call&, const CloudAccount&,
                                       const sdk::CreateSnapshot&);
  Reply<sdk::Snapshot> snapshotVolume(const Call&, const CloudAccount&, const sdk::CreateSnapshot&);

  /// A reserved address and whether it is this owner's; nothing where it does not exist.
  Reply<std::optional<sdk::Address>> ownAddress(const Call&, const CloudAccount&,
                                                const std::string& owner, const std::string& ip);
  Reply<bool> isOwners(const Call&, const CloudAccount&, const sdk::Json& address,
                       const std::string& owner);
  Reply<sdk::Address> bringAddress(const Call&, const CloudAccount&, const sdk::OnResource&,
                                   sdk::Json action, const std::string& machine);

  Reply<sdk::Firewall> firewallOf(const Call&, const CloudAccount&, const Reply<sdk::Json>&);
  Reply<sdk::Firewall> guard(const Call&, const sdk::OnResourceAndMachine&, bool shallGuard);
  Reply<sdk::LoadBalancer> balance(const Call&, const sdk::OnResourceAndMachine&,
                                   bool shallBalance);

  const DigitalOceanClient client_;
  const Droplets droplets_{client_};
  const Actions actions_{client_};
  const Tags tags_{client_};
  const OwnedThings things_{client_};
};

}  // namespace hostler::digitalocean

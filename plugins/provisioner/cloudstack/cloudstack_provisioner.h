#pragma once

#include "action_log.h"
#include "address_finder.h"
#include "balancer_finder.h"
#include "course.h"
#include "machine_finder.h"
#include "owned_things.h"
#include "reversion.h"
#include "rules.h"

#include <hostler/provisioner.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hostler::cloudstack {

/// Machines and what belongs to them on clouds that run Apache CloudStack. Keeps nothing between
/// calls: cloud and keys come with each. What a verb writes is decided by the state that it reads,
/// before and after, and not by what the cloud said about it; so each can be sent again.
class CloudstackProvisioner final : public sdk::Provisioner {
 public:
  explicit CloudstackProvisioner(const sdk::Context&) {}

  // account_verbs.cpp
  sdk::Reply<sdk::Account> create(const sdk::Call&, const sdk::CreateAccount&) override;
  sdk::Reply<sdk::Located> locate(const sdk::Call&, const sdk::LocateAccount&) override;
  sdk::Reply<sdk::Account> suspend(const sdk::Call&, const sdk::SuspendAccount&) override;
  sdk::Reply<sdk::Account> unsuspend(const sdk::Call&, const sdk::UnsuspendAccount&) override;
  sdk::Reply<sdk::Account> changePackage(const sdk::Call&, const sdk::ChangePackage&) override;
  // termination.cpp
  sdk::Reply<sdk::Terminated> terminate(const sdk::Call&, const sdk::TerminateAccount&) override;
  // server_verbs.cpp
  sdk::Reply<sdk::ConnectionReport> testConnection(const sdk::Call&,
                                                   const sdk::TestConnection&) override;
  sdk::Reply<sdk::Capacity> capacity(const sdk::Call&, const sdk::ReadCapacity&) override;
  sdk::Reply<sdk::AccountPage> accounts(const sdk::Call&, const sdk::ListAccounts&) override;
  // measuring_verbs.cpp
  sdk::Reply<sdk::Usage> usage(const sdk::Call&, const sdk::ReadUsage&) override;
  sdk::Reply<sdk::Metrics> metrics(const sdk::Call&, const sdk::ReadMetrics&) override;
  // backup_verbs.cpp
  sdk::Reply<sdk::Backup> backup(const sdk::Call&, const sdk::BackupAccount&) override;
  sdk::Reply<sdk::Backups> backups(const sdk::Call&, const sdk::ListBackups&) override;
  sdk::Reply<sdk::Removed> deleteBackup(const sdk::Call&, const sdk::DeleteBackup&) override;
  sdk::Reply<sdk::Restore> restore(const sdk::Call&, const sdk::RestoreBackup&) override;
  sdk::Reply<sdk::Progress> progress(const sdk::Call&, const sdk::ReadProgress&) override;

  // machine_verbs.cpp
  sdk::Reply<sdk::Account> startMachine(const sdk::Call&, const sdk::StartMachine&) override;
  sdk::Reply<sdk::Account> stopMachine(const sdk::Call&, const sdk::StopMachine&) override;
  sdk::Reply<sdk::Account> rebootMachine(const sdk::Call&, const sdk::RebootMachine&) override;
  sdk::Reply<sdk::Account> rebuildMachine(const sdk::Call&, const sdk::RebuildMachine&) override;
  sdk::Reply<sdk::Account> renameMachine(const sdk::Call&, const sdk::RenameMachine&) override;
  sdk::Reply<sdk::MachinePassword> resetMachinePassword(const sdk::Call&,
                                                        const sdk::ResetMachinePassword&) override;
  sdk::Reply<sdk::ConsoleEndpoint> openConsole(const sdk::Call&, const sdk::OpenConsole&) override;

  // catalogue_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Size>> listSizes(const sdk::Call&, const sdk::ListCatalogue&) override;
  sdk::Reply<sdk::Page<sdk::Region>> listRegions(const sdk::Call&,
                                                 const sdk::ListCatalogue&) override;
  // image_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Image>> listImages(const sdk::Call&,
                                               const sdk::ListCatalogue&) override;
  sdk::Reply<sdk::Found<sdk::Image>> getImage(const sdk::Call&, const sdk::GetResource&) override;
  sdk::Reply<sdk::Image> importImage(const sdk::Call&, const sdk::ImportImage&) override;
  sdk::Reply<sdk::Removed> deleteImage(const sdk::Call&, const sdk::DeleteResource&) override;
  // iso_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Image>> listIsos(const sdk::Call&, const sdk::ListCatalogue&) override;
  sdk::Reply<sdk::Found<sdk::Image>> getIso(const sdk::Call&, const sdk::GetResource&) override;
  sdk::Reply<sdk::Image> importIso(const sdk::Call&, const sdk::ImportImage&) override;
  sdk::Reply<sdk::Removed> deleteIso(const sdk::Call&, const sdk::DeleteResource&) override;
  sdk::Reply<sdk::Image> attachIso(const sdk::Call&, const sdk::OnResourceAndMachine&) override;
  sdk::Reply<sdk::Image> detachIso(const sdk::Call&, const sdk::OnResourceAndMachine&) override;

  // ssh_key_verbs.cpp
  sdk::Reply<sdk::Page<sdk::SshKey>> listSshKeys(const sdk::Call&,
                                                 const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::SshKey>> getSshKey(const sdk::Call&, const sdk::GetResource&) override;
  sdk::Reply<sdk::SshKey> createSshKey(const sdk::Call&, const sdk::CreateSshKey&) override;
  sdk::Reply<sdk::Removed> deleteSshKey(const sdk::Call&, const sdk::DeleteResource&) override;

  // volume_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Volume>> listVolumes(const sdk::Call&,
                                                 const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::Volume>> getVolume(const sdk::Call&, const sdk::GetResource&) override;
  sdk::Reply<sdk::Volume> createVolume(const sdk::Call&, const sdk::CreateVolume&) override;
  sdk::Reply<sdk::Removed> deleteVolume(const sdk::Call&, const sdk::DeleteResource&) override;
  sdk::Reply<sdk::Volume> attachVolume(const sdk::Call&, const sdk::OnResourceAndMachine&) override;
  sdk::Reply<sdk::Volume> detachVolume(const sdk::Call&, const sdk::OnResource&) override;
  sdk::Reply<sdk::Volume> resizeVolume(const sdk::Call&, const sdk::ResizeVolume&) override;

  // snapshot_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Snapshot>> listSnapshots(const sdk::Call&,
                                                     const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::Snapshot>> getSnapshot(const sdk::Call&,
                                                    const sdk::GetResource&) override;
  sdk::Reply<sdk::Snapshot> createSnapshot(const sdk::Call&, const sdk::CreateSnapshot&) override;
  sdk::Reply<sdk::Removed> deleteSnapshot(const sdk::Call&, const sdk::DeleteResource&) override;
  sdk::Reply<sdk::Snapshot> restoreSnapshot(const sdk::Call&, const sdk::RestoreSnapshot&) override;

  // address_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Address>> listAddresses(const sdk::Call&,
                                                    const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::Address>> getAddress(const sdk::Call&,
                                                  const sdk::GetResource&) override;
  sdk::Reply<sdk::Address> createAddress(const sdk::Call&, const sdk::CreateAddress&) override;
  sdk::Reply<sdk::Removed> deleteAddress(const sdk::Call&, const sdk::DeleteResource&) override;
  sdk::Reply<sdk::Address> assignAddress(const sdk::Call&,
                                         const sdk::OnResourceAndMachine&) override;
  sdk::Reply<sdk::Address> unassignAddress(const sdk::Call&, const sdk::OnResource&) override;

  // firewall_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Firewall>> listFirewalls(const sdk::Call&,
                                                     const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::Firewall>> getFirewall(const sdk::Call&,
                                                    const sdk::GetResource&) override;
  sdk::Reply<sdk::Firewall> createFirewall(const sdk::Call&, const sdk::CreateFirewall&) override;
  sdk::Reply<sdk::Removed> deleteFirewall(const sdk::Call&, const sdk::DeleteResource&) override;
  sdk::Reply<sdk::Firewall> setFirewallRules(const sdk::Call&,
                                             const sdk::SetFirewallRules&) override;
  sdk::Reply<sdk::Firewall> attachFirewall(const sdk::Call&,
                                           const sdk::OnResourceAndMachine&) override;
  sdk::Reply<sdk::Firewall> detachFirewall(const sdk::Call&,
                                           const sdk::OnResourceAndMachine&) override;

  // load_balancer_verbs.cpp
  sdk::Reply<sdk::Page<sdk::LoadBalancer>> listLoadBalancers(const sdk::Call&,
                                                             const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::LoadBalancer>> getLoadBalancer(const sdk::Call&,
                                                            const sdk::GetResource&) override;
  sdk::Reply<sdk::LoadBalancer> createLoadBalancer(const sdk::Call&,
                                                   const sdk::CreateLoadBalancer&) override;
  sdk::Reply<sdk::Removed> deleteLoadBalancer(const sdk::Call&,
                                              const sdk::DeleteResource&) override;
  sdk::Reply<sdk::LoadBalancer> setLoadBalancerRules(const sdk::Call&,
                                                     const sdk::SetLoadBalancerRules&) override;
  sdk::Reply<sdk::LoadBalancer> attachToLoadBalancer(const sdk::Call&,
                                                     const sdk::OnResourceAndMachine&) override;
  sdk::Reply<sdk::LoadBalancer> detachFromLoadBalancer(const sdk::Call&,
                                                       const sdk::OnResourceAndMachine&) override;

  // network_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Network>> listNetworks(const sdk::Call&,
                                                   const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::Network>> getNetwork(const sdk::Call&,
                                                  const sdk::GetResource&) override;
  sdk::Reply<sdk::Network> createNetwork(const sdk::Call&, const sdk::CreateNetwork&) override;
  sdk::Reply<sdk::Removed> deleteNetwork(const sdk::Call&, const sdk::DeleteResource&) override;
  sdk::Reply<sdk::Network> attachNetwork(const sdk::Call&,
                                         const sdk::OnResourceAndMachine&) override;
  sdk::Reply<sdk::Network> detachNetwork(const sdk::Call&,
                                         const sdk::OnResourceAndMachine&) override;

  // cluster_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Cluster>> listClusters(const sdk::Call&,
                                                   const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::Cluster>> getCluster(const sdk::Call&,
                                                  const sdk::GetResource&) override;
  sdk::Reply<sdk::Cluster> createCluster(const sdk::Call&, const sdk::CreateCluster&) override;
  sdk::Reply<sdk::Removed> deleteCluster(const sdk::Call&, const sdk::DeleteResource&) override;
  sdk::Reply<sdk::Cluster> resizeCluster(const sdk::Call&, const sdk::ResizeCluster&) override;
  sdk::Reply<sdk::ClusterAccess> clusterAccess(const sdk::Call&,
                                               const sdk::ReadClusterAccess&) override;

  // bucket_verbs.cpp
  sdk::Reply<sdk::Page<sdk::Bucket>> listBuckets(const sdk::Call&,
                                                 const sdk::ListResources&) override;
  sdk::Reply<sdk::Found<sdk::Bucket>> getBucket(const sdk::Call&, const sdk::GetResource&) override;
  sdk::Reply<sdk::Bucket> createBucket(const sdk::Call&, const sdk::CreateBucket&) override;
  sdk::Reply<sdk::Removed> deleteBucket(const sdk::Call&, const sdk::DeleteResource&) override;

 private:
  /// The machine as the answer to a writing verb.
  sdk::Reply<sdk::Account> answer(const sdk::Call&, const Cloud&,
                                  sdk::Reply<VirtualMachine>&& vm) const;
  /// Settles a change that the cloud makes to stopped machines only. Where the cloud refuses it,
  /// the machine is started again before the refusal is answered.
  template <class IsChanged>
  sdk::Reply<VirtualMachine> changeStopped(const sdk::Call& call, const Cloud& cloud,
                                           const sdk::AccountRef& ref, const Step& change,
                                           IsChanged&& isChanged) const {
    const auto read = [&] { return finder_.expected(call, cloud, ref); };
    auto settled = settle(call, cloud, worker_, read, [&](const VirtualMachine& vm) {
      return dueToChangeOf(vm, isChanged(vm), change);
    });
    if (!settled && isRefusal(settled.error())) goOn(call, cloud, ref);
    return settled;
  }
  static Due dueToChangeOf(const VirtualMachine& vm, bool isChanged, const Step& change);
  void goOn(const sdk::Call&, const Cloud&, const sdk::AccountRef&) const;
  /// Puts a machine back, if that has not been done since then.
  sdk::Reply<VirtualMachine> putBack(const sdk::Call&, const Cloud&, const sdk::AccountRef&,
                                     const Reversion&, const sdk::Asked& since) const;
  /// The snapshot of this id that is a backup of the machine's, or nothing.
  std::optional<sdk::Json> findBackup(const sdk::Call&, const Cloud&, const VirtualMachine&,
                                      const std::string& id) const;
  /// Removes what a failed deployment leaves behind.
  void removeWreck(const sdk::Call&, const Cloud&, const std::string& reference) const;
  /// The load balancer of this id; Permanent "not_found" where there is none.
  Balancer existingBalancer(const sdk::Call&, const Cloud&, const std::string& id,
                            const std::string& owner) const;
  sdk::Reply<sdk::LoadBalancer> settleMember(const sdk::Call&, const sdk::OnResourceAndMachine&,
                                             bool member) const;
  std::optional<sdk::Snapshot> findSnapshot(const sdk::Call&, const Cloud&,
                                            const sdk::GetResource&) const;
  std::vector<CloudRule> rulesAt(const sdk::Call&, const Cloud&, const PublicAddress&) const;
  sdk::Reply<sdk::Firewall> putBehind(const sdk::Call&, const sdk::OnResourceAndMachine&,
                                      bool behind) const;
  std::string defaultGroup(const sdk::Call&, const Cloud&) const;
  /// Removes a thing that carries a label of the owner's.
  sdk::Reply<sdk::Removed> removeThing(const sdk::Call&, const Cloud&, const ThingKind&,
                                       const sdk::DeleteResource&, const Step& removal) const;
  std::string kubernetesVersion(const sdk::Call&, const Cloud&, const std::string& zone,
                                const std::string& wanted) const;
  /// The cloud's id of the operating system that comes closest; empty where it knows none.
  std::string osTypeFor(const sdk::Call&, const Cloud&, const std::string& distribution) const;
  void checkOrder(const sdk::Call&, const Cloud&, const sdk::CreateAccount&) const;

  const CloudstackClient client_;
  const Worker worker_{client_};
  const MachineFinder finder_{client_};
  const OwnedThings things_{client_};
  const AddressFinder addresses_{client_};
  const ActionLog actions_{client_};
  const BalancerFinder balancers_{client_};
};

}  // namespace hostler::cloudstack

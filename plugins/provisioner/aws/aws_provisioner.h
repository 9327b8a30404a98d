#pragma once

#include "instances.h"
#include "launch.h"
#include "owned_things.h"
#include "query_client.h"
#include "root_replacement.h"

#include <hostler/provisioner.hpp>

namespace hostler::aws {

/// EC2 instances and what belongs to them. One cloud account is one region of one key. Keeps no
/// credential between calls and takes none from anywhere but the call. Every write is judged by the
/// state that is read after it, and not by what was said about it.
class AwsProvisioner final : public sdk::Provisioner {
 public:
  explicit AwsProvisioner(const sdk::Context&);

  template <class T>
  using Reply = sdk::Reply<T>;
  using Call = sdk::Call;

  // creation.cpp
  Reply<sdk::Account> create(const Call&, const sdk::CreateAccount&) override;
  Reply<sdk::Located> locate(const Call&, const sdk::LocateAccount&) override;

  // power_verbs.cpp
  Reply<sdk::Account> suspend(const Call&, const sdk::SuspendAccount&) override;
  Reply<sdk::Account> unsuspend(const Call&, const sdk::UnsuspendAccount&) override;
  Reply<sdk::Account> startMachine(const Call&, const sdk::StartMachine&) override;
  Reply<sdk::Account> stopMachine(const Call&, const sdk::StopMachine&) override;
  Reply<sdk::Account> rebootMachine(const Call&, const sdk::RebootMachine&) override;

  // termination.cpp, resizing.cpp
  Reply<sdk::Terminated> terminate(const Call&, const sdk::TerminateAccount&) override;
  Reply<sdk::Account> changePackage(const Call&, const sdk::ChangePackage&) override;

  // server_verbs.cpp
  Reply<sdk::ConnectionReport> testConnection(const Call&, const sdk::TestConnection&) override;
  Reply<sdk::AccountPage> accounts(const Call&, const sdk::ListAccounts&) override;

  // machine_verbs.cpp
  Reply<sdk::Account> rebuildMachine(const Call&, const sdk::RebuildMachine&) override;
  Reply<sdk::Account> renameMachine(const Call&, const sdk::RenameMachine&) override;
  Reply<sdk::ConsoleOutput> consoleOutput(const Call&, const sdk::ReadConsoleOutput&) override;

  // metric_verbs.cpp
  Reply<sdk::Metrics> metrics(const Call&, const sdk::ReadMetrics&) override;
  Reply<sdk::Usage> usage(const Call&, const sdk::ReadUsage&) override;

  // backup_verbs.cpp
  Reply<sdk::Backup> backup(const Call&, const sdk::BackupAccount&) override;
  Reply<sdk::Backups> backups(const Call&, const sdk::ListBackups&) override;
  Reply<sdk::Removed> deleteBackup(const Call&, const sdk::DeleteBackup&) override;
  Reply<sdk::Restore> restore(const Call&, const sdk::RestoreBackup&) override;
  Reply<sdk::Progress> progress(const Call&, const sdk::ReadProgress&) override;

  // catalogue_verbs.cpp
  Reply<sdk::Page<sdk::Size>> listSizes(const Call&, const sdk::ListCatalogue&) override;
  Reply<sdk::Page<sdk::Region>> listRegions(const Call&, const sdk::ListCatalogue&) override;
  Reply<sdk::Page<sdk::Image>> listImages(const Call&, const sdk::ListCatalogue&) override;

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

 private:
  /// The machine as an answer: pending until the work that was begun on it is done.
  static Reply<sdk::Account> shown(const Cloud&, const Instance&, bool isDone);
  /// A machine that its client may use now: not suspended.
  Reply<Instance> usable(const Call&, const Cloud&, const sdk::AccountRef&) const;

  /// What a new machine is to be, after everything in it was found to be the owner's.
  Reply<Launch> launchOf(const Call&, const Cloud&, const sdk::CreateAccount&) const;
  Reply<sdk::Account> launched(const Call&, const Cloud&, const sdk::CreateAccount&,
                               const ProductSettings&) const;
  /// Gives a new machine what can only be had once it is there.
  Reply<sdk::Account> settled(const Call&, const Cloud&, const sdk::CreateAccount&,
                              const ProductSettings&, const Instance&) const;

  /// Takes the next step towards the size: off, another size, on.
  Reply<Instance> resized(const Call&, const Cloud&, const std::string& size, Instance) const;
  Reply<sdk::Account> withLargerDisk(const Call&, const Cloud&, const ProductSettings&,
                                     const Instance&) const;
  /// Makes a volume larger unless it is; true once it is usable at that size.
  Reply<bool> grown(const Call&, const Cloud&, const std::string& volume, std::int64_t gib) const;

  /// The machine's snapshot of this id.
  Reply<std::optional<XmlElement>> backupOf(const Call&, const Cloud&, const Instance&,
                                            const std::string& id) const;
  Reply<sdk::Progress> restoreProgress(const Call&, const Cloud&, const Instance&,
                                       std::string_view work) const;
  /// Takes the next step of a root volume's replacement; pending until it is done.
  Reply<sdk::Account> replaced(const Call&, const Cloud&, const Instance&, const RootSource&) const;

  /// Brings a group's rules to what they shall be.
  Reply<sdk::Firewall> ruled(const Call&, const Cloud&, XmlElement group,
                             const std::vector<sdk::FirewallRule>& wanted) const;
  Reply<sdk::Firewall> shownFirewall(const Call&, const Cloud&, const XmlElement& group) const;
  /// The groups before a machine become these; EC2 wants at least one.
  Reply<Instance> grouped(const Call&, const Cloud&, const Instance&,
                          std::vector<std::string> groups) const;

  /// The address leads to this machine from now on.
  Reply<sdk::Address> led(const Call&, const Cloud&, const XmlElement& address,
                          const Instance&) const;
  Reply<sdk::Volume> withModification(const Call&, const Cloud&, sdk::Volume) const;

  const QueryClient client_;
  const Instances instances_{client_};
  const OwnedThings things_{client_};
  const RootReplacement roots_{client_};
};

}  // namespace hostler::aws

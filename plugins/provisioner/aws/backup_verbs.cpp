// Backups are snapshots of the system disk that belong to the machine.
#include "aws_provisioner.h"
#include "patience.h"
#include "refusals.h"
#include "resource_mapping.h"

#include <algorithm>

namespace hostler::aws {
namespace {

using sdk::Reply;

/// How handles begin.
constexpr std::string_view kBackingUp = "snapshot|", kRestoring = "restore|";

Reply<sdk::Backup> answered(Reply<sdk::Backup> backup) {
  if (!backup || backup->state == sdk::JobState::Done) return backup;
  if (backup->state == sdk::JobState::Failed)
    return sdk::permanent("action_failed", "the snapshot " + backup->id + " has failed");
  return sdk::Pending{std::move(*backup)};
}

sdk::ProviderError notOurs(const std::string& instance) {
  return sdk::permanent("refused", "the instance " + instance + " carries no reference of ours");
}

}  // namespace

Reply<sdk::Backup> AwsProvisioner::backup(const sdk::Call& call,
                                          const sdk::BackupAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto machine = instances_.expected(call, cloud, request.account);
  if (!machine) return machine.error();
  const auto reference = machine->reference();
  if (reference.empty()) return notOurs(machine->id);
  // CreateSnapshot knows no token: a backup carries what it was asked by.
  const auto wish = requestToken(
      {"backup", machine->id, call.key, request.outlivesAccount ? "kept" : "not kept"});
  const auto made = [&]() -> Reply<std::optional<XmlElement>> {
    auto all = things_.ofMachine(call, cloud, kSnapshots, reference);
    if (!all) return all.error();
    for (auto& snapshot : *all) {
      if (tagIn(tagsOf(snapshot), kRequestTag) == wish) return std::optional{std::move(snapshot)};
    }
    return std::optional<XmlElement>{};
  };
  const auto before = eventuallyFound(call, made);
  if (!before) return before.error();
  if (*before) return answered(mapped(toBackup, **before));

  const auto volume = machine->rootVolume();
  if (volume.empty()) return sdk::permanent("no_disk", "the machine has no disk to keep");
  Tags labels{{kMachineTag, reference},
              {kSourceTag, machine->id},
              {kRequestTag, wish},
              {kNameTag, tagValue("Backup of " + machine->domain)}};
  if (!machine->owner().empty()) labels[kOwnerTag] = machine->owner();
  if (request.outlivesAccount) labels[kOutlivesTag] = "yes";
  const auto written =
      client_.write(call, cloud, "CreateSnapshot",
                    Form{}.set("VolumeId", volume).tagged(kSnapshots.tagName, labels));
  if (!written && !isRefusal(written.error())) return written.error();
  const auto after = eventuallyFound(call, made);
  if (!after) return notConfirmed("after CreateSnapshot: " + after.error().message);
  if (*after) return answered(mapped(toBackup, **after));
  if (!written) return written.error();
  return notConfirmed("EC2 accepted CreateSnapshot, and no snapshot is to be seen");
}

Reply<sdk::Backups> AwsProvisioner::backups(const sdk::Call& call,
                                            const sdk::ListBackups& request) {
  const auto cloud = cloudOf(call, request);
  const auto machine = instances_.expected(call, cloud, request.account);
  if (!machine) return machine.error();
  if (machine->reference().empty()) return notOurs(machine->id);
  const auto all = things_.ofMachine(call, cloud, kSnapshots, machine->reference());
  if (!all) return all.error();
  sdk::Backups list;
  for (const auto& snapshot : *all) {
    if (!tagsOf(snapshot).contains(kRequestTag)) continue;  // one that the client took
    auto backup = mapped(toBackup, snapshot);
    if (!backup) return backup.error();
    list.backups.push_back(std::move(*backup));
  }
  std::ranges::sort(list.backups, [](const sdk::Backup& a, const sdk::Backup& b) {
    return a.createdAt.value_or(0) > b.createdAt.value_or(0);
  });
  return list;
}

// The machine may be gone: whose it is stands at the snapshot itself.
Reply<sdk::Removed> AwsProvisioner::deleteBackup(const sdk::Call& call,
                                                 const sdk::DeleteBackup& request) {
  const auto cloud = cloudOf(call, request);
  const auto& reference = request.account.reference;
  if (!isId(request.backupId, "snap-")) return badRequest("backup_id is not that of a snapshot");
  if (reference.empty()) return badRequest("account.reference is required to remove a backup");
  const auto all = things_.ofMachine(call, cloud, kSnapshots, reference);
  if (!all) return all.error();
  const auto found = std::ranges::find_if(
      *all, [&](const XmlElement& each) { return each.textOf("snapshotId") == request.backupId; });
  if (found == all->end()) return sdk::Removed{false};
  if (!tagsOf(*found).contains(kRequestTag))
    return sdk::needsAttention("wrong_account", "the snapshot is no backup of this machine");
  const auto gone = things_.erase(call, cloud, kSnapshots, request.backupId, "DeleteSnapshot");
  if (!gone) return gone.error();
  return sdk::Removed{true};
}

Reply<sdk::Restore> AwsProvisioner::restore(const sdk::Call& call,
                                            const sdk::RestoreBackup& request) {
  const auto cloud = cloudOf(call, request);
  if (!isId(request.backupId, "snap-")) return badRequest("backup_id is not that of a snapshot");
  const auto machine = usable(call, cloud, request.account);
  if (!machine) return machine.error();
  const auto snapshot = backupOf(call, cloud, *machine, request.backupId);
  if (!snapshot) return snapshot.error();
  if (!*snapshot) return sdk::permanent("not_restorable", "the machine has no such backup");
  const auto backup = mapped(toBackup, **snapshot);
  if (!backup) return backup.error();
  if (!backup->restorable) return sdk::permanent("not_restorable", "the backup is not complete");

  RootSource source;
  source.snapshot = request.backupId;
  source.request = wishOf(call, "restore", machine->id, request.backupId, request.requestedAt);
  const auto restored = replaced(call, cloud, *machine, source);
  if (!restored) return restored.error();
  sdk::Restore restore{std::string{kRestoring} + source.snapshot + "|" + source.request};
  if (!restored.isPending()) return restore;
  return sdk::Pending{std::move(restore)};
}

Reply<std::optional<XmlElement>> AwsProvisioner::backupOf(const sdk::Call& call, const Cloud& cloud,
                                                          const Instance& machine,
                                                          const std::string& id) const {
  if (machine.reference().empty()) return notOurs(machine.id);
  auto all = things_.ofMachine(call, cloud, kSnapshots, machine.reference());
  if (!all) return all.error();
  const auto found = std::ranges::find_if(
      *all, [&](const XmlElement& each) { return each.textOf("snapshotId") == id; });
  if (found == all->end()) return std::optional<XmlElement>{};
  return std::optional{std::move(*found)};
}

Reply<sdk::Progress> AwsProvisioner::restoreProgress(const sdk::Call& call, const Cloud& cloud,
                                                     const Instance& machine,
                                                     std::string_view work) const {
  const auto bar = std::min(work.find('|'), work.size());
  RootSource source;
  source.snapshot = work.substr(0, bar);
  source.request = work.substr(std::min(bar + 1, work.size()));
  if (!isId(source.snapshot, "snap-") || !source.request.starts_with("hostler-"))
    return badRequest("handle is not one of this plugin's");
  const auto restored = replaced(call, cloud, machine, source);
  if (!restored &&
      (restored.error().code == "action_failed" || restored.error().code == "suspended"))
    return sdk::Progress{sdk::JobState::Failed, restored.error().message, {}};
  if (!restored) return restored.error();
  if (restored.isPending())
    return sdk::Progress{sdk::JobState::Running, "the system disk is being written anew", {}};
  return sdk::Progress{sdk::JobState::Done, "the system disk is what the backup holds", {}};
}

Reply<sdk::Progress> AwsProvisioner::progress(const sdk::Call& call,
                                              const sdk::ReadProgress& request) {
  const auto cloud = cloudOf(call, request);
  const std::string_view handle{request.handle};
  const bool isRestore = handle.starts_with(kRestoring);
  const auto work =
      handle.substr(std::min(handle.size(), (isRestore ? kRestoring : kBackingUp).size()));
  if (!isRestore && (!handle.starts_with(kBackingUp) || !isId(work, "snap-")))
    return badRequest("handle is not one of this plugin's");
  const auto machine = instances_.expected(call, cloud, request.account);
  if (!machine) return machine.error();
  if (isRestore) return restoreProgress(call, cloud, *machine, work);

  const auto snapshot = backupOf(call, cloud, *machine, std::string{work});
  if (!snapshot) return snapshot.error();
  if (!*snapshot) return sdk::Progress{sdk::JobState::Failed, "the snapshot is gone", {}};
  auto backup = mapped(toBackup, **snapshot);
  if (!backup) return backup.error();
  if (backup->state == sdk::JobState::Running) {
    return sdk::Progress{
        backup->state, "the snapshot is at " + (*snapshot)->textOf("progress"), {}};
  }
  if (backup->state == sdk::JobState::Failed)
    return sdk::Progress{backup->state, (*snapshot)->textOf("statusMessage"), {}};
  return sdk::Progress{backup->state, "the snapshot is complete", std::move(*backup)};
}

}  // namespace hostler::aws

// Backups are snapshots of the system disk. They lie outside the machine, so one can outlive it;
// one that shall not is removed with it.
#include "backup_mapping.h"
#include "cloudstack_provisioner.h"

#include <hostler/names.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;

std::string systemDiskOf(const std::vector<Json>& volumes) {
  for (const auto& volume : volumes) {
    if (someText(volume, "type") == "ROOT") return textOf(volume, "id");
  }
  throw MappingError{"the machine has no system disk"};
}

std::optional<Json> named(const std::vector<Json>& snapshots, const std::string& name) {
  const auto found = std::ranges::find_if(snapshots, [&](const Json& snapshot) {
    return someText(snapshot, "name") == name && !isGone(snapshot);
  });
  return found == snapshots.end() ? std::nullopt : std::optional{*found};
}

// Handles: "snapshot|<id>", "restore|<id>|<when it was begun>".
constexpr std::string_view kMaking = "snapshot|", kRestoring = "restore|";

std::pair<std::string, std::int64_t> partsOf(const std::string& handle) {
  const auto bar = handle.find('|');
  if (bar == std::string::npos) return {handle, 0};
  std::int64_t since = 0;
  const auto end = handle.data() + handle.size();
  if (std::from_chars(handle.data() + bar + 1, end, since).ptr != end)
    fail(badRequest("handle is not one of this plugin's"));
  return {handle.substr(0, bar), since};
}

sdk::Progress progressOf(const sdk::Backup& backup) {
  switch (backup.state) {
    case sdk::JobState::Running:
      return {backup.state, "the snapshot is being written", {}};
    case sdk::JobState::Failed:
      return {backup.state, "the cloud could not make the snapshot", backup};
    case sdk::JobState::Done:
      break;
  }
  return {backup.state, "the snapshot is complete", backup};
}

}  // namespace

Reply<sdk::Backup> CloudstackProvisioner::backup(const sdk::Call& call,
                                                 const sdk::BackupAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.expected(call, cloud, request.account);
  const auto name = backupName(vm.reference(), call.key, request.outlivesAccount);
  const auto disk = systemDiskOf(finder_.volumesOf(call, cloud, vm.id()));
  const auto read = [&] {
    return named(client_.all(call, cloud, "listSnapshots", "snapshot",
                             {{"volumeid", disk}, {"listall", "true"}}),
                 name);
  };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& found) -> Due {
    if (!found) return Step{"createSnapshot", {{"volumeid", disk}, {"name", name}}};
    const auto state = toBackup(*found).state;
    if (state == sdk::JobState::Failed)
      return sdk::permanent("action_failed", "the cloud could not make the snapshot");
    return state == sdk::JobState::Running ? Due{Waiting{}} : Due{Nothing{}};
  });
  if (settled && !*settled) return notConfirmed("the new snapshot does not show");
  return mapped(std::move(settled), [](auto found) {
    auto backup = toBackup(*found);
    if (backup.state == sdk::JobState::Running) backup.handle = std::string{kMaking} + backup.id;
    return backup;
  });
}

Reply<sdk::Backups> CloudstackProvisioner::backups(const sdk::Call& call,
                                                   const sdk::ListBackups& request) {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.expected(call, cloud, request.account);
  sdk::Backups all;
  for (const auto& snapshot :
       client_.all(call, cloud, "listSnapshots", "snapshot",
                   {{"volumeid", systemDiskOf(finder_.volumesOf(call, cloud, vm.id()))},
                    {"listall", "true"}})) {
    if (!isBackupOf(someText(snapshot, "name"), vm.reference()) || isGone(snapshot)) continue;
    all.backups.push_back(toBackup(snapshot));
  }
  std::ranges::stable_sort(all.backups, [](const sdk::Backup& a, const sdk::Backup& b) {
    return a.createdAt.value_or(0) > b.createdAt.value_or(0);
  });
  return all;
}

std::optional<Json> CloudstackProvisioner::findBackup(const sdk::Call& call, const Cloud& cloud,
                                                      const VirtualMachine& vm,
                                                      const std::string& id) const {
  auto found = client_.find(call, cloud, "listSnapshots", "snapshot", idOf(id, "backup_id"));
  if (!found || isGone(*found) || !isBackupOf(someText(*found, "name"), vm.reference()))
    return std::nullopt;
  return found;
}

// The machine may be gone: whose it is stands in the snapshot's name.
Reply<sdk::Removed> CloudstackProvisioner::deleteBackup(const sdk::Call& call,
                                                        const sdk::DeleteBackup& request) {
  const auto cloud = cloudOf(call, request);
  const auto& reference = request.account.reference;
  if (!sdk::isReference(reference))
    return badRequest("account.reference is required to remove a backup");
  const auto id = idOf(request.backupId, "backup_id");
  bool existed = false;
  const auto read = [&]() -> std::optional<Json> {
    auto found = client_.find(call, cloud, "listSnapshots", "snapshot", id);
    if (!found || isGone(*found)) return std::nullopt;
    if (!isBackupOf(someText(*found, "name"), reference))
      fail(sdk::needsAttention("wrong_account", "the snapshot is no backup of this machine"));
    return found;
  };
  auto settled = settle(call, cloud, worker_, read, [&](const std::optional<Json>& found) -> Due {
    if (!found) return Nothing{};
    existed = true;
    if (isEnding(*found)) return Waiting{};
    return Step{"deleteSnapshot", {{"id", id}}, kMoment};
  });
  return mapped(std::move(settled), [&](auto) { return sdk::Removed{existed}; });
}

// What is left of it is done by `progress`: stopping, putting back and starting take their time.
Reply<sdk::Restore> CloudstackProvisioner::restore(const sdk::Call& call,
                                                   const sdk::RestoreBackup& request) {
  const auto cloud = cloudOf(call, request);
  const auto vm = finder_.expected(call, cloud, request.account);
  const auto found = findBackup(call, cloud, vm, request.backupId);
  if (!found || !toBackup(*found).restorable)
    return sdk::permanent("not_restorable", "the machine has no such backup that can be restored");
  const auto asked = request.asked().value_or(sdk::Asked::justNow());
  // By this machine's clock, which progress reads again.
  const auto since = sdk::Asked::justNow().at - (asked.now - asked.at);
  auto begun = putBack(call, cloud, request.account, reversionTo(toVolumeSnapshot(*found)), asked);
  if (!begun) return begun.error();
  const auto handle = std::string{kRestoring} + request.backupId + "|" + std::to_string(since);
  return sdk::Pending{sdk::Restore{handle}};
}

Reply<sdk::Progress> CloudstackProvisioner::progress(const sdk::Call& call,
                                                     const sdk::ReadProgress& request) {
  const auto cloud = cloudOf(call, request);
  const bool isRestoring = request.handle.starts_with(kRestoring);
  if (!isRestoring && !request.handle.starts_with(kMaking))
    return badRequest("handle is not one of this plugin's");
  const auto [id, since] =
      partsOf(request.handle.substr(isRestoring ? kRestoring.size() : kMaking.size()));
  const auto vm = finder_.expected(call, cloud, request.account);
  const auto found = findBackup(call, cloud, vm, id);
  if (!found) return sdk::Progress{sdk::JobState::Failed, "the snapshot is not there", {}};
  if (!isRestoring) return progressOf(toBackup(*found));

  const auto settled = putBack(call, cloud, request.account, reversionTo(toVolumeSnapshot(*found)),
                               {since, sdk::Asked::justNow().now});
  if (!settled && settled.error().outcome == sdk::Outcome::Permanent)
    return sdk::Progress{sdk::JobState::Failed, settled.error().message, {}};
  if (!settled) return settled.error();
  if (settled.isPending())
    return sdk::Progress{sdk::JobState::Running, "the machine is being put back", {}};
  return sdk::Progress{sdk::JobState::Done, "the machine is put back", {}};
}

}  // namespace hostler::cloudstack

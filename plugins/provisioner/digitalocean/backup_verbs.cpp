// A backup is a snapshot of the droplet under a name that comes from the call's key. All snapshots
// outlive the droplet by themselves; the name says which are meant to.
#include "digitalocean_provisioner.h"
#include "labels.h"
#include "owned_things.h"
#include "resource_kinds.h"

#include <algorithm>

namespace hostler::digitalocean {
namespace {

using sdk::Backup;
using sdk::JobState;
using sdk::Json;
using sdk::Reply;

std::string dropletPath(const std::string& droplet) {
  return "/v2/droplets/" + droplet;
}

// Handles: "snapshot|<action>|<name>", "restore|<action>".
struct Handle {
  std::string kind, action, name;
};
Handle handleOf(const std::string& text) {
  const auto first = text.find('|'), second = text.find('|', first + 1);
  if (first == std::string::npos) return {};
  return {text.substr(0, first), text.substr(first + 1, second - first - 1),
          second == std::string::npos ? std::string{} : text.substr(second + 1)};
}

const Json* named(const std::vector<Json>& snapshots, const std::string& name) {
  const auto found = std::ranges::find_if(
      snapshots, [&](const Json& snapshot) { return textOf(snapshot, "name") == name; });
  return found == snapshots.end() ? nullptr : &*found;
}

Backup running(const std::string& action, const std::string& name) {
  Backup backup;
  backup.outlivesAccount = outlivesAccount(name);
  backup.handle = "snapshot|" + action + "|" + name;
  return backup;
}

}  // namespace

Reply<Backup> DigitalOceanProvisioner::backup(const sdk::Call& call,
                                              const sdk::BackupAccount& request) {
  const auto cloud = cloudOf(call, request);
  const auto& id = request.account.id;
  const auto droplet = droplets_.expected(call, cloud, request.account);
  if (!droplet) return droplet.error();
  const auto name = backupName(referenceIn(droplet->tags), call.key, request.outlivesAccount);
  const auto snapshots = client_.all(call, cloud, dropletPath(id) + "/snapshots", "snapshots");
  if (!snapshots) return snapshots.error();
  try {
    if (const auto* made = named(*snapshots, name)) return toBackup(*made, false);
  } catch (const MappingError& error) {
    return misfit(error);
  }
  const auto begun =
      actions_.begin(call, cloud, {dropletPath(id), {{"type", "snapshot"}, {"name", name}}});
  if (!begun) return begun.error();
  return sdk::Pending{running(begun->id, name)};
}

Reply<sdk::Backups> DigitalOceanProvisioner::backups(const sdk::Call& call,
                                                     const sdk::ListBackups& request) {
  const auto cloud = cloudOf(call, request);
  const auto path = dropletPath(request.account.id);
  const auto droplet = droplets_.expected(call, cloud, request.account);
  if (!droplet) return droplet.error();
  const auto snapshots = client_.all(call, cloud, path + "/snapshots", "snapshots");
  if (!snapshots) return snapshots.error();
  const auto nightly = client_.all(call, cloud, path + "/backups", "backups");
  if (!nightly) return nightly.error();
  try {
    sdk::Backups backups;
    for (const auto& entry : *snapshots) {
      if (isBackupName(textOf(entry, "name"))) backups.backups.push_back(toBackup(entry, false));
    }
    for (const auto& entry : *nightly) backups.backups.push_back(toBackup(entry, true));
    std::ranges::stable_sort(backups.backups, [](const Backup& a, const Backup& b) {
      return a.createdAt.value_or(0) > b.createdAt.value_or(0);
    });
    return backups;
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

// The droplet may be gone: whose it is stands in the snapshot's name.
Reply<sdk::Removed> DigitalOceanProvisioner::deleteBackup(const sdk::Call& call,
                                                          const sdk::DeleteBackup& request) {
  const auto cloud = cloudOf(call, request);
  constexpr std::string_view kStart = "snapshot:";
  if (!request.backupId.starts_with(kStart))
    return badRequest("backup_id is not that of a snapshot");
  const auto path = pathOf(kSnapshots, request.backupId.substr(kStart.size()));
  const auto before = client_.find(call, cloud, path, "snapshot");
  if (!before) return before.error();
  if (!*before) return sdk::Removed{false};
  try {
    if (!isBackupOf(textOf(**before, "name"), request.account.reference))
      return sdk::needsAttention("wrong_account", "the snapshot is no backup of this droplet");
  } catch (const MappingError& error) {
    return misfit(error);
  }
  const auto removed = client_.write(call, cloud, "DELETE", path);
  if (!removed && !isRefusal(removed.error())) return removed.error();
  const auto after = client_.find(call, cloud, path, "snapshot");
  if (!after) return notConfirmed(after.error().message);
  if (!*after) return sdk::Removed{true};
  return removed ? notConfirmed("the snapshot is still there") : removed.error();
}

Reply<sdk::Restore> DigitalOceanProvisioner::restore(const sdk::Call& call,
                                                     const sdk::RestoreBackup& request) {
  sdk::ListBackups look;
  static_cast<sdk::OnAccount&>(look) = request;
  const auto listed = backups(call, look);
  if (!listed) return listed.error();
  const auto known = std::ranges::find(listed->backups, request.backupId, &Backup::id);
  if (known == listed->backups.end())
    return sdk::permanent("not_restorable", "the droplet has no such backup");
  const auto cloud = cloudOf(call, request);
  const auto droplet = usable(call, cloud, request.account);
  if (!droplet) return droplet.error();
  const auto image = request.backupId.substr(request.backupId.find(':') + 1);
  const auto begun = actions_.begin(call, cloud,
                                    {dropletPath(request.account.id),
                                     {{"type", "restore"}, {"image", idWord(image)}},
                                     request.asked()});
  if (!begun) return begun.error();
  return sdk::Pending{sdk::Restore{"restore|" + begun->id}};
}

Reply<sdk::Progress> DigitalOceanProvisioner::progress(const sdk::Call& call,
                                                       const sdk::ReadProgress& request) {
  const auto cloud = cloudOf(call, request);
  const auto handle = handleOf(request.handle);
  const bool isSnapshot = handle.kind == "snapshot" && isBackupName(handle.name);
  if (!isSnapshot && handle.kind != "restore")
    return badRequest("handle is not one of this plugin's");
  const auto droplet = droplets_.expected(call, cloud, request.account);
  if (!droplet) return droplet.error();
  const auto action = actions_.byId(call, cloud, handle.action);
  if (!action) return action.error();
  if (!*action) return sdk::Progress{JobState::Failed, "DigitalOcean does not know it", {}};
  if ((*action)->isRunning()) return sdk::Progress{JobState::Running, "it is being done", {}};
  if (!(*action)->isDone())
    return sdk::Progress{JobState::Failed, "DigitalOcean could not do it", {}};
  if (!isSnapshot) return sdk::Progress{JobState::Done, "the droplet is restored", {}};
  // The action's word is not enough to remove a droplet on: the snapshot itself must be there.
  const auto snapshots =
      client_.all(call, cloud, dropletPath(request.account.id) + "/snapshots", "snapshots");
  if (!snapshots) return snapshots.error();
  try {
    const auto* made = named(*snapshots, handle.name);
    if (made == nullptr)
      return sdk::Progress{JobState::Failed, "the snapshot is not where it should be", {}};
    return sdk::Progress{JobState::Done, "the snapshot is complete", toBackup(*made, false)};
  } catch (const MappingError& error) {
    return misfit(error);
  }
}

}  // namespace hostler::digitalocean

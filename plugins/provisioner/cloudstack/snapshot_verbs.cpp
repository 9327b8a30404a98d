// Snapshots: of a machine with all its disks, or of one volume. The cloud keeps them in two lists.
#include "backup_mapping.h"
#include "cloudstack_provisioner.h"
#include "machine_steps.h"

#include <algorithm>

namespace hostler::cloudstack {
namespace {

using sdk::Json;
using sdk::Reply;
using sdk::ResourceState;

sdk::Snapshot toMachineSnapshot(const Json& json) {
  sdk::Snapshot snapshot;
  describe(snapshot, json, textOf(json, "displayname"));
  if (const auto name = someText(json, "description"); !name.empty()) snapshot.name = name;
  snapshot.of = sdk::SnapshotOf::Machine;
  snapshot.source = someText(json, "virtualmachineid");
  snapshot.state = snapshotState(someText(json, "state"));
  return snapshot;
}

constexpr std::string_view kVolumePages = "v";  // before a page's number: of the second list

std::optional<sdk::Snapshot> mappedFrom(const std::optional<Json>& json, bool ofMachine) {
  if (!json) return std::nullopt;
  return ofMachine ? toMachineSnapshot(*json) : toVolumeSnapshot(*json);
}

}  // namespace

std::optional<sdk::Snapshot> CloudstackProvisioner::findSnapshot(
    const sdk::Call& call, const Cloud& cloud, const sdk::GetResource& request) const {
  for (const bool ofMachine : {true, false}) {
    const auto& kind = ofMachine ? kMachineSnapshots : kSnapshots;
    if (auto found = mappedFrom(things_.wanted(call, cloud, kind, request), ofMachine))
      return found;
  }
  return std::nullopt;
}

Reply<sdk::Page<sdk::Snapshot>> CloudstackProvisioner::listSnapshots(
    const sdk::Call& call, const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  auto part = request;
  if (request.cursor.starts_with(kVolumePages)) {
    part.cursor.erase(0, kVolumePages.size());
    auto page = things_.page<sdk::Snapshot>(call, cloud, kSnapshots, part, toVolumeSnapshot);
    if (page.nextCursor) page.nextCursor = std::string{kVolumePages} + *page.nextCursor;
    return page;
  }
  auto page = things_.page<sdk::Snapshot>(call, cloud, kMachineSnapshots, part, toMachineSnapshot);
  if (!page.nextCursor) page.nextCursor = std::string{kVolumePages} + "1";
  return page;
}

Reply<sdk::Found<sdk::Snapshot>> CloudstackProvisioner::getSnapshot(
    const sdk::Call& call, const sdk::GetResource& request) {
  sdk::Found<sdk::Snapshot> found{findSnapshot(call, cloudOf(call, request), request)};
  if (found.item && found.item->state == ResourceState::Creating)
    return sdk::Pending{std::move(found)};
  return found;
}

Reply<sdk::Snapshot> CloudstackProvisioner::createSnapshot(const sdk::Call& call,
                                                           const sdk::CreateSnapshot& request) {
  const auto cloud = cloudOf(call, request);
  const auto label = labelOf(request.owner, request.reference);
  const bool ofMachine = request.machine.has_value();
  if (ofMachine != request.volume.empty())
    return badRequest("a snapshot is of a machine, or of a volume");
  Step step;
  if (ofMachine) {
    const auto vm = finder_.ownersMachine(call, cloud, *request.machine, request.owner);
    step = {"createVMSnapshot", {{"virtualmachineid", vm.id()}, {"name", label}}};
    if (!request.name.empty()) step.params.emplace_back("description", tagText(request.name));
  } else {
    (void)things_.existing(call, cloud, kVolumes, request.volume, request.owner);
    step = {"createSnapshot", {{"volumeid", request.volume}, {"name", label}}};
  }
  const auto& kind = ofMachine ? kMachineSnapshots : kSnapshots;
  const auto read = [&] {
    return mappedFrom(things_.byLabel(call, cloud, kind, label), ofMachine);
  };
  auto settled =
      settle(call, cloud, worker_, read, [&](const std::optional<sdk::Snapshot>& made) -> Due {
        if (!made) return step;
        if (made->state == ResourceState::Failed)
          return sdk::permanent("action_failed", "the cloud could not make the snapshot");
        return made->state == ResourceState::Creating ? Due{Waiting{}} : Due{Nothing{}};
      });
  if (settled && !*settled) return notConfirmed("the new snapshot does not show");
  return mapped(std::move(settled), [](auto made) { return std::move(*made); });
}

Reply<sdk::Removed> CloudstackProvisioner::deleteSnapshot(const sdk::Call& call,
                                                          const sdk::DeleteResource& request) {
  const auto cloud = cloudOf(call, request);
  bool existed = false;
  sdk::GetResource wanted;
  wanted.owner = request.owner;
  wanted.id = idOf(request.id, "id");
  const auto read = [&] { return findSnapshot(call, cloud, wanted); };
  auto settled =
      settle(call, cloud, worker_, read, [&](const std::optional<sdk::Snapshot>& found) -> Due {
        if (!found) return Nothing{};
        existed = true;
        if (found->state == ResourceState::Deleting) return Waiting{};
        if (found->of == sdk::SnapshotOf::Machine)
          return Step{"deleteVMSnapshot", {{"vmsnapshotid", found->id}}, kMoment};
        return Step{"deleteSnapshot", {{"id", found->id}}, kMoment};
      });
  return mapped(std::move(settled), [&](auto) { return sdk::Removed{existed}; });
}

Reply<sdk::Snapshot> CloudstackProvisioner::restoreSnapshot(const sdk::Call& call,
                                                            const sdk::RestoreSnapshot& request) {
  const auto cloud = cloudOf(call, request);
  const auto since = request.asked().value_or(sdk::Asked::justNow());
  const auto host = finder_.ownersMachine(call, cloud, request.machine, request.owner);
  sdk::GetResource wanted;
  wanted.owner = request.owner;
  wanted.id = idOf(request.id, "id");
  const auto snapshot = findSnapshot(call, cloud, wanted);
  if (!snapshot) return isMissing("snapshot", request.id);
  const bool ofMachine = snapshot->of == sdk::SnapshotOf::Machine;
  if (ofMachine && snapshot->source != host.id())
    return badRequest("the snapshot is of another machine");
  if (!ofMachine) {
    const auto disks = finder_.volumesOf(call, cloud, host.id());
    if (std::ranges::none_of(
            disks, [&](const Json& disk) { return textOf(disk, "id") == snapshot->source; }))
      return badRequest("the snapshot is of no disk of this machine");
  }

  auto settled = putBack(call, cloud, request.machine, reversionTo(*snapshot), since);
  return mapped(std::move(settled), [&](auto) { return *snapshot; });
}

}  // namespace hostler::cloudstack

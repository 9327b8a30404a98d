// Snapshots of volumes, and of machines: of their system disk.
#include "aws_provisioner.h"
#include "refusals.h"
#include "resource_mapping.h"

namespace hostler::aws {
namespace {

using sdk::Reply;

Reply<sdk::Snapshot> answered(Reply<sdk::Snapshot> snapshot) {
  if (!snapshot || snapshot->state == sdk::ResourceState::Ready) return snapshot;
  if (snapshot->state == sdk::ResourceState::Failed)
    return sdk::permanent("action_failed", "the snapshot " + snapshot->id + " has failed");
  return sdk::Pending{std::move(*snapshot)};
}

}  // namespace

Reply<sdk::Page<sdk::Snapshot>> AwsProvisioner::listSnapshots(const sdk::Call& call,
                                                              const sdk::ListResources& request) {
  const auto cloud = cloudOf(call, request);
  const auto listed = things_.page(call, cloud, kSnapshots, request);
  if (!listed) return listed.error();
  sdk::Page<sdk::Snapshot> page{{}, listed->nextCursor};
  for (const auto& item : listed->items) {
    auto snapshot = mapped(toSnapshot, item, cloud.region);
    if (!snapshot) return snapshot.error();
    page.items.push_back(std::move(*snapshot));
  }
  return page;
}

Reply<sdk::Found<sdk::Snapshot>> AwsProvisioner::getSnapshot(const sdk::Call& call,
                                                             const sdk::GetResource& request) {
  const auto cloud = cloudOf(call, request);
  const auto found = things_.find(call, cloud, kSnapshots, request);
  if (!found) return found.error();
  if (!*found) return sdk::Found<sdk::Snapshot>{};
  auto snapshot = mapped(toSnapshot, **found, cloud.region);
  if (!snapshot) return snapshot.error();
  const bool isDone = snapshot->state != sdk::ResourceState::Creating;
  sdk::Found<sdk::Snapshot> item{std::move(*snapshot)};
  if (isDone) return item;
  return sdk::Pending{std::move(item)};
}

Reply<sdk::Snapshot> AwsProvisioner::createSnapshot(const sdk::Call& call,
                                                    const sdk::CreateSnapshot& request) {
  const auto cloud = cloudOf(call, request);
  auto labels = labelsFor(request.owner, request.reference, request.name);
  if (request.machine.has_value() == !request.volume.empty())
    return badRequest("a snapshot is either of a machine or of a volume");
  const auto found =
      things_.find(call, cloud, kSnapshots, {request, std::string{}, request.reference});
  if (!found) return found.error();
  if (*found) return answered(mapped(toSnapshot, **found, cloud.region));

  auto volume = request.volume;
  if (request.machine) {
    const auto machine = instances_.owned(call, cloud, *request.machine, request.owner);
    if (!machine) return machine.error();
    volume = machine->rootVolume();
    if (volume.empty()) return sdk::permanent("no_disk", "the machine has no disk to keep");
    labels[kSourceTag] = machine->id;
    if (!machine->reference().empty()) labels[kMachineTag] = machine->reference();
  } else {
    const auto owned = things_.owned(call, cloud, kVolumes, request.owner, volume);
    if (!owned) return owned.error();
  }
  const auto made =
      things_.make(call, cloud, kSnapshots, request.owner, request.reference, "CreateSnapshot",
                   Form{}.set("VolumeId", volume).tagged(kSnapshots.tagName, labels));
  if (!made) return made.error();
  return answered(mapped(toSnapshot, *made, cloud.region));
}

Reply<sdk::Removed> AwsProvisioner::deleteSnapshot(const sdk::Call& call,
                                                   const sdk::DeleteResource& request) {
  return things_.remove(call, cloudOf(call, request), kSnapshots, request, "DeleteSnapshot");
}

Reply<sdk::Snapshot> AwsProvisioner::restoreSnapshot(const sdk::Call& call,
                                                     const sdk::RestoreSnapshot& request) {
  const auto cloud = cloudOf(call, request);
  const auto item = things_.owned(call, cloud, kSnapshots, request.owner, request.id);
  if (!item) return item.error();
  auto snapshot = mapped(toSnapshot, *item, cloud.region);
  if (!snapshot) return snapshot;
  if (snapshot->of != sdk::SnapshotOf::Machine)
    return badRequest("a snapshot of a volume is restored by making a volume from it");
  const auto machine = instances_.owned(call, cloud, request.machine, request.owner);
  if (!machine) return machine.error();
  if (machine->has(kSuspendedTag)) return sdk::permanent("suspended", "the machine is suspended");
  if (snapshot->source != machine->id)
    return badRequest("the snapshot is of another machine's system disk");
  if (snapshot->state != sdk::ResourceState::Ready) return busy("the snapshot is not complete yet");

  RootSource source;
  source.snapshot = request.id;
  source.request = wishOf(call, "restore", machine->id, request.id, request.requestedAt);
  const auto restored = replaced(call, cloud, *machine, source);
  if (!restored) return restored.error();
  if (!restored.isPending()) return snapshot;
  return sdk::Pending{std::move(*snapshot)};
}

}  // namespace hostler::aws
